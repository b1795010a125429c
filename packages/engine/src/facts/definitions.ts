/**
 * The tables in which an office hands facts over, as data: sheet names, headers, types and keys. Everything that reads,
 * checks, writes or documents facts follows these definitions, so a column is described in one place only.
 */

/**
 * How the cells of a column are written.
 * - `id`: a key that other cells refer to; compared letter by letter.
 * - `text`: free text for people.
 * - `decimal`: an exact number such as `86.5`. `count`: a whole number, not negative.
 * - `date`: `YYYY-MM-DD`. `yes-no`: `1`/`0` or 是/否.
 * - `value`: a number or the name of an option (优秀).
 */
export type ColumnType = 'id' | 'text' | 'decimal' | 'count' | 'date' | 'yes-no' | 'value';

/**
 * What happens to a cell of a reference column that names no subject: refuse it, warn where other cells of the column do
 * name subjects (a unit may be an id or a plain name, and a mixture points to a slip), or take it as it is.
 */
export type UnknownReference = 'refuse' | 'warn-if-mixed' | 'allow';

export interface ColumnDefinition {
  readonly key: string;
  /** The Chinese header, which is also the word that formulas use. */
  readonly name: string;
  /** Further headers that are understood. */
  readonly otherNames: readonly string[];
  readonly type: ColumnType;
  /** The column itself must be there, even if it holds nothing. */
  readonly columnRequired: boolean;
  /** No cell may be empty. */
  readonly cellRequired: boolean;
  /** The cells name subjects. */
  readonly reference: UnknownReference | null;
  /** A missing state may stand in place of a number: `NA`, 不适用, 免考, 未报送, 未到期. */
  readonly mayBeMissing: boolean;
  /** A number below zero cannot be: a weight, a number of months, a quantity. */
  readonly notNegative: boolean;
}

export interface TableDefinition {
  readonly key: string;
  /** The Chinese sheet name. */
  readonly name: string;
  readonly otherNames: readonly string[];
  readonly columns: readonly ColumnDefinition[];
  /** The columns that together tell two rows apart; `whole-row` where only a row equal in every cell is a duplicate. */
  readonly rowKey: readonly string[] | 'whole-row';
  /** The column that the state of a row speaks of. */
  readonly valueColumn: string | null;
  /** The column that decides whether an empty value is not yet due or was not submitted. */
  readonly periodColumn: string | null;
}

export type TableDefinitions = ReadonlyMap<string, TableDefinition>;

/** A column that a scheme adds to a table, or a standard column that it makes stricter (same key). */
export interface DeclaredColumn {
  readonly key: string;
  readonly name: string;
  readonly type: ColumnType;
  readonly otherNames?: readonly string[];
  readonly columnRequired?: boolean;
  readonly cellRequired?: boolean;
  readonly reference?: UnknownReference | null;
  /** Rows that differ in this column are different rows. */
  readonly inRowKey?: boolean;
}

/** By table key. */
export type DeclaredColumns = ReadonlyMap<string, readonly DeclaredColumn[]>;

export const noDeclaredColumns: DeclaredColumns = new Map();

/** The column of an annotated workbook that holds the reasons; ignored when the repaired workbook is read again. */
export const problemHeader = '问题';

/** Headers for the office's own use; read past without a word unless a scheme declares them. */
const silentHeaders: ReadonlySet<string> = new Set([problemHeader, '序号', '备注', '说明']);

interface ColumnOptions {
  readonly otherNames?: readonly string[];
  readonly columnRequired?: boolean;
  readonly cellRequired?: boolean;
  readonly reference?: UnknownReference;
  readonly mayBeMissing?: boolean;
  readonly notNegative?: boolean;
}

function column(key: string, name: string, type: ColumnType, options: ColumnOptions = {}): ColumnDefinition {
  return {
    key,
    name,
    type,
    otherNames: options.otherNames ?? [],
    columnRequired: options.columnRequired ?? false,
    cellRequired: options.cellRequired ?? false,
    reference: options.reference ?? null,
    mayBeMissing: options.mayBeMissing ?? false,
    notNegative: options.notNegative ?? false,
  };
}

/** The column must be there and every cell filled. */
const filled = { columnRequired: true, cellRequired: true } as const;
/** The column must be there; an empty cell means something. */
const present = { columnRequired: true } as const;

