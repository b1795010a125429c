import * as term from './formula-terms.generated.ts';

/** What to write instead of something from another language, and as which token to read it on, or null to pass over it. */
interface Replacement {
  readonly instead: string;
  readonly term: number | null;
}

const conditional = '若 … 则 … 否则 …';

/** By the beginning of the sign in half width; the first that fits counts. */
export const foreignSigns: readonly (readonly [beginning: string, Replacement])[] = [
  ['==', { instead: '=', term: term.Equal }],
  ['!==', { instead: '≠', term: term.NotEqual }],
  ['<>', { instead: '≠', term: term.NotEqual }],
  ['=<', { instead: '≤', term: term.LessOrEqual }],
  ['=>', { instead: '≥', term: term.GreaterOrEqual }],
  ['!', { instead: '非', term: term.Not }],
  ['&', { instead: '且', term: term.And }],
  ['|', { instead: '或', term: term.Or }],
  ['?', { instead: conditional, term: term.And }],
  ['*', { instead: '×', term: term.Times }],
  ['^', { instead: '×', term: term.Times }],
  ['.', { instead: '..', term: term.DotDot }],
  ['…', { instead: '..', term: term.DotDot }],
  ['‥', { instead: '..', term: term.DotDot }],
  ['~', { instead: '..', term: term.DotDot }],
  ['〜', { instead: '..', term: term.DotDot }],
  [';', { instead: '，', term: term.Comma }],
  ['、', { instead: '，', term: term.Comma }],
  ['､', { instead: '，', term: term.Comma }],
  ['$', { instead: '元', term: null }],
  ['¥', { instead: '元', term: null }],
  ['￥', { instead: '元', term: null }],
  // What is left are dashes of every length.
  ['', { instead: '−', term: term.Minus }],
];

/** Never names, in upper or lower case. */
export const reservedWords: ReadonlyMap<string, { readonly instead: string; readonly term: number }> = new Map([
  ['if', { instead: conditional, term: term.If }],
  ['then', { instead: '则', term: term.Then }],
  ['else', { instead: '否则', term: term.Else }],
  ['and', { instead: '且', term: term.And }],
  ['or', { instead: '或', term: term.Or }],
  ['not', { instead: '非', term: term.Not }],
]);

function synonyms(words: string, instead: string, asTerm: number): [string, { readonly instead: string; readonly term: number }][] {
  return words.split(' ').map((word) => [word, { instead, term: asTerm }]);
}

/** Everyday words that are names where a name can stand, and are meant as an operator where none can. */
export const wordsForOperators = new Map([
  ...synonyms('并且 而且 同时 和 与 及 以及', '且', term.And),
  ...synonyms('或者 或是', '或', term.Or),
  ...synonyms('那么', '则', term.Then),
  ...synonyms('等于 是', '=', term.Equal),
  ...synonyms('不等于 不是', '≠', term.NotEqual),
  ...synonyms('大于', '>', term.Greater),
  ...synonyms('小于', '<', term.Less),
  ...synonyms('大于等于 不小于 不低于 不少于', '≥', term.GreaterOrEqual),
  ...synonyms('小于等于 不大于 不高于 不超过 不多于', '≤', term.LessOrEqual),
  ...synonyms('加 加上', '+', term.Plus),
  ...synonyms('减 减去', '−', term.Minus),
  ...synonyms('乘 乘以 x X', '×', term.Times),
  ...synonyms('除以', '÷', term.Divide),
  ...synonyms('到 至', '..', term.DotDot),
]);

/** Everyday words that are names unless a value follows them. */
export const wordsBeforeValues = new Map([...synonyms('如果 假如 倘若', conditional, term.If), ...synonyms('不 并非', '非', term.Not)]);
