import {
  edit,
  isList,
  isMap,
  mapAt,
  withEntry,
  withNeighboursSwapped,
  writeTree,
  type Path,
  type Tree,
  type TreeMap,
} from './document-tree.ts';
import { formulaChanges, numberSteps, type Siblings } from './mutate-formula.ts';
import { weightChanges } from './mutate-weights.ts';

/** A scheme with one thing changed. */
export interface Mutant {
  /** Where and what: `stages/科室考核/grading/quota/优秀/mode: half-up → floor`. */
  readonly id: string;
  /** The changed document. */
  readonly text: () => string;
}

/** A change of what stands at a path; undefined removes it. */
export interface Change {
  readonly path: Path;
  readonly what: string;
  readonly turn: (old: Tree) => Tree | undefined;
}

/**
 * Every single change of a scheme that the rules below know. Left alone are words for people (titles, clauses, reasons) and
 * who may read what, which change no result; and what cannot be left out, such as a whole section or a list that is used.
 */
export function mutantsOf(document: Tree): Mutant[] {
  const siblings = siblingsOf(document);
  const runs = new Set(JSON.stringify(writeTree(document)).match(/[^\s（）()，",:]+(?=\.\.)/gu));
  const seen = new Set<string>();
  return changesIn(document, [], { siblings, runs }).flatMap(({ path, what, turn }) => {
    const id = `${path.join('/')}: ${what}`;
    if (seen.has(id)) return [];
    seen.add(id);
    return [{ id, text: () => writeTree(edit(document, path, turn)) }];
  });
}

interface Context {
  readonly siblings: Siblings;
  /** Names that begin a run 甲..丙, for which the order of their list matters. */
  readonly runs: ReadonlySet<string>;
}

const wordKeys = new Set(['kaoji', 'id', 'title', 'clause', 'reading', 'uncapped', 'compliance', 'by']);
const readerKeys = new Set(['suppress-below', 'secrecy', 'roster', 'sample']);
/** What stands here is named elsewhere: without it the scheme is refused. */
const namedSections = new Set(['subjects', 'attributes', 'lists', 'raters', 'stages']);
/** What stands here is published under its key. */
const publishedSections = new Set(['indicators', 'flags', 'outcomes', 'category-outcomes']);
const formulaKeys = new Set(
  'if where recuse who value weight none ratio at-least at-most when places amount share outside formula mean needs of'.split(' '),
);
/** Maps whose values may stand under one another's names. */
const dataMaps = new Set(['points', 'answers', 'rows', 'by', 'values', 'states', 'lists']);
/** Lists whose order says something. */
const orderedLists = new Set(['steps', 'ties', 'outside', 'bar', 'scale']);

const words: Readonly<Record<string, readonly string[]>> = {
  mode: ['half-up', 'half-even', 'floor', 'ceil'],
  missing: ['skip', 'withhold', 'zero'],
  among: ['all', 'ungraded'],
  override: ['yes', 'no'],
  per: ['entry', 'quantity', 'year'],
  rows: ['one', 'mean', 'sum', 'min', 'max', 'median', 'count'],
  sheet: ['sum', 'mean', 'keep-items'],
  part: ['mean', 'sum'],
  take: ['rank', 'grade', 'total', 'last'],
  remainder: ['largest-fraction', 'keep'],
  then: ['编号', '名次'],
  unit: ['分', '元'],
  kind: ['unit', 'person'],
  'in-several': ['first', 'each'],
  excused: ['skip', 'missing'],
  'not-applicable': ['skip', 'missing'],
  'not-submitted': ['skip', 'missing', '0'],
  'target-not-positive': ['skip', '0', '100'],
  'reverse-actual-not-positive': ['skip'],
  cycle: ['-1', '-2', '-3'],
  answered: ['all', '4'],
  type: ['number', 'text', 'yes-no', 'money'],
};

/** Whole numbers by their nature. */
const integerKeys = new Set(['year', 'digits', 'ranked-min', 'from', 'trimmed', 'runs', 'each-part', 'answered']);

function changesIn(tree: Tree, path: Path, context: Context): Change[] {
  if (isMap(tree))
    return [...mapChanges(tree, path, context), ...[...tree].flatMap(([key, value]) => entryChanges(key, value, path, context))];
  if (isList(tree)) return [...listChanges(tree, path), ...tree.flatMap((item, i) => changesIn(item, [...path, i], context))];
  return typeof tree === 'string' ? textChanges(tree, path, context) : [];
}

function entryChanges(key: string, value: Tree, path: Path, context: Context): Change[] {
  if (wordKeys.has(key) || readerKeys.has(key)) return [];
  const here = [...path, key];
  if (path.length === 1 && path[0] === 'stages' && isMap(value)) return changesInStage(value, here, context);
  const removed: Change[] = isNeeded(key, path) ? [] : [{ path: here, what: 'removed', turn: () => undefined }];
  if (key === 'weighted') return [...removed, ...weightChanges(value, here, context.siblings)];
  return [...removed, ...changesIn(value, here, context)];
}

/** In a stage its own names stand beside those of the whole scheme. */
function changesInStage(stage: TreeMap, path: Path, context: Context): Change[] {
  const sections = ['indicators', 'flags', 'outcomes'].map((key) => [...(mapAt(stage, [key]) ?? new Map<string, Tree>()).keys()]);
  const names = new Map([...context.siblings.names, ...nextOf(sections)]);
  return changesIn(stage, path, { ...context, siblings: { ...context.siblings, names } });
}

function isNeeded(key: string, path: Path): boolean {
  const isPublished = publishedSections.has(String(path.at(-2)));
  return path.length === 0 || (path.length === 1 && namedSections.has(String(path[0]))) || (key === 'key' && !isPublished);
}

function mapChanges(map: TreeMap, path: Path, context: Context): Change[] {
  const parent = path.at(-2);
  const name = String(path.at(-1) ?? '');
  const entries = [...map];
  const changes: Change[] = [];
  const swapAt = (index: number, what: string, swapped: (one: [string, Tree], other: [string, Tree]) => [string, Tree][]): void => {
    const pair = [entries[index]!, entries[index + 1]!] as const;
    const turn = (): Tree => new Map([...entries.slice(0, index), ...swapped(...pair), ...entries.slice(index + 2)]);
    changes.push({ path, what: `${what} ${pair[0][0]} and ${pair[1][0]}`, turn });
  };
  const isData = dataMaps.has(name) || parent === 'lists' || map.has('by');
  const isBands = name === 'rows' && entries.every(([key]) => /^[<≤≥>]/.test(key));
  const isOrdered = isBands || name === 'stages' || (parent === 'lists' && entries.some(([key]) => context.runs.has(key)));
  for (let i = 0; i + 1 < entries.length; i++) {
    const [first, second] = [entries[i]!, entries[i + 1]!];
    const differ = writeTree(first[1]) !== writeTree(second[1]);
    if (isData && first[0] !== 'by' && differ)
      swapAt(i, 'values swapped of', (one, other) => [
        [one[0], other[1]],
        [other[0], one[1]],
      ]);
    if (isOrdered) swapAt(i, 'order swapped of', (one, other) => [other, one]);
  }
  return [...changes, ...additions(map, path)];
}

/** What a scheme could say and does not: a publishing point, an override, a reason, a pool. */
function additions(map: TreeMap, path: Path): Change[] {
  const name = path.at(-1);
  const section = path.at(-2);
  const changes: Change[] = [];
  const addEntry = (key: string, value: Tree): void => {
    changes.push({
      path,
      what: `${key} ${typeof value === 'string' ? value : writeTree(value)} added`,
      turn: (old) => withEntry(old, key, value),
    });
  };
  if (section === 'indicators' && !map.has('publish')) addEntry('publish', 'carry');
  if (section === 'flags' && map.has('if') && !map.has('among')) addEntry('among', 'ranked');
  if (section === 'steps' && map.has('assign') && !map.has('override')) addEntry('override', 'yes');
  if (section === 'steps' && (map.has('first') || map.has('last'))) {
    if (!map.has('among')) addEntry('among', 'all');
    const verb = map.has('first') ? 'first' : 'last';
    const other = verb === 'first' ? 'last' : 'first';
    const turn = (old: Tree): Tree => new Map([...(old as TreeMap)].map(([key, value]) => [key === verb ? other : key, value]));
    changes.push({ path, what: `${verb} → ${other}`, turn });
  }
  if (name === 'grading') addEntry('compare', 'exact');
  if (section === 'bar' && !map.has('rule')) addEntry('rule', 'other');
  if (section === 'entries' && !map.has('per')) {
    addEntry('per', 'quantity');
    addEntry('per', 'year');
  }
  if (map.has('entries')) changes.push(...poolAdditions(map, path));
  return changes;
}

/** An item that counts every entry, made to count once per matter; a pool of two, made into two; two pools, made into one. */
function poolAdditions(map: TreeMap, path: Path): Change[] {
  const pools = isList(map.get('same-matter')) ? (map.get('same-matter') as readonly Tree[]) : [];
  const pooled = new Set(pools.flatMap((pool) => (isList(pool) ? pool : [pool])));
  const items = isMap(map.get('entries')) ? [...(map.get('entries') as TreeMap).keys()] : [];
  const withPools = (next: readonly Tree[]) => (old: Tree) =>
    withEntry(new Map([...(old as TreeMap)].filter(([key]) => key !== 'same-matter')), 'same-matter', next);
  const added = items
    .filter((item) => !pooled.has(item))
    .map((item): Change => ({ path, what: `same-matter ${item} added`, turn: withPools([...pools, item]) }));
  const split = pools.flatMap((pool): Change[] =>
    isList(pool)
      ? [
          {
            path,
            what: `same-matter ${pool.map(String).join(' ')} apart`,
            turn: withPools([...pools.filter((each) => each !== pool), ...pool]),
          },
        ]
      : [],
  );
  const joined = pools.slice(1).map((pool, i): Change => {
    const both = [pools[i]!, pool].flatMap((each) => (isList(each) ? each : [each]));
    return {
      path,
      what: `same-matter ${both.map(String).join(' ')} together`,
      turn: withPools([...pools.slice(0, i), both, ...pools.slice(i + 2)]),
    };
  });
  return [...added, ...split, ...joined];
}

function listChanges(list: readonly Tree[], path: Path): Change[] {
  const removed = list.map((_, i): Change => ({ path, what: `item ${i} removed`, turn: () => list.filter((_item, place) => place !== i) }));
  if (!orderedLists.has(String(path.at(-1)))) return removed;
  const swapped = list
    .slice(1)
    .map((_, i): Change => ({ path, what: `items ${i} and ${i + 1} swapped`, turn: () => withNeighboursSwapped(list, i) }));
  return [...removed, ...swapped];
}

function textChanges(text: string, path: Path, context: Context): Change[] {
  const replaced = (next: string): Change => ({ path, what: `${text} → ${next}`, turn: () => next });
  return [...new Set(otherTexts(text, path, context))].filter((next) => next !== text).map(replaced);
}

function otherTexts(text: string, path: Path, context: Context): string[] {
  const named = path.filter((step): step is string => typeof step === 'string');
  const key = named.at(-1) ?? '';
  const parent = named.at(-2) ?? '';
  const section = named.at(-3) ?? '';
  const inWords = words[key];
  if (inWords !== undefined && inWords.includes(text)) return [...inWords, ...(key === 'not-submitted' ? ['1'] : [])];
  if (key === 'rule' || (key === 'key' && !publishedSections.has(section))) return [`${text}-other`];
  if (['first', 'last', 'assign', 'rest', 'grade'].includes(key)) return siblingOf(text, context);
  if (key === 'undecided') return text === 'better' ? [] : ['withhold', 'skip', 'better'];
  if (key === 'answers' || parent === 'answers' || section === 'answers') return answerChanges(text);
  if (key === 'ties' || key === 'least') return formulaChanges(text, context.siblings);
  if (isFormula(key, parent, named)) return formulaChanges(text, context.siblings);
  if (/^\d+(?:\.\d+)?\.\.\d+(?:\.\d+)?$/.test(text)) return rangeChanges(text);
  if (/^\d+(?:\.\d+)?$/.test(text)) return numberSteps(text, stepOf(text, key, parent));
  if (/^[\x21-\x7e]+$/.test(text) && ['indicator', 'period', 'round', 'item', 'under', 'reverse', 'when'].includes(key))
    return [`${text}x`];
  return [];
}

function isFormula(key: string, parent: string, named: readonly string[]): boolean {
  return formulaKeys.has(key) || ['values', 'formula', 'if'].includes(parent) || named[0] === 'totals';
}

function siblingOf(text: string, { siblings }: Context): string[] {
  const sibling = siblings.constants.get(text);
  return sibling === undefined ? [] : [sibling];
}

function stepOf(text: string, key: string, parent: string): string | null {
  if (integerKeys.has(key)) return null;
  const fraction = text.split('.')[1];
  if (fraction !== undefined) return `0.${'1'.padStart(fraction.length, '0')}`;
  return key === 'cap' || parent === 'targets' ? '0.01' : null;
}

function rangeChanges(text: string): string[] {
  const [least = '', most = ''] = text.split('..');
  const step = '0.01';
  return [...numberSteps(least, step).map((each) => `${each}..${most}`), ...numberSteps(most, step).map((each) => `${least}..${each}`)];
}

function answerChanges(text: string): string[] {
  if (text === 'none') return ['no-answer', '0'];
  if (text === 'no-answer') return ['none', '0'];
  if (text.includes('..')) return rangeChanges(text);
  return /^\d+$/.test(text) ? numberSteps(text, null) : [];
}

/** The next member of each list, grade of each scale and class of subjects. */
function siblingsOf(document: Tree): Siblings {
  const namesAt = (key: string): string[] => [...(mapAt(document, [key]) ?? new Map<string, Tree>()).keys()];
  const lists = [...namesAt('lists').map((name) => ['lists', name]), ...namesAt('raters').map((name) => ['raters', name])];
  const members = lists.map((path) =>
    [...(mapAt(document, path) ?? new Map<string, Tree>()).keys()].filter((name) => name !== 'in-several'),
  );
  const scales: string[][] = [];
  collectScales(document, scales);
  return { constants: nextOf([...scales, namesAt('subjects')]), members: nextOf(members), names: nextOf([namesAt('attributes')]) };
}

function nextOf(groups: readonly (readonly string[])[]): Map<string, string> {
  const next = new Map<string, string>();
  for (const group of groups) {
    group.forEach((word, i) => {
      if (!next.has(word)) next.set(word, group[(i + 1) % group.length]!);
    });
  }
  return next;
}

function collectScales(tree: Tree, groups: string[][]): void {
  if (isMap(tree)) {
    for (const [key, value] of tree) {
      if (key === 'scale' && isList(value)) groups.push(value.map(String));
      else collectScales(value, groups);
    }
  } else if (isList(tree)) for (const item of tree) collectScales(item, groups);
}