const subjectColumn = column('subject', '对象', 'id', {
  ...filled,
  reference: 'refuse',
  otherNames: ['对象编号', '考核对象', '被考核对象'],
});

/** What every recorded fact may say of itself. */
const recordColumns: readonly ColumnDefinition[] = [
  column('id', '事实编号', 'id'),
  column('state', '状态', 'id'),
  column('corrects', '更正', 'id', { otherNames: ['更正事实编号'] }),
  column('correction_reason', '更正理由', 'text'),
  column('authority', '授权', 'text'),
  column('recorded_at', '记录时间', 'text'),
  column('recorded_by', '记录人', 'text'),
];

export const recordColumnKeys: ReadonlySet<string> = new Set(recordColumns.map(({ key }) => key));

interface TableOptions {
  readonly otherNames?: readonly string[];
  readonly rowKey: readonly string[] | 'whole-row';
  readonly valueColumn?: string;
  readonly periodColumn?: string;
}

function table(key: string, name: string, options: TableOptions, columns: readonly ColumnDefinition[]): TableDefinition {
  return {
    key,
    name,
    otherNames: options.otherNames ?? [],
    columns: [...columns, ...recordColumns],
    rowKey: options.rowKey,
    valueColumn: options.valueColumn ?? null,
    periodColumn: options.periodColumn ?? null,
  };
}

