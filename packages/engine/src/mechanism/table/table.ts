import { told } from '../../explain/detail.ts';
import { bilingual } from '../../explain/words.ts';
import type { Expression } from '../../formula/expression.ts';
import { byKind, field, list, mapOf, object, requiredField, text, type Infer, type LocatedText, type Named } from '../../scheme/shape.ts';
import { clause, formula, reading } from '../../scheme/values.ts';
import type { CompileInput, Mechanism } from '../mechanism.ts';
import { partsRead } from '../read-together.ts';
import { readsLoop } from '../switched-formula.ts';
import { checkBandUnits, checkBands, parseBand } from './bands.ts';
import { entryShape, resolveEntry, typeOfEntries, type Entry, type WrittenEntry } from './entry.ts';
import { lookUp, type TablePlan, type TableRow } from './look-up.ts';

const conditionRow = object({
  if: field(formula, '条件；末行可不写，表示其余', 'condition; the last row may have none and takes the rest'),
  then: requiredField(entryShape, '得什么', 'what it gives'),
  clause,
  reading,
});

const shape = object({
  of: field(formula, '查什么', 'what is looked up'),
  rows: requiredField(
    byKind({ map: mapOf(entryShape), list: list(conditionRow) }),
    '各档及其值，或依次列出的条件',
    'bands or words and what they give, or conditions in order',
  ),
  none: field(entryShape, '缺值或不在表内时', 'where the operand is missing or no row fits'),
  reading: field(text(), '约定', 'reading'),
});

type ConditionRows = readonly Infer<typeof conditionRow>[];
type KeyedRows = readonly Named<WrittenEntry>[];

function areConditions(rows: ConditionRows | KeyedRows): rows is ConditionRows {
  return rows[0] !== undefined && 'keyPlaces' in rows[0];
}

/**
 * A table (查表): a value by bands (`≥90: 优秀`), by words (`优秀: 25%`), or by conditions in declared order. Bands may not
 * overlap, and between the lowest and the highest end nothing may be left out unless `none` says what it gives. A row
 * gives a number, a word, or a formula (`10 × 完成率`, `{ formula: 基础分 }`). Tiers, gates, escalating counts and coefficients of grades are tables. S1-15, S2-18.
 *
 * With ≥90 优秀, ≥80 良好, ≥60 一般, <60 较差, 80.00 is 良好 and 79.99 is 一般: bands are tried in order. Of conditions the
 * first that holds counts; one that cannot be told, because something in it is missing, ends the search, and the value is
 * `none` or missing: a later row would guess.
 */
export const table: Mechanism<Infer<typeof shape>> = {
  keyword: 'table',
  title: { zh: '查表', en: 'table' },
  summary: {
    zh: '查表：按数的档、按词，或依次按条件，得一个数、一个词或一个公式的值。≥90优秀、≥80良好、其余一般时，80.00是良好，79.99是一般。各档不得重叠，也不得有空当，除非写明 none。',
    en: 'A table: by bands of a number, by words, or by conditions in order it gives a number, a word or the value of a formula. With ≥90 优秀, ≥80 良好 and the rest 一般, 80.00 is 良好 and 79.99 is 一般. Bands may neither overlap nor leave a gap, unless `none` says what it gives.',
  },
  shape,
  modifiers: [],
  explain(detail, words) {
    const read = partsRead(detail).map((each) => words.expression(each));
    const result = told(detail, 'calculates') === 1 ? read.pop() : undefined;
    const by = read[0] ?? '';
    const row = told(detail, 'row');
    const said = (zh: string, en: string): ReturnType<typeof bilingual> =>
      result === undefined ? bilingual(`查表：${zh}`, `table: ${en}`) : bilingual(`查表：${zh}：${result}`, `table: ${en}: ${result}`);
    switch (told(detail, 'by')) {
      case 'unknown':
        return said(`${by}，有缺项，无法判断`, `${by}, something is missing, so it cannot be told`);
      case 'none':
        return said(`${by}，没有符合的一行`, `${by}, no row fits`);
      case 'rest':
        return said('以上各条都不符合，按其余', 'no condition holds, the rest');
      case 'condition':
        return said(`${by}，按第${row}条`, `${by}, row ${row}`);
      default:
        return said(`${by}，按“${row}”`, `${by}, row ${row}`);
    }
  },
  compile(input) {
    const { parameters, compiler, document, place } = input;
    compiler.noteReading(document.name, undefined, parameters.reading);
    const { rows } = parameters;
    const isConditions = areConditions(rows);
    if (rows.length === 0) return compiler.report('empty-list', place);
    if (isConditions && parameters.of !== undefined)
      compiler.report('key-without-effect', parameters.of.place, { key: 'of', name: document.name });
    if (!isConditions && parameters.of === undefined) return compiler.report('missing-key', place, { key: 'of' });
    const none = parameters.none === undefined ? null : resolveEntry(parameters.none, compiler);
    if (parameters.none !== undefined && none === null) return null;
    const found = isConditions ? conditionRows(rows, none, input) : keyedRows(rows, parameters.of!, input);
    if (found === null) return null;
    const results = [...found.rows.map((row) => row.entry), ...(none === null ? [] : [none])];
    const type = typeOfEntries(results, compiler, place);
    if (type === null) return null;
    const read = [
      found.of,
      ...found.rows.map((row) => row.condition),
      ...results.map((entry) => (entry.kind === 'formula' ? entry.expression : null)),
    ];
    const expressions = read.filter((each) => each !== null);
    const lists = compiler.loops.filter((loop) => expressions.some((expression) => readsLoop(expression, loop)));
    const plan: TablePlan = { of: found.of, rows: found.rows, none, lists, resultWords: type.kind === 'grade' ? type.scale.words : null };
    return {
      mechanism: 'table',
      type,
      lists,
      uses: expressions.map((expression) => ({ expression, classes: null })),
      evaluate: (run) => lookUp(run, plan),
    };
  },
};

