import { factWriters } from './random-fact-rows.ts';
import { axisOf, count, score, type SourceDraft } from './random-measures.ts';
import { byClass, byMember } from './random-switch.ts';
import type { Axis, ListDraft, SchemeDraft, StageDraft } from './scheme-draft.ts';
import { treeOf, type Tree } from './yaml-tree.ts';

/** Ballots and surveys: two tables, one shape. */

interface AnswersDraft {
  readonly tree: Tree;
  /** What sheets may say, and some things that they may not. */
  readonly texts: readonly string[];
  readonly isCountedOnly: boolean;
  readonly bounds: { readonly least: string; readonly most: string } | null;
}

function randomAnswers(draft: SchemeDraft): AnswersDraft {
  const { dice } = draft;
  switch (dice.below(4)) {
    case 0:
      return { tree: ['优秀', '称职', '弃权'], texts: ['优秀', '称职', '弃权', '别的', ''], isCountedOnly: true, bounds: null };
    case 1: {
      const words = { 优秀: '100', 称职: '85.5', 基本称职: '60', 弃权: 'none', 不了解: 'no-answer' };
      return {
        tree: treeOf(words),
        texts: [...Object.keys(words), '优秀', '不认识', ''],
        isCountedOnly: false,
        bounds: { least: '60', most: '100' },
      };
    }
    default: {
      const [least, most] = dice.pick([
        ['0', '20'],
        ['0', '100'],
        ['1', '5.5'],
      ] as const);
      const texts = ['1', '2', '3.5', '4', '5', least, most, '101', '-1', '弃权', ''];
      return { tree: `${least}..${most}`, texts, isCountedOnly: false, bounds: { least, most } };
    }
  }
}

function ballotSource(draft: SchemeDraft, stage: StageDraft, table: 'ballots' | 'survey'): SourceDraft {
  const { dice } = draft;
  const plain = draft.lists.filter(({ isRaters }) => !isRaters);
  const round = axisOf(draft, plain, { optional: true });
  const raters = draft.lists.filter(({ isRaters }) => isRaters);
  const group = axisOf(draft, raters.length > 0 ? raters : plain.filter((list) => list !== round.list), { optional: true });
  const taken = [round.list, group.list];
  const item = axisOf(
    draft,
    plain.filter((list) => !taken.includes(list)),
    { optional: true },
  );
  const countLists = [round, group].flatMap(({ list }) => (list === null ? [] : [list]));
  const kinds = Array.from({ length: 3 }, () => randomAnswers(draft));
  const answers = switchedAnswers(draft, stage, countLists, kinds);
  const isCountedOnly = answers.used.every((each) => each.isCountedOnly);
  const pool = dice.chance(30) ? dice.pickOrNull(countLists) : null;
  const sheet = item.list === null ? (dice.chance(20) ? dice.pick(['sum', 'mean']) : null) : sheetFold(draft, item.list);
  const rows =
    isCountedOnly || dice.chance(15) ? 'count' : dice.pick<Tree | null>([null, 'mean', 'median', 'max', treeOf({ trimmed: '1' })]);
  const isKept = sheet === 'keep-items' && item.list !== null;
  const lists = [...countLists.filter((list) => list !== pool), ...(isKept ? [item.list] : [])];
  const [first, second] = table === 'ballots' ? (['round', 'group'] as const) : (['wave', 'stratum'] as const);
  const one = answers.used.length === 1 ? answers.used[0]!.bounds : null;
  const isMean = rows !== 'count' && item.list !== null && (sheet === 'mean' || sheet === 'keep-items');
  return {
    entries: {
      [table]: treeOf({
        [first]: round.text,
        [second]: group.text,
        item: item.text,
        answers: answers.tree,
        valid: validity(draft, item),
        sheet,
        pool: pool?.name,
      }),
      rows,
    },
    type: rows === 'count' ? count : score,
    lists,
    countLists,
    write(facts) {
      const texts = [...new Set(answers.used.flatMap((each) => each.texts))];
      factWriters[table](draft, stage, { round, group, item, texts })(facts);
      if (table === 'ballots') factWriters.roll(draft, stage, { round, group })(facts);
    },
    ...(isMean && one !== null ? { bounds: one } : {}),
  };
}

/** One set of answers for all, one per class, or one per member of a list that tells the sheets apart. */
function switchedAnswers(
  draft: SchemeDraft,
  stage: StageDraft,
  countLists: readonly ListDraft[],
  kinds: readonly AnswersDraft[],
): { readonly tree: Tree; readonly used: readonly AnswersDraft[] } {
  const { dice } = draft;
  const used = new Set<AnswersDraft>();
  const take = (): Tree => {
    const kind = dice.pick(kinds);
    used.add(kind);
    return kind.tree;
  };
  const list = dice.pickOrNull(countLists);
  const tree = dice.chance(75) ? take() : list !== null && dice.chance(60) ? byMember(draft, list, take) : byClass(draft, stage, take);
  return { tree, used: [...used] };
}

function sheetFold(draft: SchemeDraft, items: ListDraft): Tree {
  const { dice } = draft;
  if (dice.chance(70)) return dice.pick(['sum', 'mean', 'keep-items']);
  const weighed = dice.some(items.members, 1, items.members.length);
  const weights = dice.parts(100, weighed.length);
  return treeOf({
    weighted: new Map(weighed.map(({ name }, i) => [name, `${weights[i]!}%`])),
    part: dice.pick([null, 'mean', 'sum']),
  });
}

function validity(draft: SchemeDraft, item: Axis): Tree | null {
  const { dice } = draft;
  if (dice.chance(45)) return null;
  const tree = treeOf({
    answered: dice.pick([null, 'all', '1', '2']),
    'each-part': item.list !== null && dice.chance(25) ? '1' : null,
    'not-all-equal': dice.pick([null, null, 'yes', 'no']),
    'at-most': dice.chance(20) ? treeOf({ 优秀: dice.pick(['0', '1', '2']) }) : null,
    'at-least': dice.chance(10) ? treeOf({ 称职: '1' }) : null,
  });
  return tree.size === 0 ? null : tree;
}

export const ballotMeasures = {
  ballots: (draft: SchemeDraft, stage: StageDraft): SourceDraft => ballotSource(draft, stage, 'ballots'),
  survey: (draft: SchemeDraft, stage: StageDraft): SourceDraft => ballotSource(draft, stage, 'survey'),
};
