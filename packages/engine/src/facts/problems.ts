import type { ProblemCatalogue } from '../problem/problem.ts';

/**
 * What can be wrong with handed-in facts. The place of a problem says the file or sheet, the row and the column; the
 * sentence says what is wrong there and what to do. An error refuses the whole import, anything less lets it pass.
 */
export const factProblems = {
  'fact-table-missing': {
    severity: 'error',
    zh: '缺少“{name}”表（{table}）。请补上这张表。',
    en: 'The table {name} ({table}) is missing. Add it.',
  },
  'fact-table-empty': {
    severity: 'error',
    zh: '只有表头，没有一行数据。请填入数据。',
    en: 'There is a header but not one row. Fill it in.',
  },
  'fact-table-without-rows': {
    severity: 'notice',
    zh: '只有表头，没有一行数据，按没有记录处理。',
    en: 'There is a header but not one row; it counts as no records.',
  },
  'fact-table-unknown': {
    severity: 'warning',
    zh: '没有叫“{table}”的表，未读取。[[是不是“{nearest}”？]]',
    en: 'There is no table named {table}; not read. [[Did you mean {nearest}?]]',
  },
  'fact-column-missing': {
    severity: 'error',
    zh: '缺少“{column}”列（{key}）。请补上这一列，没有数据也要保留表头。',
    en: 'The column {column} ({key}) is missing. Add it; keep the header even if it holds nothing.',
  },
  'fact-column-unknown': {
    severity: 'warning',
    zh: '不认识“{column}”这一列，未读取。[[是不是“{nearest}”？]]',
    en: 'Unknown column {column}; not read. [[Did you mean {nearest}?]]',
  },
  'fact-column-twice': {
    severity: 'error',
    zh: '“{column}”与“{other}”是同一列。请只保留一列。',
    en: '{column} and {other} are the same column. Keep one.',
  },
  'fact-declared-name-taken': {
    severity: 'error',
    zh: '方案在“{table}”表登记的“{name}”列与已有的“{other}”列重名。请在方案中换一个名称。',
    en: 'The column {name} that the scheme declares on {table} has the name of the column {other}. Rename it in the scheme.',
  },
  'fact-cell-empty': {
    severity: 'error',
    zh: '“{column}”不能为空。请填写。',
    en: '{column} must not be empty. Fill it in.',
  },

  'fact-number-unreadable': {
    severity: 'error',
    zh: '“{value}”不是数字。请填数字，如 86.5。',
    en: '"{value}" is not a number. Write a number such as 86.5.',
  },
  'fact-number-form': {
    severity: 'error',
    zh: '“{value}”不是规范的数字。请改为 {repaired}。',
    en: '"{value}" is not how a number is written. Write {repaired}.',
  },
  'fact-number-spaces': {
    severity: 'error',
    zh: '数字“{value}”里有空格。请改为 {repaired}。',
    en: 'The number "{value}" holds spaces. Write {repaired}.',
  },
  'fact-number-full-width': {
    severity: 'error',
    zh: '“{value}”是全角数字。请改为 {repaired}。',
    en: '"{value}" is a full-width number. Write {repaired}.',
  },
  'fact-number-thousands': {
    severity: 'error',
    zh: '“{value}”带有千位分隔符。请改为 {repaired}。',
    en: '"{value}" has thousands separators. Write {repaired}.',
  },
  'fact-number-percent': {
    severity: 'error',
    zh: '“{value}”带有百分号。请去掉百分号，改为 {repaired}。',
    en: '"{value}" has a percent sign. Write {repaired} without it.',
  },
  'fact-number-scientific': {
    severity: 'error',
    zh: '“{value}”是科学记数法，可能已丢失数字。请核对原数，如无误改为 {repaired}。',
    en: '"{value}" is in scientific notation and may have lost digits. Check the original figure; if it is right, write {repaired}.',
  },
  'fact-number-unit': {
    severity: 'error',
    zh: '“{value}”带有文字。请只填数字 {repaired}。',
    en: '"{value}" carries a unit. Write the number alone: {repaired}.',
  },
  'fact-number-long': {
    severity: 'error',
    zh: '“{value}”位数过多（最多 {most} 位）。请核对。',
    en: '"{value}" has too many digits (at most {most}). Check it.',
  },
  'fact-number-not-whole': {
    severity: 'error',
    zh: '“{value}”应为 0 或不带小数的正数。',
    en: '"{value}" must be a whole number of 0 or more.',
  },
  'fact-number-negative': {
    severity: 'error',
    zh: '“{column}”不能是负数（“{value}”）。请核对；要冲减的，请更正或撤销原来的记录。',
    en: '{column} cannot be below zero ("{value}"). Check it; to take something back, correct or reverse the original fact.',
  },
  'fact-date-invalid': {
    severity: 'error',
    zh: '没有“{value}”这一天。请核对日期。',
    en: 'There is no day "{value}". Check the date.',
  },
  'fact-date-form': {
    severity: 'error',
    zh: '日期“{value}”写法不对。请改为 {repaired}。',
    en: 'The date "{value}" is not written as dates are. Write {repaired}.',
  },
  'fact-date-serial': {
    severity: 'error',
    zh: '“{value}”是表格软件的日期序号，即 {repaired}。请把单元格设为日期格式，或改写为 {repaired}。',
    en: '"{value}" is the spreadsheet serial number of {repaired}. Format the cell as a date or write {repaired}.',
  },
  'fact-date-unreadable': {
    severity: 'error',
    zh: '“{value}”不是日期。请按 2024-03-18 的样子填写。',
    en: '"{value}" is not a date. Write it like 2024-03-18.',
  },
  'fact-yes-no': {
    severity: 'error',
    zh: '“{value}”应为 1 或 0（是或否）。',
    en: '"{value}" must be 1 or 0 (是 or 否).',
  },
  'fact-not-available-form': {
    severity: 'error',
    zh: '“{value}”请写作 NA 或不适用；免予考核请写免考。',
    en: 'Instead of "{value}" write NA (not applicable) or 免考 (excused).',
  },

  'fact-spaces': {
    severity: 'error',
    zh: '“{value}”首尾有空格，与别处的“{repaired}”不会相等。请改为“{repaired}”。',
    en: '"{value}" has spaces at its ends and will not equal "{repaired}" elsewhere. Write "{repaired}".',
  },
  'fact-invisible-character': {
    severity: 'error',
    zh: '“{value}”含有看不见的字符（{character}），与别处的“{repaired}”不会相等。请重新输入这一格。',
    en: '"{value}" holds an invisible character ({character}) and will not equal "{repaired}" elsewhere. Retype the cell.',
  },
  'fact-control-character': {
    severity: 'error',
    zh: '这一格含有控制字符（{character}）。请重新输入。',
    en: 'The cell holds a control character ({character}). Retype it.',
  },
  'fact-broken-character': {
    severity: 'error',
    zh: '这一格含有半个字符（{character}），文件已损坏。请从原始资料重新输入。',
    en: 'The cell holds half a character ({character}); the file is damaged. Retype it from the original.',
  },

  'fact-subject-twice': {
    severity: 'error',
    zh: '编号“{value}”与第{other}行重复。编号不能重复。',
    en: 'The id "{value}" already stands in row {other}. Ids must differ.',
  },
  'fact-subject-unknown': {
    severity: 'error',
    zh: '考核对象表中没有“{value}”。[[是不是“{nearest}”？]]请核对编号，或把它加入考核对象表。',
    en: 'There is no subject "{value}". [[Did you mean {nearest}?]] Check the id, or add it to the subjects.',
  },
  'fact-subject-by-name': {
    severity: 'error',
    zh: '“{value}”是名称，应填编号 {repaired}。名称可能重复，不能用来对应。',
    en: '"{value}" is a name; write the id {repaired}. Names may repeat and are never used to match.',
  },
  'fact-subject-zeros-lost': {
    severity: 'error',
    zh: '考核对象表中没有“{value}”，可能丢了前面的 0，应为 {repaired}。请把这一列设为文本格式后重新填写。',
    en: 'There is no subject "{value}"; leading zeros seem lost, it should be {repaired}. Format the column as text and retype it.',
  },
  'fact-reference-unknown': {
    severity: 'warning',
    zh: '考核对象表中没有“{value}”，而同列其他单元格填的是编号。[[是不是“{nearest}”？]]',
    en: 'There is no subject "{value}", while other cells of the column name subjects. [[Did you mean {nearest}?]]',
  },
  'fact-names-equal': {
    severity: 'notice',
    zh: '与第{other}行的名称都是“{value}”。可以重名，核算只看编号；请确认不是重复登记。',
    en: 'Row {other} has the same name "{value}". That is allowed, only ids count; make sure it is not the same one twice.',
  },
  'fact-row-twice': {
    severity: 'error',
    zh: '与第{other}行重复（{key}相同）。请删去一行；如果是更正，请写明更正哪一条。',
    en: 'This repeats row {other} (same {key}). Delete one; if it is a correction, state what it corrects.',
  },

  'fact-state-unknown': {
    severity: 'error',
    zh: '没有“{value}”这种状态。可填未到期、免考、不适用、未报送、撤销，或留空。',
    en: 'There is no state "{value}". Use not-yet, excused, not-applicable, not-submitted, reversed, or leave it empty.',
  },
  'fact-state-with-value': {
    severity: 'error',
    zh: '状态是“{state}”，“{valueColumn}”却填了“{value}”。请只留一个。',
    en: 'The state is {state}, yet {valueColumn} holds "{value}". Keep one of the two.',
  },
  'fact-state-not-here': {
    severity: 'error',
    zh: '状态“{value}”在这张表里没有意义，只能留空或填“撤销”。',
    en: 'The state "{value}" means nothing in this table; leave it empty or write reversed.',
  },

  'fact-id-twice': {
    severity: 'error',
    zh: '事实编号“{value}”与第{other}行重复。',
    en: 'The fact id "{value}" already stands in row {other}.',
  },
  'fact-reversal-without-target': {
    severity: 'error',
    zh: '状态是撤销，但没有写撤销哪一条。请在“更正”列填那一条的事实编号。',
    en: 'This is a reversal, but of what? Put the id of the reversed fact into corrects.',
  },
  'fact-correction-unknown': {
    severity: 'error',
    zh: '本表没有事实“{value}”，无从更正。[[是不是“{nearest}”？]][[它在“{elsewhere}”中，更正须写在同一张表里。]]',
    en: 'There is no fact "{value}" in this table to correct. [[Did you mean {nearest}?]][[It is in {elsewhere}; a correction stands in the same table.]]',
  },
  'fact-correction-self': {
    severity: 'error',
    zh: '更正的是它自己（“{value}”）。请填被更正的那一条的编号。',
    en: 'This corrects itself ("{value}"). Name the fact it corrects.',
  },
  'fact-correction-cycle': {
    severity: 'error',
    zh: '更正绕成了圈：{path}。请核对事实编号。',
    en: 'These corrections go in a circle: {path}. Check the ids.',
  },
  'fact-correction-twice': {
    severity: 'error',
    zh: '“{value}”已由第{other}行更正。一条事实只更正一次；请更正第{other}行那一条。',
    en: 'Row {other} already corrects "{value}". A fact is corrected once; correct the fact in row {other}.',
  },
  'fact-correction-reason': {
    severity: 'error',
    zh: '更正“{value}”没有写理由。请在“更正理由”列填写。',
    en: 'The correction of "{value}" has no reason. State one in correction_reason.',
  },
  'fact-correction-restores': {
    severity: 'notice',
    zh: '撤销了一次更正，第{other}行的原记录恢复有效。',
    en: 'This reverses a correction; the fact in row {other} stands again.',
  },

  'fact-more': {
    severity: 'notice',
    zh: '同类问题共 {total} 处，只列出前 {listed} 处。例如：{example}',
    en: 'There are {total} problems of this kind; the first {listed} are listed. For example: {example}',
  },
} satisfies ProblemCatalogue;

export type FactProblemCode = keyof typeof factProblems;
