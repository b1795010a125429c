import { bilingual } from '../../explain/words.ts';
import type { Detail } from '../../explain/detail.ts';
import { truthType } from '../../formula/type.ts';
import { lowest as lowestOf } from '../../grade/candidates.ts';
import { ranksAcrossClasses } from '../../scheme/grading-compiler.ts';
import { object, requiredField, type Infer } from '../../scheme/shape.ts';
import { name, roundingMode, writtenNumber } from '../../scheme/values.ts';
import { sortKeys } from '../../score/ranking.ts';
import { complete } from '../../score/value.ts';
import type { Mechanism } from '../mechanism.ts';

const shape = object({
  of: requiredField(name, '看哪个指标', 'which indicator'),
  ratio: requiredField(writtenNumber(), '末百分之几', 'share from below'),
  mode: requiredField(roundingMode, '取整方式', 'rounding mode'),
});

/**
 * A candidate list (考核对象): who among the ranked is not above the k-th lowest value, k being a share of all ranked.
 * Equals all belong; with fewer than k values all who have one belong. A list triggers a review and gives no grade. S4-18.
 *
 * 5% of 30 made whole upwards is 2; lowest values 61, 64, 64, 70 put three persons on the list.
 */
export const lowest: Mechanism<Infer<typeof shape>> = {
  keyword: 'lowest',
  title: { zh: '末位名单', en: 'candidate list' },
  summary: {
    zh: '末位名单：参加排名的人中，某项的值不高于倒数第几个的。30人的末5%进一是2名，最低的值是61、64、64、70，三人上名单。名单只是研究的范围，不定等次。',
    en: 'A candidate list: who among the ranked is not above the k-th lowest value. The last 5% of 30, made whole upwards, are 2; lowest values 61, 64, 64 and 70 put three persons on it. A list is to look at; it gives no grade.',
  },
  shape,
  modifiers: [],
  explain(detail) {
    const { places, of } = detail.parameters;
    if (places === undefined || of === undefined) return bilingual('不参加排名', 'not ranked');
    return bilingual(`“${of}”最低的${places}个值以内`, `not above the ${places} lowest values of ${of}`);
  },
  compile({ parameters, document, compiler, place }) {
    const grading = compiler.gradingScope().document.grading;
    if (grading === undefined) return compiler.report('no-grading', place, { name: document.name });
    const of = compiler.subjectFormula(parameters.of, []);
    if (of === null) return null;
    if (of.type.kind !== 'number') return compiler.report('number-expected', parameters.of.place, { name: parameters.of.value, key: 'of' });
    const points = compiler.comparedPoints({ expression: of, name: parameters.of, acrossClasses: ranksAcrossClasses(grading) });
    const { value: ratio } = parameters.ratio;
    return {
      mechanism: 'lowest',
      type: truthType,
      lists: [],
      uses: [{ expression: of, classes: null }],
      readsOrder: true,
      evaluate(run) {
        const ranking = run.ranking();
        const inPopulation = ranking.notRanked.map((state) => (state === 0 ? 1 : 0));
        const { mask, places } = lowestOf({
          keys: sortKeys(run, of, points),
          inPopulation,
          group: ranking.order.group,
          groupCount: ranking.groupCount,
          ratio,
          mode: parameters.mode.value,
        });
        const detail = (_cell: number, row: number): Detail => {
          const group = ranking.order.group[row]!;
          return {
            rule: 'lowest',
            operands: [],
            facts: [],
            parameters: group < 0 ? {} : { places: places[group]!, of: parameters.of.value },
          };
        };
        return { cells: [complete({ kind: 'truth', truth: mask })], candidatePlaces: places, detail };
      },
    };
  },
};
