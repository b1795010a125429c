import { bilingual } from '../../explain/words.ts';
import { explainRows } from '../explain-rows.ts';
import type { Detail } from '../../explain/detail.ts';
import { numberType } from '../../formula/type.ts';
import { ordering } from '../../number/arithmetic.ts';
import { fromInteger, zero, type Rational } from '../../number/rational.ts';
import type { ListPlan } from '../../scheme/model.ts';
import { field, object, oneOrMany, text, type Infer, type Shape } from '../../scheme/shape.ts';
import { key, writtenNumber, type WrittenNumber } from '../../scheme/values.ts';
import { numberCell } from '../../score/value.ts';
import { foldRows, simpleFold } from '../fold-rows.ts';
import type { ListOrKey, Mechanism } from '../mechanism.ts';
import { stateRules } from '../parameters.ts';
import { applyStates, countRows, drop, finishCells, rowFate, selectRows, type RowKey } from '../rows.ts';

const number = writtenNumber();
/** What a row does whose divisor is not positive: it is left out, or counts as a number. */
const whenNotPositive: Shape<'skip' | WrittenNumber> = {
  read: (node, reader) => (node.kind === 'text' && node.text === 'skip' ? 'skip' : number.read(node, reader)),
  schema: { anyOf: [{ enum: ['skip'] }, number.schema] },
};

const shape = object({
  indicator: field(text(), '目标，清单名、代码或 any', 'targets: a list, a key or any'),
  under: field(text(), '某指标之下的全部目标（Y4 之下有 Y4.1）', 'all targets under an indicator (Y4 owns Y4.1)'),
  period: field(text(), '时期，清单名或代码', 'period: a list or a key'),
  reverse: field(oneOrMany(key), '逆向目标（小者为优）', 'reverse targets: less is better'),
  cap: field(writtenNumber(), '完成率的上限', 'cap of the attainment'),
  'target-not-positive': field(whenNotPositive, '正向目标值不为正时', 'positive target that is not above zero'),
  'reverse-actual-not-positive': field(whenNotPositive, '逆向实际值不为正时', 'reverse target with an actual value not above zero'),
});

/**
 * Attainment of targets (目标完成): 100 × actual ÷ target, for a reverse target 100 × target ÷ actual; never below 0, not
 * above `cap`. Several targets of one cell are folded by `rows` (mean unless said otherwise). S4-7, S4-12.
 *
 * Target 320, actual 294.7: 92.09375. Reverse target 5, actual 4: 125, capped 100. A target that is not positive, and a
 * reverse target whose actual value is not, cannot be divided by; the scheme says what they count.
 */