const tables: readonly TableDefinition[] = [
  table('subjects', '考核对象', { rowKey: ['subject'], otherNames: ['对象', '对象名册', '被考核对象'] }, [
    column('subject', '编号', 'id', { ...filled, otherNames: ['对象', '对象编号'] }),
    column('name', '名称', 'text', { ...filled, otherNames: ['姓名', '单位名称', '姓名或名称'] }),
    column('kind', '类型', 'id'),
    column('category', '类别', 'id'),
    column('unit', '所在单位', 'id', { reference: 'warn-if-mixed' }),
    column('tier', '层次', 'id'),
    column('leader', '分管领导', 'id', { reference: 'warn-if-mixed' }),
  ]),
  table(
    'tasks',
    '任务',
    {
      rowKey: ['subject', 'indicator', 'period', 'task'],
      valueColumn: 'completion',
      periodColumn: 'period',
      otherNames: ['任务台账', '工作任务'],
    },
    [
      subjectColumn,
      column('indicator', '指标', 'id', filled),
      column('task', '任务编号', 'id', filled),
      column('title', '任务名称', 'text', { otherNames: ['任务内容'] }),
      column('period', '时期', 'id', filled),
      column('weight', '权重', 'decimal', { ...filled, notNegative: true }),
      column('completion', '完成率', 'decimal', { ...present, mayBeMissing: true, otherNames: ['完成率%', '完成情况'] }),
    ],
  ),
  table(
    'scores',
    '评分',
    {
      rowKey: ['subject', 'indicator', 'period', 'scorer'],
      valueColumn: 'value',
      periodColumn: 'period',
      otherNames: ['得分', '直接评分'],
    },
    [
      subjectColumn,
      column('indicator', '指标', 'id', filled),
      column('period', '时期', 'id', filled),
      column('scorer', '评分人', 'id', { reference: 'allow', otherNames: ['评分单位'] }),
      column('value', '得分', 'decimal', { ...present, mayBeMissing: true, otherNames: ['分数', '评分'] }),
    ],
  ),
  table(
    'targets',
    '目标',
    { rowKey: ['subject', 'indicator', 'period'], valueColumn: 'actual', periodColumn: 'period', otherNames: ['目标任务', '年度目标'] },
    [
      subjectColumn,
      column('indicator', '指标', 'id', filled),
      column('period', '时期', 'id', filled),
      column('target', '目标值', 'decimal', { ...present, mayBeMissing: true, otherNames: ['目标'] }),
      column('actual', '实际值', 'decimal', { ...present, mayBeMissing: true, otherNames: ['完成值', '实绩'] }),
    ],
  ),
  table(
    'ballots',
    '测评票',
    {
      rowKey: ['round', 'group', 'ballot', 'subject', 'item'],
      valueColumn: 'value',
      periodColumn: 'round',
      otherNames: ['民主测评', '测评'],
    },
    [
      column('round', '轮次', 'id', filled),
      column('ballot', '票号', 'id', filled),
      column('group', '测评主体', 'id', { ...filled, otherNames: ['票种'] }),
      subjectColumn,
      column('item', '项目', 'id', { ...filled, otherNames: ['测评项目'] }),
      column('value', '评价', 'value', { ...present, mayBeMissing: true }),
    ],
  ),
  table('adjustments', '加减分', { rowKey: 'whole-row', otherNames: ['加分扣分', '奖惩'] }, [
    subjectColumn,
    column('rule', '规则', 'id', filled),
    column('matter', '事项', 'id'),
    column('level', '级别', 'id'),
    column('quantity', '数量', 'decimal', { notNegative: true }),
    column('points', '分值', 'decimal'),
    column('date', '日期', 'date', filled),
    column('decision', '决定', 'text', { columnRequired: true, otherNames: ['决定文号'] }),
  ]),
  table('journal', '工作记录', { rowKey: ['subject', 'date'], otherNames: ['工作日志', '日志'] }, [
    subjectColumn,
    column('date', '日期', 'date', filled),
    column('duty', '值班', 'yes-no', { otherNames: ['应填'] }),
    column('filed', '已填', 'yes-no', filled),
    column('reviewed', '已阅', 'yes-no'),
  ]),
  table(
    'survey',
    '民意调查',
    {
      rowKey: ['wave', 'stratum', 'respondent', 'subject', 'item'],
      valueColumn: 'value',
      periodColumn: 'wave',
      otherNames: ['满意度调查', '社会评价'],
    },
    [
      column('wave', '波次', 'id', filled),
      subjectColumn,
      column('stratum', '调查对象', 'id', filled),
      column('respondent', '答卷', 'id', { ...filled, otherNames: ['答卷编号'] }),
      column('item', '项目', 'id', { ...filled, otherNames: ['调查项目'] }),
      column('value', '评价', 'value', { ...present, mayBeMissing: true }),
    ],
  ),
  table('vetoes', '否决情形', { rowKey: 'whole-row', otherNames: ['一票否决', '否决'] }, [
    subjectColumn,
    column('kind', '情形', 'id', filled),
    column('date', '日期', 'date', filled),
    column('document', '文号', 'text', present),
  ]),
  table('history', '历年结果', { rowKey: ['cycle', 'subject'], otherNames: ['往年结果', '历史结果'] }, [
    column('cycle', '周期', 'id', { ...filled, otherNames: ['年度'] }),
    { ...subjectColumn, reference: 'warn-if-mixed' },
    column('category', '类别', 'id'),
    column('rank', '名次', 'count', { otherNames: ['位次'] }),
    column('ranked', '参评数', 'count'),
    column('grade', '等次', 'id'),
    column('total', '总分', 'decimal', { otherNames: ['考核得分'] }),
  ]),
  table('service', '任职', { rowKey: ['subject', 'unit'], otherNames: ['任职经历', '任职月数'] }, [
    subjectColumn,
    column('unit', '任职单位', 'id', { ...present, reference: 'warn-if-mixed' }),
    column('months', '月数', 'decimal', { ...filled, notNegative: true, otherNames: ['任职月数'] }),
  ]),
  table('decisions', '审定', { rowKey: ['subject', 'stage'], otherNames: ['审定结果', '等次审定'] }, [
    subjectColumn,
    column('stage', '阶段', 'id', filled),
    column('grade', '等次', 'id', filled),
    column('reason', '理由', 'text', present),
    column('document', '文号', 'text', present),
    column('date', '日期', 'date', filled),
  ]),
  table(
    'measures',
    '数据',
    {
      rowKey: ['subject', 'measure', 'period', 'part'],
      valueColumn: 'value',
      periodColumn: 'period',
      otherNames: ['数据指标', '基础数据'],
    },
    [
      subjectColumn,
      column('measure', '数据指标', 'id', filled),
      column('period', '时期', 'id', filled),
      column('part', '分项', 'id'),
      column('value', '数值', 'value', { ...present, mayBeMissing: true }),
    ],
  ),
  table('relations', '关系', { rowKey: ['subject', 'relation', 'other', 'from'] }, [
    subjectColumn,
    column('relation', '关系', 'id', filled),
    column('other', '相关方', 'id', { ...filled, reference: 'warn-if-mixed' }),
    column('weight', '权重', 'decimal', { notNegative: true }),
    column('from', '起', 'date', { otherNames: ['起始日期'] }),
    column('to', '止', 'date', { otherNames: ['终止日期'] }),
  ]),
  table('roll', '名册', { rowKey: ['round', 'group', 'rater', 'subject'], otherNames: ['测评名册', '发票名册'] }, [
    column('round', '轮次', 'id', filled),
    column('group', '测评主体', 'id', { ...filled, otherNames: ['票种'] }),
    column('rater', '评分人', 'id', { reference: 'allow' }),
    column('count', '份数', 'count'),
    { ...subjectColumn, columnRequired: false, cellRequired: false },
  ]),
  table('calendar', '工作日历', { rowKey: ['date'], otherNames: ['日历', '节假日', '放假安排'] }, [
    column('date', '日期', 'date', filled),
    column('kind', '类型', 'id', { ...filled, otherNames: ['放假或上班'] }),
  ]),
];

