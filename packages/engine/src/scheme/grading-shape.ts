import { byKind, choice, field, integer, list, mapOf, object, requiredField, text, type Infer } from './shape.ts';
import { clause, formula, key, name, reading, roundingMode, yesNo } from './values.ts';

/** How a grading is written. */

const outside = object({
  if: requiredField(formula, '条件', 'condition'),
  grade: field(name, '给予的等次（如不定等次）', 'grade given'),
  rule: field(key, '规则代码', 'rule key'),
  flag: field(name, '旗标', 'flag'),
  clause,
  reading,
});

const bar = object({
  if: requiredField(formula, '条件', 'condition'),
  rule: field(key, '规则代码', 'rule key, kept as the reason'),
  flag: field(name, '旗标', 'flag'),
  clause,
  reading,
});

const gradeStep = object({
  first: field(name, '前若干名给予', 'grade of the first places'),
  last: field(name, '后若干名给予', 'grade of the last places'),
  assign: field(name, '符合条件的给予', 'grade given where the condition holds'),
  rest: field(name, '其余给予', 'grade of everybody left'),
  'at-most': field(name, '符合条件的，等次不高于', 'where the condition holds, no better grade than this'),
  'at-least': field(name, '符合条件的，等次不低于', 'where the condition holds, no worse grade than this'),
  among: field(choice('all', 'ungraded'), '在哪些对象中计名次', 'the pool'),
  places: field(formula, '名额', 'number of places, if not the quota'),
  bar: field(list(bar), '不得列入的', 'who stands aside'),
  if: field(formula, '条件', 'condition'),
  override: field(yesNo, '改变已给的等次', 'replaces a grade already given'),
  rule: field(key, '规则代码', 'rule key'),
  clause,
  reading,
});

const quotaLine = object({
  ratio: requiredField(formula, '比例', 'ratio'),
  mode: requiredField(roundingMode, '取整方式', 'rounding mode'),
  'at-least': field(formula, '至少几名', 'at least so many places'),
  'at-most': field(formula, '至多几名', 'at most so many places'),
  when: field(formula, '适用条件', 'applies only if'),
  clause,
  reading,
});

const gradingFields = {
  of: requiredField(name, '按哪个指标排名', 'indicator ranked by'),
  within: field(name, '在什么范围内排名', 'ranking group; the class by default'),
  label: field(text(), '排名范围的公布代码', 'published key of a ranking group'),
  compare: field(choice('published', 'exact'), '按公布值或精确值比较', 'compares published forms (default) or exact values'),
  merge: field(
    object({
      least: requiredField(integer(2, 1000), '不足几个的合并', 'groups smaller than this are pooled'),
      key: requiredField(key, '合并组的代码', 'key of the joint group'),
      clause,
      reading,
    }),
    '小范围合并排名',
    'pooling of small groups',
  ),
  ties: field(
    list(byKind({ text: name, map: object({ least: requiredField(name, '小者在前', 'small goes first') }) })),
    '同分排序',
    'tie-break chain',
  ),
  outside: field(list(outside), '不参加排名的', 'who is not ranked'),
  undecided: field(
    byKind({
      text: choice('better'),
      map: object({
        grade: requiredField(name, '待定的名称', 'word for undecided'),
        rule: requiredField(key, '规则代码', 'rule key'),
        flag: field(name, '旗标', 'flag'),
      }),
    }),
    '跨线同分的处理',
    'what a group straddling the border gets',
  ),
  scale: requiredField(list(name), '等次，由高到低', 'grades, best first'),
  quota: field(mapOf(byKind({ text: choice('rest'), map: quotaLine })), '名额', 'places per grade'),
  steps: requiredField(list(gradeStep), '按顺序给出等次', 'steps in order'),
  clause,
  reading,
} as const;

export const grading = object(gradingFields);
export type GradingDocument = Infer<typeof grading>;
