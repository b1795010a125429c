import { bilingual, plainNumber, type Bilingual } from '../../explain/words.ts';
import { explainRows } from '../explain-rows.ts';
import { numbersThere, type Detail } from '../../explain/detail.ts';
import { numberType } from '../../formula/type.ts';
import { ordering } from '../../number/arithmetic.ts';
import { compare, fromInteger, zero, type Rational } from '../../number/rational.ts';
import type { ListPlan } from '../../scheme/model.ts';
import { field, object, oneOrMany, text, type Infer, type LocatedText, type Shape } from '../../scheme/shape.ts';
import { formula, key, writtenNumber, type WrittenNumber } from '../../scheme/values.ts';
import { numberCell } from '../../score/value.ts';
import { foldRows, simpleFold } from '../fold-rows.ts';
import type { ListOrKey, Mechanism } from '../mechanism.ts';
import { stateRules } from '../parameters.ts';
import { columnRead, type ColumnRead } from '../reads.ts';
import {
  applyStates,
  countRows,
  drop,
  eitherState,
  finishCells,
  memberOfText,
  rowFate,
  rowsByOwner,
  selectRows,
  type RowKey,
} from '../rows.ts';
import { compileWeighing, explainWeighed, weighOwned } from '../weigh-rows.ts';

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
  weight: field(formula, '各行自带的权重（自设指标）', 'weight that each row brings along: indicators of one’s own'),
  full: field(writtenNumber(), '各对象的权重应合计多少', 'what the weights of a subject must come to'),
});

/**
 * Attainment of targets (目标完成): 100 × actual ÷ target, for a reverse target 100 × target ÷ actual; never below 0, not
 * above `cap`. Several targets of one cell are folded by `rows` (mean unless said otherwise). S4-7, S4-12.
 *
 * Target 320, actual 294.7: 92.09375. Reverse target 5, actual 4: 125, capped 100. A target that is not positive, and a
 * reverse target whose actual value is not, cannot be divided by; the scheme says what they count. A target that was not
 * set at all leaves the value missing. With `weight` the rows are targets of the subject's own, which bring their weights
 * along (S3-8).
 */
