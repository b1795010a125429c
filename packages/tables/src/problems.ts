import type { ProblemCatalogue } from '@kaoji/engine';

/**
 * What can be wrong with a file before its facts are looked at. The place says the file or sheet, the row and the column;
 * the sentence says what is wrong there and what to do.
 */
export const tableProblems = {
  'table-path-missing': {
    severity: 'error',
    zh: '找不到“{path}”。请核对路径。',
    en: 'There is no {path}. Check the path.',
  },
  'table-path-unreadable': {
    severity: 'error',
    zh: '无法读取“{path}”（{reason}）。请检查权限，并关闭正在使用它的程序。',
    en: 'Cannot read {path} ({reason}). Check the permissions and close programs that use it.',
  },
  'table-path-kind': {
    severity: 'error',
    zh: '“{path}”既不是文件夹，也不是 .xlsx 或 .csv 文件。请给出放有 CSV 文件的文件夹，或一个 .xlsx 工作簿。',
    en: '{path} is neither a folder nor an .xlsx or .csv file. Name a folder of CSV files or one .xlsx workbook.',
  },
  'table-folder-empty': {
    severity: 'error',
    zh: '文件夹“{path}”里没有 .csv 文件。请放入 subjects.csv（考核对象.csv）等文件。',
    en: 'The folder {path} holds no .csv file. Put subjects.csv (考核对象.csv) and the others there.',
  },
  'table-file-unknown': {
    severity: 'warning',
    zh: '文件名不是任何一张表，未读取。[[是不是“{nearest}”？]]',
    en: 'The file name is no table; not read. [[Did you mean {nearest}?]]',
  },
  'table-twice': {
    severity: 'error',
    zh: '与“{other}”是同一张表（{name}），未读取。请合并成一张。',
    en: 'This is the same table as {other} ({name}); not read. Merge them into one.',
  },

  'table-too-many-bytes': {
    severity: 'error',
    zh: '超过 {most} MB，未读完。请拆分或改用 CSV。',
    en: 'Larger than {most} MB; not read to the end. Split it or use CSV.',
  },
  'table-too-many-rows': {
    severity: 'error',
    zh: '超过 {most} 行，未读完。请删去多余的行，或改用 CSV。',
    en: 'More than {most} rows; not read to the end. Remove surplus rows or use CSV.',
  },
  'table-too-many-columns': {
    severity: 'error',
    zh: '超过 {most} 列。请删去多余的列。',
    en: 'More than {most} columns. Remove surplus columns.',
  },
  'table-too-many-cells': {
    severity: 'error',
    zh: '超过 {most} 个单元格，未读完。请拆分。',
    en: 'More than {most} cells; not read to the end. Split it.',
  },
  'table-too-much-text': {
    severity: 'error',
    zh: '文字超过 {most} MB，未读完。请检查是否放入了不该有的内容。',
    en: 'More than {most} MB of text; not read to the end. Check for content that does not belong there.',
  },
  'table-cell-too-long': {
    severity: 'error',
    zh: '有一格超过 {most} 字节，未读完。请检查这一行的引号和内容。',
    en: 'A cell is longer than {most} bytes; not read to the end. Check the quotes and content of this row.',
  },

  'table-empty': {
    severity: 'error',
    zh: '这里是空的，连表头也没有。请填入表头和数据，或删去它。',
    en: 'This is empty, without even a header. Fill it in or remove it.',
  },
  'table-is-workbook': {
    severity: 'error',
    zh: '这其实是 Excel 工作簿，不是 CSV。请把扩展名改为 .xlsx，或另存为 CSV UTF-8。',
    en: 'This is an Excel workbook, not CSV. Rename it to .xlsx or save it as CSV UTF-8.',
  },
  'table-encoding-utf16': {
    severity: 'error',
    zh: '这是 UTF-16 编码（“Unicode 文本”）。请另存为“CSV UTF-8（逗号分隔）”。',
    en: 'This is in UTF-16 ("Unicode text"). Save it as "CSV UTF-8 (comma delimited)".',
  },
  'table-encoding-binary': {
    severity: 'error',
    zh: '第 {byte} 字节是空字符，这不是文本文件，或是没有标记的 UTF-16 编码。请另存为“CSV UTF-8（逗号分隔）”。',
    en: 'Byte {byte} is NUL: this is no text file, or unmarked UTF-16. Save it as "CSV UTF-8 (comma delimited)".',
  },
  'table-encoding-broken': {
    severity: 'error',
    zh: '第 {byte} 字节按 {encoding} 编码读不出来，文件已损坏或混用了编码。请从原始资料重新导出。',
    en: 'Byte {byte} is not readable as {encoding}; the file is damaged or mixes encodings. Export it again from the original.',
  },
  'table-text-damaged': {
    severity: 'error',
    zh: '“{value}”是转换编码时损坏的文字，原文已丢失。请从原始资料重新导出。',
    en: '"{value}" was destroyed by an earlier conversion. Export it again from the original.',
  },
  'table-text-suspicious': {
    severity: 'warning',
    zh: '“{value}”像是乱码。请核对编码。',
    en: '"{value}" looks like text in the wrong encoding. Check it.',
  },

  'table-separator': {
    severity: 'error',
    zh: '不是用逗号分列，而是用{separator}。请另存为“CSV UTF-8（逗号分隔）”。',
    en: 'Separated by {separator}, not by commas. Save it as "CSV UTF-8 (comma delimited)".',
  },
  'table-quote-open': {
    severity: 'error',
    zh: '有一个引号没有配对，后面的内容无法读取。请补上或删去这个引号。',
    en: 'A quote is never closed; what follows cannot be read. Close or remove it.',
  },
  'table-quote-stray': {
    severity: 'error',
    zh: '引号位置不对。含引号的单元格要整格加引号，里面的引号写两遍。',
    en: 'A quote is out of place. Quote the whole cell and double the quotes inside it.',
  },
  'table-row-short': {
    severity: 'error',
    zh: '这一行只有 {count} 格，表头有 {expected} 列。请补齐，空格也要保留逗号。',
    en: 'The row has {count} cells, the header {expected} columns. Fill it up; empty cells keep their commas.',
  },
  'table-row-long': {
    severity: 'error',
    zh: '这一行有 {count} 格，表头只有 {expected} 列。请检查多出的逗号；含逗号的内容要加引号。',
    en: 'The row has {count} cells, the header {expected} columns. Look for a surplus comma; cells holding commas need quotes.',
  },
  'table-cell-without-header': {
    severity: 'error',
    zh: '“{value}”（{cell}）所在的列没有表头。请补上表头，或删去这一列的内容。',
    en: '"{value}" ({cell}) stands in a column without header. Give it a header or remove the content.',
  },
  'table-header-empty': {
    severity: 'error',
    zh: '第 {number} 列有数据但没有表头。请补上表头，或删去这一列。',
    en: 'Column {number} holds data but has no header. Give it one or remove the column.',
  },
  'table-header-twice': {
    severity: 'error',
    zh: '有两列都是“{column}”。请只保留一列。',
    en: 'There are two columns {column}. Keep one.',
  },
  'table-header-below': {
    severity: 'error',
    zh: '表头在第{row}行，应在第1行。请删去表头上方的标题和空行。',
    en: 'The header is in row {row}; it belongs in row 1. Remove the title and blank rows above it.',
  },

  'workbook-not-xlsx': {
    severity: 'error',
    zh: '这不是 .xlsx 工作簿。请用 Excel 或 WPS 另存为“Excel 工作簿（*.xlsx）”。',
    en: 'This is not an .xlsx workbook. Save it as "Excel Workbook (*.xlsx)".',
  },
  'workbook-old-or-locked': {
    severity: 'error',
    zh: '这是旧格式（.xls、.et）或设了打开密码。请去掉密码，另存为“Excel 工作簿（*.xlsx）”。',
    en: 'This is in an old format (.xls, .et) or has a password. Remove the password and save it as "Excel Workbook (*.xlsx)".',
  },
  'workbook-broken': {
    severity: 'error',
    zh: '文件已损坏，无法读取（{part}）。请用 Excel 或 WPS 打开后另存一份。',
    en: 'The file is damaged and cannot be read ({part}). Open it in Excel or WPS and save a copy.',
  },
  'workbook-too-large': {
    severity: 'error',
    zh: '解压后超过 {most} MB，已停止读取。请删去多余内容，或改用 CSV。',
    en: 'Unpacks to more than {most} MB; reading was stopped. Remove surplus content or use CSV.',
  },
  'workbook-bomb': {
    severity: 'error',
    zh: '“{part}”解压后是原来的 {ratio} 倍以上，像是恶意构造的压缩文件，已停止读取。请向提供者核实。',
    en: 'The part {part} unpacks to more than {ratio} times its size, like a zip bomb; reading was stopped. Ask whoever sent it.',
  },
  'workbook-no-tables': {
    severity: 'error',
    zh: '没有可读取的表。工作表名称应为：{names}。',
    en: 'No table is known here. Sheets are named: {names}.',
  },
  'workbook-sheet-unknown': {
    severity: 'notice',
    zh: '工作表“{sheet}”不是任何一张表，未读取。[[是不是“{nearest}”？]]',
    en: 'The sheet {sheet} is no table; not read. [[Did you mean {nearest}?]]',
  },
  'workbook-sheet-hidden': {
    severity: 'notice',
    zh: '这张工作表是隐藏的，已照常读取。',
    en: 'The sheet is hidden; it was read all the same.',
  },
  'workbook-rows-hidden': {
    severity: 'notice',
    zh: '有 {count} 行是隐藏的（或被筛选），从第 {first} 行起，已照常读取。',
    en: '{count} rows are hidden (or filtered), the first is row {first}; they were read all the same.',
  },
  'workbook-columns-hidden': {
    severity: 'notice',
    zh: '有隐藏的列（{columns}），已照常读取。',
    en: 'Columns are hidden ({columns}); they were read all the same.',
  },
  'workbook-cell-formula': {
    severity: 'error',
    zh: '{cell} 是公式（{value}）。公式的结果会变，不能作为事实；请复制后用“选择性粘贴—数值”粘贴。',
    en: '{cell} is a formula ({value}). Its result may change, so it is no fact; copy it and paste as values.',
  },
  'workbook-cell-error': {
    severity: 'error',
    zh: '{cell} 是错误值 {value}。请改正；不适用请填 NA。',
    en: '{cell} holds the error {value}. Correct it; write NA for not applicable.',
  },
  'workbook-cells-merged': {
    severity: 'error',
    zh: '{cell} 是合并单元格。请取消合并，并在每一格填上各自的值。',
    en: 'The cells {cell} are merged. Unmerge them and fill in each cell.',
  },
  'workbook-digits-lost': {
    severity: 'error',
    zh: '{cell} 的“{value}”超过15位，表格软件已丢失后面的数字。请把这一列设为文本格式，再从原始资料重新填写。',
    en: '{cell}: "{value}" has more than 15 digits, and the spreadsheet has lost the last ones. Format the column as text and retype it from the original.',
  },
  'workbook-number-inexact': {
    severity: 'error',
    zh: '{cell} 存的是 {value}，是计算留下的误差或未取舍的结果。请按规定的位数取舍，如 {repaired}。',
    en: '{cell} holds {value}: a computing error or an unrounded result. Round it as the regulation says, for example {repaired}.',
  },
  'workbook-number-percent': {
    severity: 'error',
    zh: '{cell} 显示为百分比，存的是 {value}。请改为常规格式，并填写 {repaired}（表示 {repaired}%）或 {value}，以列的含义为准。',
    en: '{cell} is shown as a percentage but stored as {value}. Use the general format and write {repaired} (for {repaired}%) or {value}, whichever the column means.',
  },
  'workbook-date-in-id': {
    severity: 'error',
    zh: '{cell} 被表格软件当成了日期（{value}）。如果本来是“3-1”一类的编号，请把这一列设为文本格式后重新填写。',
    en: '{cell} was turned into a date ({value}) by the spreadsheet. If it was meant as a code such as "3-1", format the column as text and retype it.',
  },
  'workbook-date-with-time': {
    severity: 'error',
    zh: '{cell} 是带时刻的日期或不合法的日期（{value}）。请只填日期。',
    en: '{cell} is a date with a time, or no date at all ({value}). Write the date alone.',
  },

  'table-more': {
    severity: 'notice',
    zh: '同类问题共 {total} 处，只列出前 {listed} 处。例如：{example}',
    en: 'There are {total} problems of this kind; the first {listed} are listed. For example: {example}',
  },
} satisfies ProblemCatalogue;

export type TableProblemCode = keyof typeof tableProblems;
