import type { Detail } from '../../explain/detail.ts';
import { bilingual, type Bilingual } from '../../explain/words.ts';
import { numberType } from '../../formula/type.ts';
import type { DocumentPlace } from '../../problem/problem.ts';
import type { IndicatorDocument } from '../../scheme/document.ts';
import type { ListPlan } from '../../scheme/model.ts';
import type { Infer, LocatedText } from '../../scheme/shape.ts';
import { simpleFold } from '../fold-rows.ts';
import type { IndicatorCompiler, Mechanism, Source } from '../mechanism.ts';
import type { RowKey } from '../rows.ts';
import { evaluateBallots, type BallotPlan } from './evaluate.ts';
import { ballotShape, surveyShape } from './parameters.ts';

/**
 * Democratic evaluation and surveys (民主测评、民意调查): one mechanism over two tables. Rows are gathered into sheets, a
 * sheet is judged whole, becomes one value, and the values of a voter group become their mean. S1-11, S1-12, S4-13, S4-15.
 *
 * A sheet of five items of 20 points each, 19 18 20 17 18, is worth 92; three sheets of 92, 90 and 91 make 91.00. An
 * invalid sheet is left out whole and is counted as returned. A group without valid sheets has no value.
 */
export const ballots: Mechanism<Infer<typeof ballotShape>> = {
  keyword: 'ballots',
  title: { zh: '民主测评', en: 'democratic evaluation' },
  shape: ballotShape,
  modifiers: ['rows'],
  explain: explainBallots,
  compile({ parameters, document, compiler, place }) {
    const { round, group } = parameters;
    return compileBallots({ table: 'ballots', round: ['round', round], group: ['group', group], sheet: 'ballot', parameters, document, compiler, place });
  },
};

export const survey: Mechanism<Infer<typeof surveyShape>> = {
  keyword: 'survey',
  title: { zh: '民意调查', en: 'survey' },
  shape: surveyShape,
  modifiers: ['rows'],
  explain: explainBallots,
  compile({ parameters, document, compiler, place }) {
    const { wave, stratum } = parameters;
    return compileBallots({ table: 'survey', round: ['wave', wave], group: ['stratum', stratum], sheet: 'respondent', parameters, document, compiler, place });
  },
};

/** Sheets, never operands: a group is told by its number of sheets. */
function explainBallots(detail: Detail): Bilingual {
  const { counted, valid, returned, fold } = detail.parameters;
  if (fold === 'count') return bilingual(`有效票${valid}张，收回${returned}张`, `${valid} valid sheets of ${returned} returned`);
  const way = { mean: ['平均', 'mean'], median: ['中位数', 'median'], trimmed: ['去掉最高最低后平均', 'trimmed mean'] } as const;
  const [zh, en] = way[String(fold) as keyof typeof way] ?? ['合计', 'sum'];
  return bilingual(`有效票${valid}张，收回${returned}张，${counted === valid ? '' : `有分值的${counted}个，`}${zh}`, `${en} of ${counted} from ${valid} valid sheets, ${returned} returned`);
}

interface Input {
  readonly table: 'ballots' | 'survey';
  readonly round: readonly [string, LocatedText | undefined];
  readonly group: readonly [string, LocatedText | undefined];
  /** Column that tells sheets apart. */
  readonly sheet: string;
  readonly parameters: Pick<Infer<typeof ballotShape>, 'item' | 'answers' | 'valid' | 'sheet' | 'pool'>;
  readonly document: IndicatorDocument;
  readonly compiler: IndicatorCompiler;
  readonly place: DocumentPlace;
}

function compileBallots({ table, round, group, sheet, parameters, document, compiler, place }: Input): Source | null {
  const keys: RowKey[] = [];
  for (const [column, written] of [round, group]) {
    if (written === undefined) continue;
    const by = compiler.listOrKey(written);
    if (by === null) return null;
    keys.push({ column, by });
  }
  const item = parameters.item === undefined ? null : compiler.listOrKey(parameters.item);
  const answers = compiler.switchBy(parameters.answers);
  if (answers === null || (parameters.item !== undefined && item === null)) return null;
  const pooled = parameters.pool === undefined ? null : compiler.list(parameters.pool);
  if (parameters.pool !== undefined && pooled === null) return null;
  const countLists = keys.flatMap(({ by }) => (by.kind === 'list' ? [by.list] : []));
  if (pooled !== null && !countLists.includes(pooled)) {
    return compiler.report('list-not-folded', parameters.pool!.place, { name: pooled.name, lists: countLists.map((each) => each.name).join('、') });
  }
  if (answers.kind === 'list' && !countLists.includes(answers.list)) {
    return compiler.report('list-not-folded', place, { name: answers.list.name, lists: countLists.map((each) => each.name).join('、') });
  }
  const items = item?.kind === 'list' ? item.list : null;
  const fold = simpleFold(document.common.rows, 'mean');
  const keepItems = parameters.sheet !== undefined && !('keyPlaces' in parameters.sheet) && parameters.sheet.value === 'keep-items';
  if (!checkSheet(parameters, items, compiler, document)) return null;
  const lists = [...countLists.filter((list) => list !== pooled), ...(keepItems && items !== null ? [items] : [])];
  const plan: BallotPlan = { table, keys, sheetColumn: sheet, item, items, answers, valid: parameters.valid ?? null, sheet: parameters.sheet ?? null, pooled, keepItems, fold, lists, countLists };
  return {
    mechanism: table,
    type: numberType(fold.kind === 'count' ? 'count' : 'score'),
    lists,
    countsBallots: true,
    countLists,
    uses: [],
    evaluate: (run) => evaluateBallots(run, plan),
  };
}

/** Several items on a sheet need a word on how they become one value; parts must be weighed to the whole. */
function checkSheet(parameters: Input['parameters'], items: ListPlan | null, compiler: IndicatorCompiler, document: IndicatorDocument): boolean {
  const { sheet } = parameters;
  if (items !== null && sheet === undefined) {
    compiler.report('sheet-not-said', parameters.item!.place, { name: document.name });
    return false;
  }
  if (sheet === undefined || !('keyPlaces' in sheet)) return true;
  const names = new Set(items?.members.map((member) => member.name));
  for (const entry of sheet.weighted) {
    if (!names.has(entry.name)) {
      compiler.report('unknown-member', entry.place, { name: entry.name, list: items?.name ?? '', nearest: '' });
      return false;
    }
  }
  return true;
}

