import type { DeclaredColumns } from './definitions.ts';
import type { FactsOptions } from './facts.ts';

export interface CheckCase {
  readonly title: string;
  readonly tables: Readonly<Record<string, string>>;
  readonly declared?: DeclaredColumns;
  readonly options?: FactsOptions;
  /** Each problem as `table row column code`, and ` → ` with what it suggests. */
  readonly problems: readonly string[];
}

const taskHeader = 'subject,indicator,task,period,weight,completion';
const task = (completion: string): Readonly<Record<string, string>> => ({ tasks: `${taskHeader}\nA,i,T1,Q1,50,${completion}` });
const coefficient: DeclaredColumns = new Map([['subjects', [{ key: 'coefficient', name: '评价系数', type: 'decimal' }]]]);

/** One slip a case. Every code of the catalogue that a check can report is here. */
export const checkCases: readonly CheckCase[] = [
  { title: 'facts without a slip', tables: { ...task('86.5') }, problems: [] },

  { title: 'no subjects', tables: { subjects: '' }, problems: ['- 0  fact-table-missing'] },
  {
    title: 'a table the scheme needs',
    tables: {},
    options: { requiredTables: ['subjects', 'tasks'] },
    problems: ['- 0  fact-table-missing'],
  },
  { title: 'subjects with a header only', tables: { subjects: 'subject,name' }, problems: ['subjects 0  fact-table-empty'] },
  { title: 'tasks with a header only', tables: { tasks: taskHeader }, problems: ['tasks 0  fact-table-without-rows'] },
  { title: 'a table nobody knows', tables: { task: taskHeader }, problems: ['- 0  fact-table-unknown → tasks'] },
  { title: 'a table by its Chinese name', tables: { 任务: `${taskHeader}\nA,i,T1,Q1,50,86` }, problems: [] },

  {
    title: 'a column is missing',
    tables: { tasks: 'subject,indicator,task,period,completion\nA,i,T1,Q1,86' },
    problems: ['tasks 0 权重 fact-column-missing'],
  },
  {
    title: 'a misspelt optional column',
    tables: { tasks: `${taskHeader},任务名秤\nA,i,T1,Q1,50,86,查` },
    problems: ['tasks 0 任务名秤 fact-column-unknown → 任务名称'],
  },
  { title: 'remarks are read past', tables: { tasks: `序号,${taskHeader},备注,问题\n1,A,i,T1,Q1,50,86,阅,` }, problems: [] },
  {
    title: 'one column under two headers',
    tables: { tasks: `${taskHeader},时期\nA,i,T1,Q1,50,86,Q1` },
    problems: ['tasks 0 时期 fact-column-twice'],
  },
  {
    title: 'Chinese headers with units and marks',
    tables: { tasks: '对象*,指标,任务编号,时期,权重（%）,完成率(%)\nA,i,T1,Q1,50,86' },
    problems: [],
  },
  {
    title: 'a declared column',
    tables: { subjects: 'subject,name,评价系数\nA,甲,1.03\nB,乙,1.o2' },
    declared: coefficient,
    problems: ['subjects 3 评价系数 fact-number-unreadable'],
  },
  {
    title: 'a column that nobody declared',
    tables: { subjects: 'subject,name,评价系数\nA,甲,1.03' },
    problems: ['subjects 0 评价系数 fact-column-unknown'],
  },
  {
    title: 'a declared column with a name that is taken',
    tables: {},
    declared: new Map([['tasks', [{ key: 'share', name: '权重', type: 'decimal' }]]]),
    problems: ['- 0  fact-declared-name-taken'],
  },
  {
    title: 'a column declared on a table nobody knows',
    tables: {},
    declared: new Map([['subject', [{ key: 'share', name: '份额', type: 'decimal' }]]]),
    problems: ['- 0  fact-table-unknown → subjects'],
  },
  {
    title: 'a standard column made stricter',
    tables: { subjects: 'subject,name,unit\nA,甲,\nB,乙,农业办' },
    declared: new Map([['subjects', [{ key: 'unit', name: '所在科室', type: 'id', reference: 'refuse' }]]]),
    problems: ['subjects 3 所在科室 fact-subject-unknown'],
  },

  { title: 'an empty cell', tables: { tasks: `${taskHeader}\nA,i,,Q1,50,86` }, problems: ['tasks 2 任务编号 fact-cell-empty'] },
  { title: 'an empty value is not a slip', tables: { ...task('') }, problems: [] },

  { title: 'a letter for a digit', tables: { ...task('8O') }, problems: ['tasks 2 完成率 fact-number-unreadable'] },
  { title: 'spaces in a number', tables: { ...task('␣86.5') }, problems: ['tasks 2 完成率 fact-number-spaces → 86.5'] },
  { title: 'full-width digits', tables: { ...task('８６．５') }, problems: ['tasks 2 完成率 fact-number-full-width → 86.5'] },
  { title: 'scientific notation', tables: { ...task('1.2E+3') }, problems: ['tasks 2 完成率 fact-number-scientific → 1200'] },
  { title: 'a percent sign', tables: { ...task('86.5%') }, problems: ['tasks 2 完成率 fact-number-percent → 86.5'] },
  { title: 'a unit', tables: { ...task('86.5分') }, problems: ['tasks 2 完成率 fact-number-unit → 86.5'] },
  { title: 'a point without a zero', tables: { ...task('.5') }, problems: ['tasks 2 完成率 fact-number-form → 0.5'] },
  {
    title: 'a number without end',
    tables: { ...task('3.1415926535897932384626433832795') },
    problems: ['tasks 2 完成率 fact-number-long'],
  },
  { title: 'not available, written otherwise', tables: { ...task('N/A') }, problems: ['tasks 2 完成率 fact-not-available-form'] },
  { title: 'not available', tables: { ...task('NA') }, problems: [] },
  { title: 'a completion below zero: a task that did harm', tables: { ...task('-5') }, problems: [] },
  { title: 'a weight of nothing, oddly written', tables: { tasks: `${taskHeader}\nA,i,T1,Q1,-0.0,86` }, problems: [] },
  {
    title: 'weights, quantities and months below zero; points, actuals and targets may be',
    tables: {
      tasks: `${taskHeader}\nA,i,T1,Q1,-50,86`,
      adjustments: 'subject,rule,quantity,points,date,decision\nA,2,-1,,2024-01-30,文\nA,3,1,-2.5,2024-01-30,文',
      service: 'subject,unit,months\nA,,-0.5',
      relations: 'subject,relation,other,weight\nA,分管,A,-1',
      targets: 'subject,indicator,period,target,actual\nA,i,year,-3,-4',
    },
    problems: [
      'tasks 2 权重 fact-number-negative',
      'adjustments 2 数量 fact-number-negative',
      'service 2 月数 fact-number-negative',
      'relations 2 权重 fact-number-negative',
    ],
  },
  {
    title: 'a column that the scheme makes stricter stays as strict as it was',
    tables: { relations: 'subject,relation,other,份量\nA,分管,A,-1' },
    declared: new Map([['relations', [{ key: 'weight', name: '份量', type: 'decimal' }]]]),
    problems: ['relations 2 份量 fact-number-negative'],
  },
  { title: 'half a person', tables: { history: 'cycle,subject,rank\n2023,A,1.5' }, problems: ['history 2 名次 fact-number-not-whole'] },
  {
    title: 'a duty that is neither yes nor no',
    tables: { journal: 'subject,date,duty,filed\nA,2024-01-02,对,1\nA,2024-01-03,是,0' },
    problems: ['journal 2 值班 fact-yes-no'],
  },

  {
    title: 'a day that never was',
    tables: { vetoes: 'subject,kind,date,document\nA,诫勉,2026-02-30,文1' },
    problems: ['vetoes 2 日期 fact-date-invalid'],
  },
  {
    title: 'a date with slashes',
    tables: { vetoes: 'subject,kind,date,document\nA,诫勉,2026/2/3,文1' },
    problems: ['vetoes 2 日期 fact-date-form → 2026-02-03'],
  },
  {
    title: 'a date as a number',
    tables: { vetoes: 'subject,kind,date,document\nA,诫勉,45321,文1' },
    problems: ['vetoes 2 日期 fact-date-serial → 2024-01-30'],
  },
  {
    title: 'no date at all',
    tables: { vetoes: 'subject,kind,date,document\nA,诫勉,上半年,文1' },
    problems: ['vetoes 2 日期 fact-date-unreadable'],
  },

  {
    title: 'spaces behind an id',
    tables: { ...task('86'), subjects: 'subject,name\nA␣,甲' },
    problems: ['subjects 2 编号 fact-spaces → A', 'tasks 2 对象 fact-subject-unknown → A␣'],
  },
  {
    title: 'spaces behind an option',
    tables: { ballots: 'round,ballot,group,subject,item,value\nr,1,g,A,i,优秀␣' },
    problems: ['ballots 2 评价 fact-spaces → 优秀'],
  },
  {
    title: 'a zero-width space',
    tables: { ...task('86'), subjects: 'subject,name\nA,甲\nB\u200B,乙' },
    problems: ['subjects 3 编号 fact-invisible-character → B'],
  },
  { title: 'a line break in an id', tables: { subjects: 'subject,name\nA⏎,甲' }, problems: ['subjects 2 编号 fact-control-character'] },
  { title: 'a line break in a title', tables: { tasks: `${taskHeader},title\nA,i,T1,Q1,50,86,公文⏎督查` }, problems: [] },
  { title: 'half a character', tables: { subjects: 'subject,name\nA,甲\uD840' }, problems: ['subjects 2 名称 fact-broken-character'] },

  { title: 'an id twice', tables: { subjects: 'subject,name\nA,甲\nB,乙\nA,丙' }, problems: ['subjects 4 编号 fact-subject-twice'] },
  {
    title: 'a subject nobody knows',
    tables: { tasks: `${taskHeader}\nAX,i,T1,Q1,50,86` },
    problems: ['tasks 2 对象 fact-subject-unknown → A'],
  },
  {
    title: 'a name in place of an id',
    tables: { tasks: `${taskHeader}\n乙,i,T1,Q1,50,86` },
    problems: ['tasks 2 对象 fact-subject-by-name → B'],
  },
  {
    title: 'leading zeros lost',
    tables: { subjects: 'subject,name\n007,甲', tasks: `${taskHeader}\n7,i,T1,Q1,50,86` },
    problems: ['tasks 2 对象 fact-subject-zeros-lost → 007'],
  },
  {
    title: 'a unit that is no subject among units that are',
    tables: { subjects: 'subject,name,unit\nA,甲,\nB,乙,A\nC,丙,农业办' },
    problems: ['subjects 4 所在单位 fact-reference-unknown'],
  },
  { title: 'units by name only', tables: { subjects: 'subject,name,unit\nA,甲,\nB,乙,党建办\nC,丙,农业办' }, problems: [] },
  {
    title: 'two subjects of one name',
    tables: { subjects: 'subject,name\nA,李明\nB,李明' },
    problems: ['subjects 3 名称 fact-names-equal'],
  },
  {
    title: 'a row twice',
    tables: { tasks: `${taskHeader}\nA,i,T1,Q1,50,86\nA,i,T2,Q1,50,86\nA,i,T1,Q1,40,90` },
    problems: ['tasks 4  fact-row-twice'],
  },
  {
    title: 'adjustments that differ in one cell are two',
    tables: { adjustments: 'subject,rule,matter,date,decision\nA,B1,m,2024-01-01,文1\nA,B1,m,2024-01-02,文1\nA,B1,m,2024-01-01,文1' },
    problems: ['adjustments 4  fact-row-twice'],
  },
  {
    title: 'names of list members count as their keys',
    tables: { tasks: `${taskHeader}\nA,i,T1,Q1,50,86\nA,i,T1,一季度,50,86` },
    options: { aliases: new Map([['tasks.period', new Map([['一季度', 'Q1']])]]) },
    problems: ['tasks 3  fact-row-twice'],
  },
  {
    title: 'a day of the calendar that is both a holiday and worked',
    tables: { calendar: 'date,kind\n2024-02-09,放假\n2024-02-10,放假\n2024-02-09,上班' },
    problems: ['calendar 4  fact-row-twice'],
  },

  {
    title: 'a state nobody knows',
    tables: { tasks: `${taskHeader},state\nA,i,T1,Q1,50,,请假` },
    problems: ['tasks 2 状态 fact-state-unknown'],
  },
  {
    title: 'a state and a value',
    tables: { tasks: `${taskHeader},state\nA,i,T1,Q1,50,86,免考` },
    problems: ['tasks 2 状态 fact-state-with-value'],
  },
  { title: 'a state and the word for it', tables: { tasks: `${taskHeader},state\nA,i,T1,Q1,50,NA,免考` }, problems: [] },
  {
    title: 'a state where there is no value',
    tables: { vetoes: 'subject,kind,date,document,state\nA,诫勉,2024-01-01,文1,免考' },
    problems: ['vetoes 2 状态 fact-state-not-here'],
  },

  {
    title: 'a fact id twice',
    tables: { tasks: `${taskHeader},id\nA,i,T1,Q1,50,86,f1\nA,i,T2,Q1,50,86,f1` },
    problems: ['tasks 3 事实编号 fact-id-twice'],
  },
  {
    title: 'a reversal of nothing',
    tables: { tasks: `${taskHeader},id,state\nA,i,T1,Q1,50,,f1,撤销` },
    problems: ['tasks 2 状态 fact-reversal-without-target'],
  },
  {
    title: 'a correction of nothing',
    tables: { tasks: `${taskHeader},id,corrects,correction_reason\nA,i,T1,Q1,50,86,fact-1,,\nA,i,T2,Q1,50,86,fact-2,fact-l,录错` },
    problems: ['tasks 3 更正 fact-correction-unknown → fact-1'],
  },
  {
    title: 'a correction of a fact in another table',
    tables: {
      tasks: `${taskHeader},id,corrects,correction_reason\nA,i,T2,Q1,50,86,f2,v1,录错`,
      vetoes: 'subject,kind,date,document,id\nA,诫勉,2024-01-01,文1,v1',
    },
    problems: ['tasks 2 更正 fact-correction-unknown → vetoes.csv'],
  },
  {
    title: 'a correction of itself',
    tables: { tasks: `${taskHeader},id,corrects,correction_reason\nA,i,T2,Q1,50,86,f2,f2,录错` },
    problems: ['tasks 2 更正 fact-correction-self'],
  },
  {
    title: 'corrections in a circle',
    tables: { tasks: `${taskHeader},id,corrects,correction_reason\nA,i,T1,Q1,50,86,f1,f2,录错\nA,i,T1,Q1,50,87,f2,f1,录错` },
    problems: ['tasks 2 更正 fact-correction-cycle → f2 → f1 → f2'],
  },
  {
    title: 'two corrections of one fact',
    tables: {
      tasks: `${taskHeader},id,corrects,correction_reason\nA,i,T1,Q1,50,86,f1,,\nA,i,T1,Q1,50,87,f2,f1,录错\nA,i,T1,Q1,50,88,f3,f1,又错`,
    },
    problems: ['tasks 4 更正 fact-correction-twice'],
  },
  {
    title: 'a correction without reason',
    tables: { tasks: `${taskHeader},id,corrects,correction_reason\nA,i,T1,Q1,50,86,f1,,\nA,i,T1,Q1,50,87,f2,f1,␣` },
    problems: ['tasks 3 更正理由 fact-correction-reason'],
  },
  {
    title: 'a reversal of a correction',
    tables: {
      tasks: `${taskHeader},id,corrects,correction_reason,state\nA,i,T1,Q1,50,86,f1,,,\nA,i,T1,Q1,50,87,f2,f1,录错,\n,,,,,,f3,f2,没有错,撤销`,
    },
    problems: ['tasks 4 状态 fact-correction-restores'],
  },
  {
    title: 'more of one kind than anybody reads',
    tables: { tasks: `${taskHeader}\n${Array.from({ length: 9 }, (_, i) => `A,i,T${i},Q1,50,x`).join('\n')}` },
    options: { problemsListedMax: 2 },
    problems: ['tasks 2 完成率 fact-number-unreadable', 'tasks 3 完成率 fact-number-unreadable', '- 0  fact-more → 9'],
  },
  {
    title: 'ids that are the names of things in JavaScript',
    tables: {
      subjects: 'subject,name\n__proto__,甲\nconstructor,乙\ntoString,丙',
      tasks: `${taskHeader}\n__proto__,constructor,hasOwnProperty,valueOf,50,86\nconstructor,__proto__,__proto__,__proto__,50,86\n__proto,i,T1,Q1,1,1`,
    },
    problems: ['tasks 4 对象 fact-subject-unknown → __proto__'],
  },
];