export const targets: Mechanism<Infer<typeof shape>> = {
  keyword: 'targets',
  title: { zh: '目标完成', en: 'attainment of targets' },
  shape,
  modifiers: ['rows', 'states'],
  explain: (detail) => explainRows(detail, bilingual('项目标', 'targets')),
  compile({ parameters, document, compiler, place }) {
    const written = parameters.indicator ?? parameters.under;
    if (written === undefined || (parameters.indicator !== undefined && parameters.under !== undefined)) {
      return compiler.report('one-of-keys', place, { keys: 'indicator, under' });
    }
    const any = parameters.indicator?.value === 'any';
    const by = any ? null : compiler.listOrKey(written);
    const period = parameters.period === undefined ? null : compiler.listOrKey(parameters.period);
    if ((by === null && !any) || (parameters.period !== undefined && period === null)) return null;
    if (parameters['target-not-positive'] === undefined) compiler.report('missing-key', place, { key: 'target-not-positive' });
    if (parameters.reverse !== undefined && parameters['reverse-actual-not-positive'] === undefined) {
      compiler.report('missing-key', place, { key: 'reverse-actual-not-positive' });
    }
    const rules = stateRules(document, compiler, ['not-applicable', 'not-submitted'], {
      notYet: 'missing',
      excused: 'skip',
      notApplicable: 'skip',
      notSubmitted: zero,
    });
    const fold = simpleFold(document.common.rows, 'mean');
    const lists = [by, period].flatMap((each): ListPlan[] => (each?.kind === 'list' ? [each.list] : []));
    const reverse = new Set((parameters.reverse ?? []).map((each) => each.value));
    const edge = (rule: 'skip' | WrittenNumber | undefined): Rational | null => (rule === undefined || rule === 'skip' ? null : rule.value);
    const positiveEdge = edge(parameters['target-not-positive']);
    const reverseEdge = edge(parameters['reverse-actual-not-positive']);
    const cap = parameters.cap?.value ?? null;
    return {
      mechanism: 'targets',
      type: numberType('score'),
      lists,
      uses: [],
      evaluate(run) {
        const { arithmetic, facts } = run.run;
        const indicators = facts.column('targets', 'indicator');
        const keys: RowKey[] = [];
        if (by !== null) keys.push({ column: 'indicator', by: parameters.under === undefined ? by : underList(by, indicators.values) });
        if (period !== null) keys.push({ column: 'period', by: period });
        const rows = selectRows(run, 'targets', keys);
        const owned = rows.owner.slice();
        const { values: actual, missingOwners } = applyStates(run, rows, 'actual', rules);
        const target = arithmetic.fromDictionary(facts.column('targets', 'target').codes, run.run.decimals('targets', 'target'));
        const isReverse = Uint8Array.from(indicators.codes, (code) => (reverse.has(indicators.values[code]!) ? 1 : 0));
        const part = arithmetic.select(isReverse, target, actual);
        const whole = arithmetic.select(isReverse, actual, target);
        const wholeOrder = arithmetic.compareTo(whole, zero);
        const states = facts.states('targets', 'actual');
        const isEdge = new Uint8Array(rows.owner.length);
        for (let row = 0; row < isEdge.length; row++) {
          if (rows.owner[row]! < 0) continue;
          // A row not submitted keeps the number of its state: attainment, not an actual value to divide. A target that
          // cannot be met at all goes before it.
          const isSubstitute = states[row] !== 0;
          const cannotDivide = wholeOrder[row] !== ordering.greater;
          if (isSubstitute && (isReverse[row] === 1 || !cannotDivide)) isEdge[row] = 2;
          else if (cannotDivide) {
            const value = isReverse[row] === 1 ? reverseEdge : positiveEdge;
            if (value === null) drop(rows, row, rowFate.leftOut);
            else isEdge[row] = isReverse[row] === 1 ? 3 : 1;
          }
        }
        const hundred = fromInteger(100);
        const length = rows.owner.length;
        const ratio = arithmetic.scaleBy(arithmetic.divide(part, whole), hundred);
        const constant = (value: Rational | null): ReturnType<typeof arithmetic.constant> => arithmetic.constant(value ?? zero, length);
        const pick = (which: number, value: ReturnType<typeof constant>, other: ReturnType<typeof constant>): typeof value =>
          arithmetic.select(isEdge.map((each) => (each === which ? 1 : 0)), value, other);
        const raw = pick(1, constant(positiveEdge), pick(3, constant(reverseEdge), pick(2, actual, ratio)));
        const floored = arithmetic.maximum(raw, arithmetic.constant(zero, length));
        const attainment = cap === null ? floored : arithmetic.minimum(floored, arithmetic.constant(cap, length));
        const folded = foldRows(run, rows, attainment, fold);
        const counts = countRows(rows);
        const cells = finishCells(run, rows, folded, counts, missingOwners).map(numberCell);
        const detail = (cell: number, row: number): Detail => {
          const owner = cell * rows.length + row;
          const used = Array.from(owned.keys())
            .filter((index) => owned[index] === owner)
            .map((index) => ({ table: 'targets', row: index, fate: rows.fate[index]!, value: arithmetic.valueAt(attainment, index), weight: null }));
          return { rule: 'targets', operands: [], facts: used, parameters: { fold: fold.kind, cap, count: counts[owner]! } };
        };
        return { cells, detail };
      },
    };
  },
};

/** `under: Y4` owns Y4.1, Y4.2 …: the keys in the table that lie under the key, or under each member of the list. */
function underList(by: ListOrKey, values: readonly string[]): ListOrKey {
  const owned = (prefix: string): string[] => values.filter((value) => value === prefix || value.startsWith(`${prefix}.`));
  const members = by.kind === 'key' ? [{ name: by.key, key: by.key, keys: owned(by.key), rater: null }] : by.list.members.map((member) => ({ ...member, keys: member.keys.flatMap(owned) }));
  return { kind: 'list', list: { name: by.kind === 'key' ? by.key : by.list.name, members, raters: null } };
}

