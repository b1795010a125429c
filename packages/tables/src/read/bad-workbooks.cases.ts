import { number, rows } from '../testing/written-workbook.ts';
import { plainLines, plainTasks, taskHeader as header, taskKeys as keys, tasks, type WorkbookCase } from '../testing/workbook-case.ts';

/** What workbooks do to facts, and broken workbooks: one thing a case. */
export const badWorkbookCases: readonly WorkbookCase[] = [
  {
    title: 'a sheet nobody knows',
    book: { sheets: [plainTasks.sheets[0]!, { name: '民主测瓶', xml: rows(['x']) }] },
    problems: ['f.xlsx 0 workbook-sheet-unknown 民主测评 民主测瓶'],
    tables: plainLines,
  },
  {
    title: 'no sheet that is known',
    book: { sheets: [{ name: 'Sheet1', xml: rows(['x']) }] },
    problems: ['f.xlsx 0 workbook-sheet-unknown Sheet1', 'f.xlsx 0 workbook-no-tables'],
  },
  {
    title: 'two sheets of one table',
    book: { sheets: [plainTasks.sheets[0]!, { name: 'tasks', xml: rows(header) }] },
    problems: ['tasks 0 table-twice 任务'],
    tables: plainLines,
  },
  {
    title: 'a hidden sheet',
    book: { sheets: [{ ...plainTasks.sheets[0]!, state: 'veryHidden' }] },
    problems: ['任务 0 workbook-sheet-hidden'],
    tables: plainLines,
  },
  {
    title: 'hidden rows and columns',
    book: {
      sheets: [
        {
          name: '考核对象',
          xml: `<cols><col min="2" max="2" hidden="1"/><col min="5" max="16384" hidden="true"/></cols><sheetData>${rows(['编号', '名称'], ['A', '甲'], ['B', '乙']).replace('<row r="3"', '<row r="3" hidden="1"')}</sheetData>`,
        },
      ],
    },
    problems: ['考核对象 0 workbook-rows-hidden 1 3', '考核对象 0 workbook-columns-hidden B'],
    tables: { subjects: ['subject|name', '2: A|甲', '3: B|乙'] },
  },
  {
    title: 'formulas',
    book: {
      sheets: [
        {
          name: '任务',
          xml: rows(
            header,
            ['A', 'i', 'T1', 'Q1', number('50'), { xml: '<c><f>SUM(A1:A3)</f><v>86</v></c>' }],
            ['A', 'i', 'T2', 'Q1', number('50'), { xml: '<c><f t="shared" si="0"/><v>86</v></c>' }],
            ['A', 'i', 'T3', 'Q1', number('50'), { xml: '<c t="str"><f>""</f><v></v></c>' }],
          ),
        },
      ],
    },
    problems: [
      '任务 2 完成率 workbook-cell-formula F2',
      '任务 3 完成率 workbook-cell-formula F3',
      '任务 4 完成率 workbook-cell-formula F4',
    ],
    tables: { tasks: [keys, '2: A|i|T1|Q1|50|86', '3: A|i|T2|Q1|50|86', '4: A|i|T3|Q1|50|'] },
  },
  {
    title: 'merged cells, in the table and beside it',
    book: {
      sheets: [
        {
          name: '考核对象',
          xml: `<sheetData>${rows(['编号', '名称'], ['A', '甲'], ['B', null])}</sheetData><mergeCells count="3"><mergeCell ref="B2:B3"/><mergeCell ref="H1:J1"/><mergeCell ref="A90:B95"/></mergeCells>`,
        },
      ],
    },
    problems: ['考核对象 2 workbook-cells-merged B2:B3'],
  },
  { title: 'an error value', book: tasks({ xml: '<c t="e"><v>#N/A</v></c>' }), problems: ['任务 2 完成率 workbook-cell-error F2'] },
  {
    title: 'eighteen digits as a number',
    book: {
      sheets: [
        {
          name: '考核对象',
          xml: rows(
            ['编号', '名称'],
            [number('5.3012819900307599E+17'), '甲'],
            ['530128199003075990', '乙'],
            [number('123456789012345'), '丙'],
          ),
        },
      ],
    },
    problems: ['考核对象 2 编号 workbook-digits-lost A2'],
    tables: { subjects: ['subject|name', '2: 530128199003076000|甲', '3: 530128199003075990|乙', '4: 123456789012345|丙'] },
  },
  {
    title: 'what a computation leaves behind',
    book: {
      sheets: [
        {
          name: '任务',
          xml: rows(
            header,
            ['A', 'i', 'T1', 'Q1', number('50'), number('86.600000000000009')],
            ['A', 'i', 'T2', 'Q1', number('50'), number('33.333333333333336')],
            ['A', 'i', 'T3', 'Q1', number('50'), number('33.333333333333336')],
          ),
        },
      ],
    },
    problems: [
      '任务 2 完成率 workbook-number-inexact F2 86.6',
      '任务 3 完成率 workbook-number-inexact F3 33.3333',
      '任务 4 完成率 workbook-number-inexact F4 33.3333',
    ],
  },
  {
    title: 'a percentage',
    book: { ...tasks(number('0.865', 1)), formats: ['0.0%'] },
    problems: ['任务 2 完成率 workbook-number-percent F2 86.5'],
  },
  {
    title: 'a code turned into a date',
    book: {
      sheets: [{ name: '评分', xml: rows(['对象', '指标', '时期', '得分'], ['A', number('45352', 1), 'Q1', number('86')]) }],
      formats: ['m&quot;月&quot;d&quot;日&quot;'],
    },
    problems: ['评分 2 指标 workbook-date-in-id B2'],
  },
  {
    title: 'a date with a time, a time, and no date',
    book: {
      sheets: [
        {
          name: '否决情形',
          xml: rows(
            ['对象', '情形', '日期', '文号'],
            ['A', 'k1', number('45321.5', 1), '文'],
            ['A', 'k2', number('0.5', 2), '文'],
            ['A', 'k3', number('-3', 1), '文'],
            ['A', 'k4', { xml: '<c t="d"><v>2024-01-30T12:30:00</v></c>' }, '文'],
          ),
        },
      ],
      formats: [22, 'h:mm'],
    },
    problems: [2, 3, 4, 5].map((row) => `否决情形 ${row} 日期 workbook-date-with-time C${row}`),
  },
  {
    title: 'text that an earlier conversion destroyed',
    book: { sheets: [{ name: '考核对象', xml: rows(['编号', '名称'], ['A', '锟斤拷'], ['B', '鑰冩牳']) }] },
    problems: ['考核对象 2 名称 table-text-damaged B2', '考核对象 3 名称 table-text-suspicious B3'],
  },
  {
    title: 'half a character',
    book: { sheets: [{ name: '考核对象', xml: rows(['编号', '名称'], ['A', '甲_xD840_']) }] },
    problems: [],
    tables: { subjects: ['subject|name', '2: A|甲\uD840'] },
  },
  {
    title: 'a cell under no header',
    book: {
      sheets: [{ name: '考核对象', xml: rows(['编号', '名称'], ['A', '甲', '乙'], ['B', '丙', number('0.5', 1)]) }],
      formats: ['0%'],
    },
    problems: [
      '考核对象 2 table-cell-without-header C2',
      '考核对象 3 workbook-number-percent C3 50',
      '考核对象 3 table-cell-without-header C3',
    ],
  },
  {
    title: 'a column without header',
    book: { sheets: [{ name: '考核对象', xml: rows(['编号', null, '名称'], ['A', 'x', '甲']) }] },
    problems: ['考核对象 0 table-header-empty 2'],
  },
  {
    title: 'a header twice',
    book: { sheets: [{ name: '考核对象', xml: rows(['编号', '名称', 'name'], ['A', '甲', '乙']) }] },
    problems: ['考核对象 1 name table-header-twice'],
  },
  {
    title: 'a title above the header',
    book: { sheets: [{ name: '考核对象', xml: rows(['2024年度考核对象名册', null, ' '], ['编号', '名称'], ['A', '甲']) }] },
    problems: ['考核对象 2 table-header-below'],
  },
  { title: 'a sheet without anything', book: { sheets: [{ name: '任务', xml: '<sheetData/>' }] }, problems: ['任务 0 table-empty'] },

  { title: 'too many rows', book: tasks(), limits: { rowCountMax: 1 }, problems: ['任务 2 table-too-many-rows'] },
  { title: 'too many columns', book: tasks(), limits: { columnCountMax: 3 }, problems: ['任务 1 table-too-many-columns'] },
  {
    title: 'too many cells',
    book: { sheets: [{ name: '考核对象', xml: rows(['编号', '名称'], ...Array.from({ length: 1100 }, (_, i) => [`s${i}`, '甲'])) }] },
    limits: { cellCountMax: 2000 },
    problems: ['考核对象 1025 table-too-many-cells'],
  },
  { title: 'a huge cell', book: tasks('x'.repeat(2000)), limits: { cellByteCountMax: 1000 }, problems: ['任务 2 table-cell-too-long'] },
  {
    title: 'too much text in cells',
    book: {
      sheets: [
        { name: '考核对象', xml: rows(['编号', '名称'], ...Array.from({ length: 9 }, (_, i) => [`s${i}`, `${'名'.repeat(900)}${i}`])) },
      ],
    },
    limits: { textByteCountMax: 8000 },
    problems: ['考核对象 6 table-too-much-text'],
  },
  {
    title: 'too much text beside the cells',
    book: { ...tasks(), sharedStrings: `<si><t>${'x'.repeat(9000)}</t></si>` },
    limits: { textByteCountMax: 8000 },
    problems: ['f.xlsx 0 table-too-much-text'],
  },
  { title: 'too many bytes', book: tasks(), limits: { byteCountMax: 100 }, problems: ['f.xlsx 0 table-too-many-bytes'] },
  { title: 'too many bytes unpacked', book: tasks(), limits: { unpackedByteCountMax: 1000 }, problems: ['f.xlsx 0 workbook-too-large'] },
  { title: 'too many parts', book: tasks(), limits: { partCountMax: 3 }, problems: ['f.xlsx 0 workbook-broken zip'] },

  {
    title: 'an OpenDocument file',
    book: { sheets: [], parts: { mimetype: 'application/vnd.oasis.opendocument.spreadsheet', '_rels/.rels': null } },
    problems: ['f.xlsx 0 workbook-not-xlsx'],
  },
  {
    title: 'a missing sheet part',
    book: { ...tasks(), parts: { 'xl/worksheets/sheet1.xml': null } },
    problems: ['f.xlsx 0 workbook-broken xl/worksheets/sheet1.xml'],
  },
  {
    title: 'a sheet cut off',
    book: { ...tasks(), parts: { 'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row r="1"><c r="A1" t="inl' } },
    problems: ['任务 1 workbook-broken xl/worksheets/sheet1.xml'],
  },
  {
    title: 'a sheet that is not UTF-8',
    book: { ...tasks(), parts: { 'xl/worksheets/sheet1.xml': Uint8Array.of(0x3c, 0x61, 0x3e, 0xff, 0xfe) } },
    problems: ['任务 0 workbook-broken xl/worksheets/sheet1.xml'],
  },
  {
    title: 'a document type, which could explode',
    book: { ...tasks(), parts: { 'xl/workbook.xml': '<!DOCTYPE x [<!ENTITY a "aaaa">]><workbook/>' } },
    problems: ['f.xlsx 0 workbook-broken xl/workbook.xml'],
  },
  {
    title: 'rows out of order',
    book: { sheets: [{ name: '任务', xml: '<row r="5"/><row r="4"/>' }] },
    problems: ['任务 5 workbook-broken xl/worksheets/sheet1.xml'],
  },
  {
    title: 'a shared string that is not there',
    book: tasks({ xml: '<c t="s"><v>7</v></c>' }),
    problems: ['任务 2 workbook-broken xl/worksheets/sheet1.xml'],
  },
  {
    title: 'a column beyond all columns',
    book: { sheets: [{ name: '任务', xml: '<row r="1"><c r="ZZZZ1"><v>1</v></c></row>' }] },
    problems: ['任务 1 workbook-broken xl/worksheets/sheet1.xml'],
  },
];
