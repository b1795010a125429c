import { told, type Detail } from '../../explain/detail.ts';
import { bilingual, type Bilingual } from '../../explain/words.ts';
import { numberType } from '../../formula/type.ts';
import { compare, one } from '../../number/rational.ts';
import type { DocumentPlace } from '../../problem/problem.ts';
import type { IndicatorDocument } from '../../scheme/document.ts';
import type { ListPlan } from '../../scheme/model.ts';
import type { Infer, LocatedText } from '../../scheme/shape.ts';
import { countOf } from '../explain-rows.ts';
import { simpleFold } from '../fold-rows.ts';
import type { IndicatorCompiler, ListOrKey, Mechanism, Source } from '../mechanism.ts';
import { tableRead } from '../reads.ts';
import type { RowKey } from '../rows.ts';
import { checkWeights } from '../weighted/weights.ts';
import { evaluateBallots, type BallotPlan } from './evaluate.ts';
import type { Quorum } from './quorum.ts';
import { ballotShape, surveyShape } from './parameters.ts';
import { rollKeys } from './roll.ts';

/**
 * Democratic evaluation and surveys (民主测评、民意调查): one mechanism over two tables. Rows are gathered into sheets, a
 * sheet is judged whole, becomes one value, and the values of a voter group become their mean. S1-11, S1-12, S4-13, S4-15.
 *
 * A sheet of five items of 20 points each, 19 18 20 17 18, is worth 92; three sheets of 92, 90 and 91 make 91.00. An
 * invalid sheet is left out whole and is counted as returned. A group without valid sheets has no value.
 *
 * With `rate` the value is the share of an answer among the valid, returned or issued sheets (S4-19): 基本称职 and 不称职 on 16
 * of 45 valid sheets are 35.56%. With `quorum` a vote that too few took part in is withheld. The roll says how many sheets
 * were issued; without one `who` does.
 */
export const ballots: Mechanism<Infer<typeof ballotShape>> = {
  keyword: 'ballots',
  title: { zh: '民主测评', en: 'democratic evaluation' },
  summary: {
    zh: '读测评票：先判整张票是否有效，再把一张票折成一个分数，一组的有效票取平均，各组可以当场按权重折算。五项各20分的一张票19、18、20、17、18是92分，三张票92、90、91得91.00。无效票不计分，但算收回。',
    en: 'Reads the sheets of a democratic evaluation: a sheet is judged whole, becomes one value, and the valid sheets of a group are averaged; groups can be weighed in the same breath. Five items of 20 points, 19, 18, 20, 17 and 18, make a sheet of 92; sheets of 92, 90 and 91 make 91.00. An invalid sheet counts as returned only.',
  },
  shape: ballotShape,
  modifiers: ['rows'],
  explain: explainBallots,
  compile({ parameters, document, compiler, place }) {
    const { round, group } = parameters;
    return compileBallots({
      table: 'ballots',
      round: ['round', round],
      group: ['group', group],
      sheet: 'ballot',
      parameters,
      document,
      compiler,
      place,
    });
  },
};

export const survey: Mechanism<Infer<typeof surveyShape>> = {
  keyword: 'survey',
  title: { zh: '民意调查', en: 'survey' },
  summary: {
    zh: '与民主测评相同，读的是民意调查的答卷：波次代替轮次，调查对象代替测评主体。很满意100、满意85、一般60三份答卷，得81.67；“不了解”可以规定为不算作答。',
    en: 'The same as a democratic evaluation over the answers of a survey: waves in place of rounds, strata in place of voter groups. Answers worth 100, 85 and 60 make 81.67; “no opinion” can be made no answer.',
  },
  shape: surveyShape,
  modifiers: ['rows'],
  explain: explainBallots,
  compile({ parameters, document, compiler, place }) {
    const { wave, stratum } = parameters;
    return compileBallots({
      table: 'survey',
      round: ['wave', wave],
      group: ['stratum', stratum],
      sheet: 'respondent',
      parameters,
      document,
      compiler,
      place,
    });
  },
};

/** Sheets, never operands: a group is told by its number of sheets. */
function explainBallots(detail: Detail): Bilingual {
  const counted = told(detail, 'counted');
  const valid = told(detail, 'valid');
  const returned = told(detail, 'returned');
  const fold = told(detail, 'fold');
  const sheets = countOf(Number(valid), bilingual('张', 'valid sheets'));
  const received = bilingual(`有效票${sheets.zh}，收回${returned}张`, `${sheets.en}, ${returned} returned`);
  const fault = faults[told(detail, 'fault') as keyof typeof faults];
  if (fault !== undefined) return bilingual(`${received.zh}，${fault.zh}，暂不计`, `${received.en}, ${fault.en}: withheld`);
  if (fold === 'count') return received;
  if (returned === 0) return bilingual('没有票', 'no sheet');
  if (fold === 'rate') {
    const votes = countOf(Number(counted), bilingual('票', 'votes'));
    const total = countOf(Number(told(detail, 'total')), bilingual('张', 'sheets'));
    return bilingual(`${votes.zh} ÷ ${total.zh}，${received.zh}`, `${votes.en} ÷ ${total.en}, ${received.en}`);
  }
  const way = {
    mean: ['平均', 'mean'],
    median: ['取中位数', 'median'],
    trimmed: ['去掉最高、最低后平均', 'trimmed mean'],
    min: ['取最低', 'lowest'],
    max: ['取最高', 'highest'],
    sum: ['合计', 'sum'],
  } as const;
  const [zh, en] = way[fold as keyof typeof way];
  const some = counted === valid ? bilingual('', '') : bilingual(`，计入${counted}个`, `, ${counted} counted`);
  return bilingual(`${received.zh}${some.zh}，${zh}`, `${received.en}${some.en}, ${en}`);
}

