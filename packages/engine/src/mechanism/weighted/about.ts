import type { Mechanism } from '../mechanism.ts';

/** The two folds: ways of getting a value that stand behind a measure or alone, and so are no mechanisms of their own. */
export const folds: readonly Pick<Mechanism, 'keyword' | 'title' | 'summary' | 'modifiers'>[] = [
  {
    keyword: 'weighted',
    title: { zh: '加权', en: 'weighted mean' },
    summary: {
      zh: '几部分按权重折算成一个值；可以单独写，也可以跟在量度后面，当场折算它的清单。90×60%、80×15%、70×25%相加得83.50；第二部分缺了而略去的，其余照权重承担全部，得84.12，并标明不全。权重合计不是100%（或满分）的方案不予通过。',
      en: 'Weighs several parts into one value, alone or behind a measure whose list it folds. 90 × 60% + 80 × 15% + 70 × 25% is 83.50; with the second part left out the others carry the whole, 84.12, and the value is marked incomplete. Weights that do not add up to 100% (or the full mark) are refused.',
    },
    modifiers: ['of', 'missing', 'full'],
  },
  {
    keyword: 'mean',
    title: { zh: '平均', en: 'mean' },
    summary: {
      zh: '几部分的平均；可以写一串成员，如“季度业绩(一季度..三季度)”，也可以跟在量度后面写清单名。97.70、95.50、95.55的平均是96.25。缺了的部分按 missing 略去、暂不计分或计零。',
      en: 'The mean of several parts: a run of members such as 季度业绩(一季度..三季度), several references, or, behind a measure, its list. 97.70, 95.50 and 95.55 give 96.25. A missing part is left out, withholds the value or counts as zero, as `missing` says.',
    },
    modifiers: ['missing'],
  },
];
