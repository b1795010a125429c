import { gb18030, joined, utf16, utf8 } from '../testing/bytes.ts';
import { modestReadLimits, type ReadLimits } from './limits.ts';

export interface CsvCase {
  readonly title: string;
  /** `tasks` unless said otherwise. */
  readonly table?: string;
  readonly bytes: Uint8Array;
  readonly limits?: Partial<ReadLimits>;
  /** Each as `file row column code …`, see testing/written-problem.ts. */
  readonly problems: readonly string[];
  /** The table as lines, where the case is about it. */
  readonly lines?: readonly string[];
}

const header = '对象,指标,任务编号,时期,权重,完成率';
const keys = 'subject|indicator|task|period|weight|completion';
const row = 'A,i,T1,Q1,50,86';
const plain = '2: A|i|T1|Q1|50|86';

export const smallLimits: ReadLimits = { ...modestReadLimits, cellByteCountMax: 1000 };

export const csvCases: readonly CsvCase[] = [
  { title: 'a plain file', bytes: utf8(`${header}\n${row}\n`), problems: [], lines: [keys, plain] },
  { title: 'no line end at the end', bytes: utf8(`${header}\n${row}`), problems: [], lines: [keys, plain] },
  { title: 'CRLF', bytes: utf8(`${header}\r\n${row}\r\n`), problems: [], lines: [keys, plain] },
  { title: 'CR alone', bytes: utf8(`${header}\r${row}\r`), problems: [], lines: [keys, plain] },
  { title: 'a byte-order mark', bytes: utf8(`\uFEFF${header}\n${row}`), problems: [], lines: [keys, plain] },
  { title: 'GB18030', bytes: gb18030(`${header}\n甲,i,T1,Q1,50,86`), problems: [], lines: [keys, '2: 甲|i|T1|Q1|50|86'] },
  {
    title: 'quotes, commas and line breaks in cells',
    bytes: utf8(`${header}\n"A","i,j","T""1""","Q1\n二","50",86\r\n${row}`),
    problems: [],
    lines: [keys, '2: A|i,j|T"1"|Q1\n二|50|86', '3: A|i|T1|Q1|50|86'],
  },
  {
    title: 'blank rows keep the numbers of the others',
    bytes: utf8(`\n${header}\n\n${row}\n,,,,,\n${row}\n\n`),
    problems: [],
    lines: [keys, '4: A|i|T1|Q1|50|86', '6: A|i|T1|Q1|50|86'],
  },
  { title: 'an empty last cell', bytes: utf8(`${header}\nA,i,T1,Q1,50,`), problems: [], lines: [keys, '2: A|i|T1|Q1|50|'] },
  { title: 'surplus empty cells', bytes: utf8(`${header},,\n${row},,,,\n`), problems: [], lines: [keys, plain] },
  { title: 'a header only', bytes: utf8(header), problems: [], lines: [keys] },
  { title: 'an unknown column', bytes: utf8(`${header},備註\n${row},x`), problems: [], lines: [`${keys}|備註`, `${plain}|x`] },
  {
    title: 'texts that a spreadsheet would run',
    bytes: utf8(`${header}\n'=A1,''-x,@i,-5,'5,'tis`),
    problems: [],
    lines: [keys, "2: =A1|'-x|@i|-5|'5|'tis"],
  },
  {
    title: '__proto__ as an id and as a header',
    bytes: utf8(`${header},__proto__\n__proto__,i,T1,Q1,50,86,constructor`),
    problems: [],
    lines: [`${keys}|__proto__`, '2: __proto__|i|T1|Q1|50|86|constructor'],
  },

  { title: 'an empty file', bytes: utf8(''), problems: ['f.csv 0 table-empty'] },
  { title: 'blank lines only', bytes: utf8('\n\n,,\n'), problems: ['f.csv 0 table-empty'] },
  { title: 'a workbook under another name', bytes: joined('PK', [3, 4], 'abcdef'), problems: ['f.csv 0 table-is-workbook'] },
  {
    title: 'an old workbook under another name',
    bytes: joined([0xd0, 0xcf, 0x11, 0xe0], 'abcdef'),
    problems: ['f.csv 0 table-is-workbook'],
  },
  { title: 'UTF-16', bytes: joined([0xff, 0xfe], utf16(`${header}\n${row}`)), problems: ['f.csv 0 table-encoding-utf16'] },
  {
    title: 'UTF-16, the other way round',
    bytes: joined([0xfe, 0xff], utf16(`${header}\n${row}`, true)),
    problems: ['f.csv 0 table-encoding-utf16'],
  },
  {
    title: 'UTF-16 without a mark',
    bytes: utf16('subject,name\nA,x'),
    table: 'subjects',
    problems: ['f.csv 1 table-encoding-binary 2'],
  },
  {
    title: 'a NUL further on',
    bytes: utf8('subject,name\nA,x\0y\nB,\0'),
    table: 'subjects',
    problems: ['f.csv 2 name table-encoding-binary 17'],
  },
  {
    title: 'UTF-8 with a broken spot',
    bytes: joined(`${header}\n甲,指标,T1,一季度,50,86\n乙,`, [0xe6, 0x8c], ',T1,二季度,50,86'),
    problems: ['f.csv 3 指标 table-encoding-broken 86'],
  },
  {
    title: 'UTF-8 with a mark and a broken spot',
    bytes: joined([0xef, 0xbb, 0xbf], 'subject,name\nA,', [0xbf, 0xbc]),
    table: 'subjects',
    problems: ['f.csv 2 name table-encoding-broken 19'],
  },
  {
    title: 'GB18030 with a broken spot',
    bytes: joined(gb18030(`${header}\n甲,指标,T1,一季度,50,86\n乙,`), [0xb6, 0x20], gb18030(',T1,二季度,50,86')),
    problems: ['f.csv 3 指标 table-encoding-broken 64'],
  },
  {
    title: 'half a character written as if it were UTF-8',
    bytes: joined('subject,name\nA,甲\nB,乙\nC,', [0xed, 0xa0, 0x80]),
    table: 'subjects',
    problems: ['f.csv 4 name table-encoding-broken 28'],
  },
  {
    title: 'neither UTF-8 nor GB18030',
    bytes: joined('subject,name\nA,', [0xff, 0x41], '\nB,', [0xbf, 0xbc, 0x81]),
    table: 'subjects',
    problems: ['f.csv 2 name table-encoding-broken 16', 'f.csv 3 name table-encoding-broken 21'],
  },
  {
    title: 'text that an earlier conversion destroyed',
    bytes: utf8('subject,name\nA,锟斤拷\nB,\uFFFD\nC,鑰冩牳'),
    table: 'subjects',
    problems: ['f.csv 2 name table-text-damaged', 'f.csv 3 name table-text-damaged', 'f.csv 4 name table-text-suspicious'],
  },

  { title: 'tabs', bytes: utf8(`${header}\n${row}`.replaceAll(',', '\t')), problems: ['f.csv 0 table-separator'] },
  { title: 'semicolons', bytes: utf8(`${header}\n${row}`.replaceAll(',', ';')), problems: ['f.csv 0 table-separator'] },
  { title: 'Chinese commas', bytes: utf8(`${header}\n${row}`.replaceAll(',', '，')), problems: ['f.csv 0 table-separator'] },
  {
    title: 'a quote without an end',
    bytes: utf8(`${header}\n${row}\n"A,i,T1,Q1,50,86\n${row}`),
    problems: ['f.csv 3 table-quote-open'],
    lines: [keys, plain],
  },
  {
    title: 'a quote without an end in a long file',
    bytes: utf8(`${header}\n"A,${'x'.repeat(3000)}`),
    problems: ['f.csv 2 table-cell-too-long'],
  },
  {
    title: 'a quote inside a cell',
    bytes: utf8(`${header}\nA,5" 管,T1,Q1,50,86\n${row}`),
    problems: ['f.csv 2 指标 table-quote-stray'],
    lines: [keys, '2: A|5" 管|T1|Q1|50|86', '3: A|i|T1|Q1|50|86'],
  },
  {
    title: 'text behind a quoted cell',
    bytes: utf8(`${header}\nA,"i"j,T1,Q1,50,86\n${row}`),
    problems: ['f.csv 2 指标 table-quote-stray'],
    lines: [keys, plain, '3: A|i|T1|Q1|50|86'],
  },
  {
    title: 'a row too short',
    bytes: utf8(`${header}\nA,i,T1\n${row}`),
    problems: ['f.csv 2 table-row-short 3'],
    lines: [keys, '2: A|i|T1|||', '3: A|i|T1|Q1|50|86'],
  },
  { title: 'a row too long', bytes: utf8(`${header}\nA,i,T1,Q1,50,86,7`), problems: ['f.csv 2 table-row-long 7'] },
  {
    title: 'a column without header',
    bytes: utf8(`对象,,${header}\nA,x,${row}`),
    problems: ['f.csv 0 table-header-empty 2', 'f.csv 1 对象 table-header-twice'],
  },
  {
    title: 'a title above the header',
    bytes: utf8(`2024年任务台账,,,,,\n,,,,,\n${header}\n${row}`),
    problems: ['f.csv 3 table-header-below'],
  },

  { title: 'too many bytes', bytes: utf8(`${header}\n${row}`), limits: { byteCountMax: 20 }, problems: ['f.csv 0 table-too-many-bytes'] },
  {
    title: 'too many rows',
    bytes: utf8(`${header}\n${row}\n${row}\n${row}`),
    limits: { rowCountMax: 3 },
    problems: ['f.csv 0 table-too-many-rows'],
    lines: [keys, plain, '3: A|i|T1|Q1|50|86'],
  },
  {
    title: 'too many columns',
    bytes: utf8(`${header}\n${row}`),
    limits: { columnCountMax: 5 },
    problems: ['f.csv 0 table-too-many-columns'],
  },
  {
    title: 'too many cells',
    bytes: utf8(`${header}\n${`${row}\n`.repeat(5000)}`),
    limits: { cellCountMax: 20_000 },
    problems: ['f.csv 0 table-too-many-cells'],
  },
  {
    title: 'too much text',
    bytes: utf8(`subject,name\n${Array.from({ length: 500 }, (_, i) => `${i},${'名'.repeat(50)}${i}\n`).join('')}`),
    table: 'subjects',
    limits: { textByteCountMax: 50_000 },
    problems: ['f.csv 0 table-too-much-text'],
  },
  {
    title: 'a huge cell',
    bytes: utf8(`${header}\n${row}\nA,${'x'.repeat(5000)},T1,Q1,50,86`),
    problems: ['f.csv 3 table-cell-too-long'],
    lines: [keys, plain],
  },
  { title: 'a huge quoted cell', bytes: utf8(`${header}\n"${'x'.repeat(5000)}",i,T1,Q1,50,86`), problems: ['f.csv 2 table-cell-too-long'] },
];