/** The tables every scheme has, in the order in which people fill them in. */
export const tableDefinitions: TableDefinitions = new Map(tables.map((definition) => [definition.key, definition]));

/** The definitions with what a scheme declares. A declared column of a standard key replaces that column's rules. */
export function definitionsWith(declared: DeclaredColumns): TableDefinitions {
  if (declared.size === 0) return tableDefinitions;
  const merged = new Map<string, TableDefinition>();
  for (const [key, definition] of tableDefinitions) merged.set(key, withColumns(definition, declared.get(key) ?? []));
  return merged;
}

function withColumns(definition: TableDefinition, declared: readonly DeclaredColumn[]): TableDefinition {
  if (declared.length === 0) return definition;
  const columns = [...definition.columns];
  const rowKey = definition.rowKey === 'whole-row' ? definition.rowKey : [...definition.rowKey];
  for (const one of declared) {
    const at = columns.findIndex((known) => known.key === one.key);
    const standard = at < 0 ? undefined : columns[at];
    const merged: ColumnDefinition = {
      key: one.key,
      name: one.name,
      otherNames: [...(standard === undefined ? [] : [standard.name, ...standard.otherNames]), ...(one.otherNames ?? [])],
      type: one.type,
      columnRequired: one.columnRequired ?? standard?.columnRequired ?? false,
      cellRequired: one.cellRequired ?? standard?.cellRequired ?? false,
      reference: one.reference === undefined ? (standard?.reference ?? null) : one.reference,
      notNegative: standard?.notNegative ?? false,
      mayBeMissing: standard?.mayBeMissing ?? (one.type === 'decimal' || one.type === 'value'),
    };
    if (at < 0) columns.push(merged);
    else columns[at] = merged;
    if (one.inRowKey === true && rowKey !== 'whole-row' && !rowKey.includes(one.key)) rowKey.push(one.key);
  }
  return { ...definition, columns, rowKey };
}

export function columnOf(definition: TableDefinition, key: string): ColumnDefinition | undefined {
  return definition.columns.find((known) => known.key === key);
}

/**
 * The column a header means: the English key or one of the Chinese headers, whatever the line breaks, the mark of a
 * required column (`*`) or the unit in brackets behind it (`完成率（%）`).
 */
export function columnOfHeader(definition: TableDefinition, header: string): ColumnDefinition | undefined {
  return exactColumn(definition, header) ?? exactColumn(definition, plainHeader(header));
}

function exactColumn(definition: TableDefinition, header: string): ColumnDefinition | undefined {
  return (
    definition.columns.find((known) => known.key === header || known.name === header) ??
    definition.columns.find((known) => known.otherNames.includes(header))
  );
}

/** A header that is read past without a word: the office's own remarks. */
export function isSilentHeader(header: string): boolean {
  return silentHeaders.has(plainHeader(header));
}

/** The table that a sheet or file name means, in English or Chinese. */
export function tableOfName(definitions: TableDefinitions, name: string): TableDefinition | undefined {
  const plain = plainHeader(name);
  for (const definition of definitions.values()) {
    if (definition.key === plain || definition.name === plain) return definition;
  }
  for (const definition of definitions.values()) if (definition.otherNames.includes(plain)) return definition;
  return undefined;
}

function plainHeader(header: string): string {
  const bare = header
    .replace(/[\s\u200B\uFEFF]+/gu, '')
    .replace(/(?:[（(][^（）()]*[）)]|\*|＊)+$/u, '')
    .replace(/^[*＊]+/u, '');
  return /^[\x20-\x7E]+$/.test(bare) ? bare.toLowerCase() : bare;
}