interface Rows {
  readonly of: Expression | null;
  readonly rows: readonly TableRow[];
}

type Input = CompileInput<Infer<typeof shape>>;

/** Rows in declared order. A row without a condition takes the rest, so nothing may stand behind it. */
function conditionRows(written: ConditionRows, none: Entry | null, { compiler, document, place }: Input): Rows | null {
  const open = written.findIndex((row) => row.if === undefined);
  if (open >= 0 && open < written.length - 1) compiler.report('row-never', written[open + 1]!.place, { name: document.name });
  if (open < 0 && none === null) compiler.report('rows-open', place, { name: document.name });
  const rows = written.flatMap((row, i): TableRow[] => {
    compiler.noteReading(`${document.name}·${i + 1}`, row.clause, row.reading);
    const condition = row.if === undefined ? null : compiler.subjectFormula(row.if, compiler.loops);
    const entry = resolveEntry(row.then, compiler);
    if (entry === null || (row.if !== undefined && condition === null)) return [];
    if (condition !== null && condition.type.kind !== 'truth') {
      compiler.report('condition-expected', row.if!.place);
      return [];
    }
    return [{ label: String(i + 1), entry, band: null, word: null, condition, isRest: condition === null }];
  });
  return rows.length < written.length ? null : { of: null, rows };
}

/** Bands are compared two by two. */
const bandCountMax = 500;

/** Bands of a number, or words of a grade or text. */
function keyedRows(written: KeyedRows, ofText: LocatedText, { parameters, compiler, document }: Input): Rows | null {
  const of = compiler.subjectFormula(ofText, compiler.loops);
  if (of === null) return null;
  const isNumber = of.type.kind === 'number';
  if (isNumber && written.length > bandCountMax) {
    const counts = { count: String(written.length), most: String(bandCountMax) };
    return compiler.report('too-many-bands', document.namePlace, { name: document.name, ...counts });
  }
  const known = of.type.kind === 'grade' ? of.type.scale.words : null;
  const rows = written.flatMap(({ name, place, value }): TableRow[] => {
    const entry = resolveEntry(value, compiler);
    const band = isNumber ? parseBand(name) : null;
    if (isNumber && band === null) compiler.report('wrong-band', place, { band: name });
    if (known !== null && !known.includes(name)) compiler.report('unknown-grade', place, { name, nearest: '', scale: known.join('、') });
    if (entry === null || (isNumber && band === null)) return [];
    return [
      {
        label: name,
        entry,
        band: band === null ? null : { ...band, place, text: name },
        word: isNumber ? null : name,
        condition: null,
        isRest: false,
      },
    ];
  });
  if (rows.length < written.length) return null;
  if (of.type.kind === 'number') {
    const bands = rows.flatMap(({ band }) => (band === null ? [] : [band]));
    checkBands(bands, { hasNone: parameters.none !== undefined, isCount: of.type.unit === 'count' }, compiler, document.namePlace);
    checkBandUnits(bands, of.type.unit, compiler);
  }
  return { of, rows };
}
