import { compileScheme } from '../scheme/compile.ts';
import { Dice } from './dice.ts';
import type { RowTable } from './fact-rows.ts';
import { randomStage, randomTotals } from './random-stage.ts';
import { randomVocabulary } from './random-vocabulary.ts';
import { FactDraft, SchemeDraft, type Bound, type ClassDraft, type SubjectDraft } from './scheme-draft.ts';
import { dates, hostileIds } from './words.ts';
import { treeOf, yamlText, type Tree } from './yaml-tree.ts';

/** A valid scheme with facts that fit it. The same seed gives the same. */
export interface RandomCase {
  readonly seed: number;
  readonly scheme: ReadonlyMap<string, Tree>;
  readonly tables: readonly RowTable[];
  /** Periods for which an empty value is not yet due. */
  readonly openPeriods: ReadonlySet<string>;
  readonly bounds: readonly Bound[];
}

export function randomCase(seed: number): RandomCase {
  const dice = new Dice(seed);
  for (;;) {
    const drawn = drawCase(seed, dice);
    if (!isTooLong(drawn)) return drawn;
  }
}

/** Products of products now and then have more digits than a scheme may ask for; such a scheme is drawn anew. */
function isTooLong({ scheme }: RandomCase): boolean {
  const compiled = compileScheme(yamlText(scheme, null));
  return !compiled.ok && compiled.problems.some(({ code }) => code === 'value-too-long');
}

function drawCase(seed: number, dice: Dice): RandomCase {
  const draft = new SchemeDraft(dice);
  const vocabulary = randomVocabulary(draft);
  const stageCount = dice.pick([1, 2, 2, 3]);
  const stages = new Map(Array.from({ length: stageCount }, (_, index) => randomStage(draft, index)));
  const scheme = new Map<string, Tree>([
    ['kaoji', '1'],
    ['id', 'random'],
    ['title', '随机方案'],
    ['year', String(draft.year)],
    ['show', showForm(dice)],
    ...(dice.chance(40) ? [['suppress-below', '3'] as const] : []),
    ...vocabulary,
    ['stages', stages],
    ...treeOf({ totals: randomTotals(draft) }),
  ]);
  const facts = new FactDraft(dice, randomSubjects(draft), draft.lists);
  writeSubjects(draft, facts);
  for (const write of draft.rowWriters) write(facts);
  const periods = draft.lists.flatMap(({ members }) => members.flatMap(({ keys }) => keys));
  return { seed, scheme, tables: facts.result(), openPeriods: new Set(dice.some([...periods, 'p1'], 0, 2)), bounds: draft.bounds };
}

function showForm(dice: Dice): Tree {
  return treeOf({
    digits: dice.pick(['0', '1', '2', '2', '3']),
    mode: dice.pick([null, 'half-up', 'half-even', 'floor', 'ceil']),
    as: dice.chance(5) ? 'percent' : null,
  });
}

function randomSubjects(draft: SchemeDraft): SubjectDraft[] {
  const { dice } = draft;
  const ids = new Set<string>();
  const freshId = (): string => {
    for (;;) {
      const id = dice.chance(25) ? dice.pick(hostileIds) : `${dice.pick(['S', 'P', 'o'])}${dice.below(1000)}`;
      if (!ids.has(id)) {
        ids.add(id);
        return id;
      }
    }
  };
  const several = (subjectClass: ClassDraft | null, count: number): SubjectDraft[] =>
    Array.from({ length: count }, () => ({ id: freshId(), subjectClass }));
  const own = draft.classes.flatMap((each, i) => several(each, i === 0 ? dice.between(1, 8) : dice.pick([0, 1, 2, 3, 5, 7])));
  return dice.shuffled([...own, ...several(null, dice.pick([0, 0, 1, 2]))]);
}

function writeSubjects(draft: SchemeDraft, facts: FactDraft): void {
  const { dice } = draft;
  for (const { id, subjectClass } of facts.subjects) {
    const kind = subjectClass?.kind ?? dice.pick(['unit', 'person', '人员', '']);
    // A key of a column may be `__proto__`.
    const cells = Object.create(null) as Record<string, string>;
    Object.assign(cells, { subject: id, name: `名${dice.below(50)}`, kind, category: 'none', tier: '' });
    for (const [column, values] of subjectClass?.conditions ?? []) cells[column] = dice.pick(values);
    // Where the key decides who is in the class, its name stands for it.
    if (subjectClass !== null && cells['category'] === subjectClass.key && subjectClass.conditions.length === 1 && dice.chance(15))
      cells['category'] = subjectClass.name;
    for (const attribute of draft.attributes) {
      if (attribute.column === null || (subjectClass !== null && !attribute.owners.includes(subjectClass))) continue;
      if (dice.chance(12)) continue;
      cells[attribute.column] = attributeText(draft, facts, attribute);
    }
    facts.add('subjects', cells);
  }
}

function attributeText(draft: SchemeDraft, facts: FactDraft, attribute: SchemeDraft['attributes'][number]): string {
  const { dice } = draft;
  switch (attribute.kind) {
    case 'number':
      return dice.pick(['0.95', '1', '1.05', '0', '-1', '2.5']);
    case 'money':
      return dice.pick(['1000', '6800.5', '0', '0.01', '20000']);
    case 'text':
      return dice.pick([...attribute.words, ...attribute.words, '别的']);
    case 'yes-no':
      return dice.pick(['是', '否', '1', '0']);
    case 'date':
      return dice.pick(dates);
    default:
      return dice.pickOrNull(facts.ofClasses(attribute.targets))?.id ?? '';
  }
}