export const targets: Mechanism<Infer<typeof shape>> = {
  keyword: 'targets',
  title: { zh: '目标完成', en: 'attainment of targets' },
  summary: {
    zh: '读目标表，实际值除以目标值得完成率，逆向目标反过来。目标320、实际294.7，完成率92.09；完成率不低于0，可以封顶，几个目标可以平均或取最低。目标值不为正、逆向目标实际值不为正的怎样计，必须写明。',
    en: 'Reads targets: attainment is actual by target, for a reverse target the other way round. Target 320, actual 294.7: 92.09. Attainment is never below 0 and can be capped; several targets are averaged, or the lowest counts. What a divisor not above zero does must be said.',
  },
  shape,
  modifiers: ['rows', 'states'],
  explain: (detail) => (detail.parameters['fold'] === 'weighed' ? explainWeighed : explainRows)(detail, bilingual('项目标', 'targets')),
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
    const fold = simpleFold(document, compiler, 'mean');
    const weighing = compileWeighing(parameters, 'targets', document, compiler);
    if (weighing === undefined) return null;
    const lists = [by, period].flatMap((each): ListPlan[] => (each?.kind === 'list' ? [each.list] : []));
    const reverse = reverseWords(parameters.reverse ?? [], by);
    const edge = (rule: 'skip' | WrittenNumber | undefined): Rational | null => (rule === undefined || rule === 'skip' ? null : rule.value);
    const positiveEdge = edge(parameters['target-not-positive']);
    const reverseEdge = edge(parameters['reverse-actual-not-positive']);
    const cap = parameters.cap?.value ?? null;
    return {
      mechanism: 'targets',
      type: numberType(fold.kind === 'count' ? 'count' : 'score'),
      lists,
      uses: weighing === null ? [] : [{ expression: weighing.weight, classes: null }],
      reads: [
        {
          table: 'targets',
          keys: [
            ...(by === null ? [] : [parameters.under === undefined ? columnRead({ column: 'indicator', by }) : readUnder(by)]),
            ...(period === null ? [] : [columnRead({ column: 'period', by: period })]),
          ],
        },
      ],
      evaluate(run) {
        const { arithmetic, facts } = run.run;
        const indicators = facts.column('targets', 'indicator');
        const keys: RowKey[] = [];
        if (by !== null) keys.push({ column: 'indicator', by: parameters.under === undefined ? by : underList(by, indicators.values) });
        if (period !== null) keys.push({ column: 'period', by: period });
        const rows = selectRows(run, 'targets', keys);
        const owned = rows.owner.slice();
        const { values: actual, missingOwners } = applyStates(run, rows, 'actual', rules);
        // A target that was never set cannot be met or missed: no number takes its place.
        const { values: target, missingOwners: unset } = applyStates(run, rows, 'target', { ...rules, notSubmitted: 'missing' });
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
          arithmetic.select(
            isEdge.map((each) => (each === which ? 1 : 0)),
            value,
            other,
          );
        const raw = pick(1, constant(positiveEdge), pick(3, constant(reverseEdge), pick(2, actual, ratio)));
        const floored = arithmetic.maximum(raw, arithmetic.constant(zero, length));
        const attainment = cap === null ? floored : arithmetic.minimum(floored, arithmetic.constant(cap, length));
        const weighed = weighing === null ? null : weighOwned(run, rows, owned, attainment, weighing);
        const folded = weighed?.folded ?? foldRows(run, rows, attainment, fold);
        const counts = countRows(rows);
        const ownerStates = eitherState(eitherState(missingOwners, unset), weighed?.missingOwners ?? null);
        const cells = finishCells(run, rows, folded, counts, ownerStates).map(numberCell);
        // `296.4 ÷ 300`, for a reverse target the other way round; what took the place of the quotient; the limit that it met.
        const howAttained = (index: number): Bilingual | null => {
          const value = arithmetic.valueAt(attainment, index);
          if (rows.fate[index] !== rowFate.counted || value === null || isEdge[index] === 2) return null;
          const shown = plainNumber(value);
          if (isEdge[index] !== 0) {
            const what = isReverse[index] === 1 ? bilingual('实际值', 'actual') : bilingual('目标值', 'target');
            return bilingual(`${what.zh}不为正，按${shown}计`, `${what.en} not above zero, counts ${shown}`);
          }
          const [above, below] = [part, whole].map((column) => plainNumber(arithmetic.valueAt(column, index) ?? zero));
          const limited = compare(arithmetic.valueAt(ratio, index) ?? value, value) === 0 ? null : shown;
          const kind = isReverse[index] === 1 ? bilingual('，逆向目标', ', reverse target') : bilingual('', '');
          return bilingual(
            `${above} ÷ ${below}${kind.zh}${limited === null ? '' : `，按${limited}计`}`,
            `${above} ÷ ${below}${kind.en}${limited === null ? '' : `, counts ${limited}`}`,
          );
        };
        const rowsOf = rowsByOwner(owned, rows.cellCount * rows.length);
        const detail = (cell: number, row: number): Detail => {
          const owner = cell * rows.length + row;
          const used = Array.from(rowsOf(owner), (index) => ({
            table: 'targets',
            row: index,
            how: howAttained(index),
            fate: rows.fate[index]!,
            value: arithmetic.valueAt(attainment, index),
            weight: weighed === null ? null : arithmetic.valueAt(weighed.weights, index),
          }));
          if (weighed === null)
            return { rule: 'targets', operands: [], facts: used, parameters: { fold: fold.kind }, ...numbersThere({ cap }) };
          const numbers = numbersThere({ cap, full: weighing!.full, declared: arithmetic.valueAt(weighed.declared, owner) });
          return { rule: 'targets', operands: [], facts: used, parameters: { fold: 'weighed' }, ...numbers };
        };
        return { cells, detail };
      },
    };
  },
};

/** Files name a member of a list by key or by name, so each stands for the other. */
function reverseWords(written: readonly LocatedText[], by: ListOrKey | null): ReadonlySet<string> {
  const words = new Set(written.map((each) => each.value));
  for (const member of by?.kind === 'list' ? by.list.members : []) {
    if (words.has(member.name) || words.has(member.key)) words.add(member.name).add(member.key);
  }
  return words;
}

/** `under: Y4` owns Y4.1, Y4.2 …: the keys in the table that lie under the key, or under each member of the list. */
function underList(by: ListOrKey, values: readonly string[]): ListOrKey {
  const owned = (prefix: string): string[] => values.filter((value) => value === prefix || value.startsWith(`${prefix}.`));
  const members =
    by.kind === 'key'
      ? [{ name: by.key, key: by.key, keys: owned(by.key), span: null, rater: null }]
      : by.list.members.map((member) => ({ ...member, keys: member.keys.flatMap(owned) }));
  return { kind: 'list', list: { name: by.kind === 'key' ? by.key : by.list.name, members, raters: null } };
}

function readUnder(by: ListOrKey): ColumnRead {
  const whole = columnRead({ column: 'indicator', by });
  return { ...whole, accepts: (word) => memberOfText(underList(by, [word]), word) >= 0 };
}
