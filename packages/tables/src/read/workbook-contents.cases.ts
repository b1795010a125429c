import { number, rows } from '../testing/written-workbook.ts';
import { plainLines, plainTasks, type WorkbookCase } from '../testing/workbook-case.ts';

/** What workbooks hold without anything being wrong. */
export const workbookContentsCases: readonly WorkbookCase[] = [
  { title: 'a plain workbook', book: plainTasks, problems: [], tables: plainLines },
  { title: 'an English sheet name', book: { sheets: [{ ...plainTasks.sheets[0]!, name: 'Tasks' }] }, problems: [], tables: plainLines },
  {
    title: 'shared strings with runs, phonetic guides, entities and escapes',
    book: {
      sheets: [{ name: '考核对象', xml: rows(['编号', '名称'], [{ xml: '<c t="s"><v>0</v></c>' }, { xml: '<c t="s"><v>1</v></c>' }]) }],
      sharedStrings:
        '<si><r><rPr><b/></rPr><t>O</t></r><r><t xml:space="preserve">01</t></r></si><si><t>&lt;民政&gt; &amp; &#26446;&#x660E;_x000A__x005F_x0041_</t><rPh sb="0" eb="1"><t>mín</t></rPh></si>',
    },
    problems: [],
    tables: { subjects: ['subject|name', '2: O01|<民政> & 李明\n_x0041_'] },
  },
  {
    title: 'CDATA, comments, prefixes and cells without references',
    book: {
      sheets: [
        {
          name: '考核对象',
          xml: '<!-- <row> --><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>编号</x:t></x:is></x:c><x:c t="inlineStr"><x:is><x:t><![CDATA[名称]]></x:t></x:is></x:c></x:row><x:row><x:c t="str"><x:v>A&gt;</x:v></x:c><x:c t="inlineStr"><x:is><x:r><x:t>甲</x:t></x:r></x:is></x:c></x:row></x:sheetData>',
        },
      ],
    },
    problems: [],
    tables: { subjects: ['subject|name', '2: A>|甲'] },
  },
  {
    title: 'numbers as they were meant',
    book: {
      sheets: [
        {
          name: '评分',
          xml: rows(
            ['对象', '指标', '时期', '得分'],
            ['A', 'i', 'Q1', number('86.599999999999994')],
            [number('1001'), 'i', 'Q1', number('1E+3')],
            ['A', 'i', 'Q2', number('1.0000000000000001E-5')],
            ['A', 'i', 'Q3', number('-0')],
            ['A', 'i', 'Q4', number('12345678901.25')],
          ),
        },
      ],
    },
    problems: [],
    tables: {
      scores: [
        'subject|indicator|period|value',
        '2: A|i|Q1|86.6',
        '3: 1001|i|Q1|1000',
        '4: A|i|Q2|0.00001',
        '5: A|i|Q3|0',
        '6: A|i|Q4|12345678901.25',
      ],
    },
  },
  {
    title: 'dates in every format',
    book: {
      sheets: [
        {
          name: '否决情形',
          xml: rows(
            ['对象', '情形', '日期', '文号'],
            ...[1, 2, 3, 4].map((style) => ['A', `k${style}`, number('45321', style), number('45321', style)]),
            ['A', 'k5', { xml: '<c t="d"><v>2024-01-30T00:00:00</v></c>' }, '文'],
            ['A', 'k6', '2024-01-30', '文'],
          ),
        },
      ],
      formats: [14, 31, 'yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@', '[$-804]yyyy\\-mm\\-dd'],
    },
    problems: [],
    tables: {
      vetoes: [
        'subject|kind|date|document',
        ...[1, 2, 3, 4].map((style) => `${style + 1}: A|k${style}|2024-01-30|2024-01-30`),
        '6: A|k5|2024-01-30|文',
        '7: A|k6|2024-01-30|文',
      ],
    },
  },
  {
    title: 'dates counted from 1904',
    book: {
      sheets: [{ name: '否决情形', xml: rows(['对象', '情形', '日期', '文号'], ['A', 'k', number('43859', 1), '文']) }],
      formats: [14],
      from1904: true,
    },
    problems: [],
    tables: { vetoes: ['subject|kind|date|document', '2: A|k|2024-01-30|文'] },
  },
  {
    title: 'dates as plain numbers are left to the check of facts',
    book: { sheets: [{ name: '否决情形', xml: rows(['对象', '情形', '日期', '文号'], ['A', 'k', number('45321'), '文']) }] },
    problems: [],
    tables: { vetoes: ['subject|kind|date|document', '2: A|k|45321|文'] },
  },
  {
    title: 'zeros that only a number shows',
    book: {
      sheets: [
        { name: '加减分', xml: rows(['对象', '规则', '数量', '日期', '决定'], ['A', number('2', 1), number('2', 1), '2024-01-30', '文']) },
      ],
      formats: ['000'],
    },
    problems: [],
    tables: { adjustments: ['subject|rule|quantity|date|decision', '2: A|002|2|2024-01-30|文'] },
  },
  {
    title: 'phonetic guides beside the text of a cell',
    book: {
      sheets: [
        {
          name: '考核对象',
          xml: rows(['编号', '名称'], ['A', { xml: '<c t="inlineStr"><is><t>李明</t><rPh sb="0" eb="1"><t>Lǐ Míng</t></rPh></is></c>' }]),
        },
      ],
    },
    problems: [],
    tables: { subjects: ['subject|name', '2: A|李明'] },
  },
  {
    title: 'leading zeros: as text, by format, and lost',
    book: {
      sheets: [{ name: '考核对象', xml: rows(['编号', '名称'], ['0007', '甲'], [number('8', 1), '乙'], [number('9'), '丙']) }],
      formats: ['0000'],
    },
    problems: [],
    tables: { subjects: ['subject|name', '2: 0007|甲', '3: 0008|乙', '4: 9|丙'] },
  },
  {
    title: 'yes and no as booleans',
    book: {
      sheets: [
        {
          name: '工作记录',
          xml: rows(
            ['对象', '日期', '值班', '已填'],
            ['A', '2024-01-02', { xml: '<c t="b"><v>1</v></c>' }, { xml: '<c t="b"><v>0</v></c>' }],
          ),
        },
      ],
    },
    problems: [],
    tables: { journal: ['subject|date|duty|filed', '2: A|2024-01-02|1|0'] },
  },
  {
    title: 'blank rows and columns around the data, and an empty formatted cell',
    book: {
      sheets: [
        {
          name: '考核对象',
          xml: '<row r="2"><c r="A2" s="1"/><c r="B2" t="inlineStr"><is><t>编号</t></is></c><c r="D2" t="inlineStr"><is><t>名称</t></is></c></row><row r="3"/><row r="4"><c r="B4" t="inlineStr"><is><t>A</t></is></c><c r="D4" t="inlineStr"><is><t>甲</t></is></c><c r="XFD4" s="1"/></row><row r="1048576"><c r="A1048576" s="1"><v/></c></row>',
        },
      ],
    },
    problems: [],
    tables: { subjects: ['subject|name', '4: A|甲'] },
  },
  {
    title: 'instructions, a report and empty sheets are read past',
    book: {
      sheets: [
        plainTasks.sheets[0]!,
        { name: '填写说明', xml: rows(['请按列填写']) },
        { name: '问题清单', xml: rows(['x']) },
        { name: 'Sheet2', xml: '<sheetData/>' },
        { name: 'Sheet3', xml: '<sheetData><row r="1"><c r="A1" s="1"/></row></sheetData>' },
      ],
    },
    problems: [],
    tables: plainLines,
  },
];