const faults = {
  'too-many': bilingual('多于发出的票', 'more than were issued'),
  valid: bilingual('有效票不足规定张数', 'too few valid sheets'),
  returned: bilingual('回收率未达到规定', 'too few came back'),
  attended: bilingual('到会人数未达到规定', 'too few took part'),
} as const;

interface Input {
  readonly table: 'ballots' | 'survey';
  readonly round: readonly [string, LocatedText | undefined];
  readonly group: readonly [string, LocatedText | undefined];
  /** Column that tells sheets apart. */
  readonly sheet: string;
  readonly parameters: Omit<Infer<typeof ballotShape>, 'round' | 'group'>;
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
  if (table === 'survey' && document.common.compliance === undefined && !keys.some(({ by }) => namesRaters(by, compiler))) {
    compiler.report('open-vote', document.namePlace, { name: document.name });
  }
  const countLists = keys.flatMap(({ by }) => (by.kind === 'list' ? [by.list] : []));
  if (pooled !== null && !countLists.includes(pooled)) {
    return compiler.report('list-not-folded', parameters.pool!.place, {
      name: pooled.name,
      lists: countLists.map((each) => each.name).join('、'),
    });
  }
  if (answers.kind === 'list' && !countLists.includes(answers.list)) {
    return compiler.report('list-not-folded', place, { name: answers.list.name, lists: countLists.map((each) => each.name).join('、') });
  }
  const items = item?.kind === 'list' ? item.list : null;
  const fold = simpleFold(document, compiler, 'mean');
  // Sheets of a group are several by nature.
  if (fold.kind === 'one')
    return compiler.report('rows-not-said', document.common.keyPlaces.get('rows')!, {
      wanted: 'mean / median / { trimmed, from } / count',
    });
  const keepItems = parameters.sheet !== undefined && !('keyPlaces' in parameters.sheet) && parameters.sheet.value === 'keep-items';
  if (!checkSheet(parameters, items, compiler, document)) return null;
  if (!checkRate(parameters, { items, keepItems }, compiler, document)) return null;
  const lists = [...countLists.filter((list) => list !== pooled), ...(keepItems && items !== null ? [items] : [])];
  const plan: BallotPlan = {
    table,
    keys,
    sheetColumn: sheet,
    item,
    items,
    answers,
    valid: parameters.valid ?? null,
    sheet: parameters.sheet ?? null,
    pooled,
    keepItems,
    fold,
    lists,
    countLists,
    rate: parameters.rate === undefined ? null : { words: parameters.rate.of.map((word) => word.value), over: parameters.rate.over.value },
    quorum: compileQuorum(parameters, compiler),
  };
  const itemKey: readonly RowKey[] = item === null ? [] : [{ column: 'item', by: item }];
  return {
    mechanism: table,
    type: numberType(plan.rate !== null ? 'ratio' : fold.kind === 'count' ? 'count' : 'score'),
    lists,
    countsBallots: true,
    countLists,
    uses: [],
    reads: [tableRead(table, [...keys, ...itemKey]), tableRead('roll', rollKeys(keys))],
    evaluate: (run) => evaluateBallots(run, plan),
  };
}

/** A ballot is a sheet that was handed out, so that the roll counts it; who answers a survey only the scheme can tell. */
function namesRaters(by: ListOrKey, compiler: IndicatorCompiler): boolean {
  if (by.kind === 'list') return by.list.raters !== null;
  const lists = [...compiler.gradingScope().compiler.lists.values()];
  return lists.some(({ raters, members }) => raters !== null && members.some(({ key }) => key === by.key));
}

/** Several items on a sheet need a word on how they become one value; parts must be weighed to the whole. */
function checkSheet(
  parameters: Input['parameters'],
  items: ListPlan | null,
  compiler: IndicatorCompiler,
  document: IndicatorDocument,
): boolean {
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
  checkWeights(sheet.weighted, document, compiler);
  return true;
}

/** A rate counts sheets, so a sheet has one answer to look at. */
function checkRate(
  { rate, item, answers }: Input['parameters'],
  { items, keepItems }: { readonly items: ListPlan | null; readonly keepItems: boolean },
  compiler: IndicatorCompiler,
  document: IndicatorDocument,
): boolean {
  if (rate === undefined) return true;
  const { rows } = document.common;
  if (rows !== undefined)
    compiler.report('key-without-effect', document.common.keyPlaces.get('rows')!, { key: 'rows', name: document.name });
  const all = answers.kind === 'plain' ? [answers.value] : answers.table.rows.map((row) => row.value);
  const words = all.flatMap((each) => (each.kind === 'words' ? [...each.words.keys()] : []));
  for (const word of rate.of) {
    if (!words.includes(word.value)) compiler.report('unknown-answer-word', word.place, { name: word.value, words: words.join('、') });
  }
  const isOne = item !== undefined && (items === null || keepItems);
  if (!isOne) compiler.report('rate-needs-item', rate.place, { name: document.name });
  return isOne;
}

function compileQuorum({ quorum }: Input['parameters'], compiler: IndicatorCompiler): Quorum | null {
  if (quorum === undefined) return null;
  const { valid, returned, attended } = quorum;
  if (valid === undefined && returned === undefined && attended === undefined)
    compiler.report('missing-key', quorum.place, { key: 'valid / returned / attended' });
  for (const share of [returned, attended]) {
    if (share !== undefined && compare(share.value, one) > 0)
      compiler.report('wrong-number', share.place, { found: share.text, wanted: '80%, 2/3' });
  }
  return { valid: valid?.value ?? null, returned: returned?.value ?? null, attended: attended?.value ?? null };
}
