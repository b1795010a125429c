import type { ProblemCatalogue } from '../problem/problem.ts';

/** Rules of a scheme that a well-formed row of facts can break: the row is kept, counts nothing, and is flagged. */
export const findingProblems = {
  'subject-without-class': {
    severity: 'warning',
    zh: '这个对象不属于方案的任何一类（{classes}），不参加考核。请核对类别、类型等列。',
    en: 'This subject belongs to no class of the scheme ({classes}) and takes part in nothing. Check its category and kind.',
  },
  'subject-in-two-classes': {
    severity: 'warning',
    zh: '这个对象既属于“{first}”又属于“{second}”，按“{first}”考核。请核对分类条件。',
    en: 'This subject fits both {first} and {second}; it is appraised as {first}. Check the conditions of the classes.',
  },
  'no-total': {
    severity: 'warning',
    zh: '这个对象没有“{name}”，不参加排名，没有等次。请补齐所缺的资料；按规定不评定的，请在方案的 outside 中写明。',
    en: 'This subject has no {name}; it is not ranked and gets no grade. Hand in what is missing; if it is not to be rated, say so under outside in the scheme.',
  },
  'no-ranking-group': {
    severity: 'warning',
    zh: '这个对象没有“{attribute}”，不知道与谁一起排名，没有等次。请补填。',
    en: 'This subject has no {attribute}, so it cannot be ranked with anybody and gets no grade. Fill it in.',
  },
  'quotas-overbooked': {
    severity: 'warning',
    zh: '“{group}”参评 {count} 个，各等次的名额合计 {places} 个，多出 {over} 个[[，“{rest}”没有名额]]。请核对名额所依据的数，或者在方案中改比例、取整方式和 at-least。',
    en: '{group} has {count} ranked and {places} places in all grades together, {over} too many[[; {rest} has none]]. Check the figures that the quotas come from, or change a ratio, a mode or at-least in the scheme.',
  },
  'score-out-of-range': {
    severity: 'warning',
    zh: '数值超出方案规定的范围，不计。请核对后更正。',
    en: 'The value lies outside the range of the scheme and is not counted. Check and correct it.',
  },
  'several-rows': {
    severity: 'warning',
    zh: '同一格有几个分数，方案没有规定怎样合并，都不计。请只留一个，或在方案中写明 rows。',
    en: 'Several scores stand for one cell and the scheme does not say how they combine; none counts. Leave one, or say rows in the scheme.',
  },
  'unknown-level': {
    severity: 'warning',
    zh: '“{item}”没有级别“{level}”的分值（{levels}），本条不计。',
    en: '{item} has no points for level {level} ({levels}); the entry counts nothing.',
  },
  'points-not-decided': {
    severity: 'warning',
    zh: '“{item}”须填研究决定的分值，本条不计。',
    en: '{item} needs decided points; the entry counts nothing.',
  },
  'points-out-of-range': {
    severity: 'warning',
    zh: '“{item}”的分值 {points} 超出规定范围，本条不计。',
    en: 'The points {points} of {item} lie outside the range; the entry counts nothing.',
  },
  'unknown-answer': {
    severity: 'warning',
    zh: '“{answer}”不是可填的评价，按未答处理。',
    en: '{answer} is no answer that may be given; it counts as unanswered.',
  },
  'decision-unknown-stage': {
    severity: 'warning',
    zh: '方案中没有定等次的阶段“{stage}”，本条不生效（有：{stages}）。[[是不是“{nearest}”？]]请更正阶段。',
    en: 'The scheme has no stage {stage} that gives grades ({stages}); the decision has no effect. [[Did you mean {nearest}?]] Correct the stage.',
  },
  'decision-not-appraised': {
    severity: 'warning',
    zh: '“{subject}”不在“{stage}”考核的对象之中，本条不生效。[[它在“{own}”中考核。]]请更正阶段或对象。',
    en: '{subject} is not appraised in {stage}; the decision has no effect. [[It is appraised in {own}.]] Correct the stage or the subject.',
  },
  'decision-unknown-grade': {
    severity: 'warning',
    zh: '审定的等次“{grade}”不在等次之列（{scale}），本条不生效。[[是不是“{nearest}”？]]请更正等次。',
    en: 'The decided grade {grade} is not on the scale ({scale}); the decision has no effect. [[Did you mean {nearest}?]] Correct the grade.',
  },
  'decision-undecided': {
    severity: 'warning',
    zh: '“{grade}”是等待审定的意思，不是审定的等次，本条不生效。请填审定的等次。',
    en: '{grade} means that a decision is awaited and is no decided grade; the decision has no effect. Write the decided grade.',
  },
  'decision-without-document': {
    severity: 'warning',
    zh: '这一条审定没有写文号，看不出由谁在什么会上决定。请补填。',
    en: 'This decision names no document, so nobody can tell who decided it and where. Fill it in.',
  },
  'decision-without-reason': {
    severity: 'warning',
    zh: '审定为“{grade}”，与核算的不同[[（核算为“{proposal}”）]]，没有写理由。请补填。',
    en: 'The decided grade {grade} is not the proposal[[ ({proposal})]], and no reason is given. Fill it in.',
  },
  'decision-too-early': {
    severity: 'warning',
    zh: '审定日期 {date} 早于考核年度 {year} 年。请核对日期。',
    en: 'The decision of {date} is earlier than the appraisal year {year}. Check the date.',
  },
  'value-not-read': {
    severity: 'warning',
    zh: '没有指标读取“{column}”为“{value}”的行，共 {count} 行，不计。[[是不是“{nearest}”？]][[方案读取的是{known}。]]请核对。',
    en: 'No indicator reads rows whose {column} is "{value}"; rows not counted: {count}. [[Did you mean {nearest}?]] [[The scheme reads {known}.]] Check them.',
  },
  'values-not-read-together': {
    severity: 'warning',
    zh: '“{other}”为“{otherValue}”的，没有指标读取“{column}”为“{value}”的行，共 {count} 行，不计。[[是不是“{nearest}”？]][[方案读取的是{known}。]]请核对。',
    en: 'Where {other} is "{otherValue}", no indicator reads rows whose {column} is "{value}"; rows not counted: {count}. [[Did you mean {nearest}?]] [[The scheme reads {known}.]] Check them.',
  },
  'value-not-read-for-class': {
    severity: 'warning',
    zh: '“{class}”没有读取“{column}”为“{value}”的指标，共 {count} 行，不计。请核对对象和“{column}”。',
    en: '{class} has no indicator that reads rows whose {column} is "{value}"; rows not counted: {count}. Check the subjects and {column}.',
  },
  'table-not-read-for-class': {
    severity: 'warning',
    zh: '“{class}”没有读取“{name}”表的指标，共 {count} 行，不计。请核对对象。',
    en: '{class} has no indicator that reads the table {table}; rows not counted: {count}. Check the subjects.',
  },
  'table-not-read': {
    severity: 'warning',
    zh: '方案没有读取“{name}”表，{count} 行都不计。请核对是不是交错了表，或者方案少了指标。',
    en: 'The scheme does not read the table {table}; none of its {count} rows counts. Check whether it is the wrong table, or the scheme lacks an indicator.',
  },
  'more-not-read': {
    severity: 'warning',
    zh: '“{column}”另有 {texts} 种写法没有指标读取，共 {count} 行，不计。请核对这一列。',
    en: 'No indicator reads {texts} further texts in {column} either; rows not counted: {count}. Check the column.',
  },
  'attribute-of-other-class': {
    severity: 'warning',
    zh: '“{name}”是{classes}的属性，“{class}”却填了 {count} 行，仍照所填读取。请核对对象和“{name}”。',
    en: '{name} belongs to {classesEn}, yet it is filled in for {class}; rows: {count}, read as they stand. Check the subjects and {name}.',
  },
  'reference-of-other-class': {
    severity: 'warning',
    zh: '“{name}”应填写{classes}，“{value}”不是[[，而是“{class}”]]；共 {count} 行，仍照所填读取。请核对。',
    en: '{name} should refer to {classesEn}, and {value} is none[[ but {class}]]; rows: {count}, read as they stand. Check them.',
  },
  'more-references-of-other-class': {
    severity: 'warning',
    zh: '“{name}”应填写{classes}，另有 {others} 个所填的对象也不是；共 {count} 行，仍照所填读取。请核对这一列。',
    en: '{name} should refer to {classesEn}, and {others} further subjects referred to are none either; rows: {count}, read as they stand. Check the column.',
  },
  'number-wanted': {
    severity: 'warning',
    zh: '“{value}”不是数，方案这里要一个数，不计。请更正。',
    en: '{value} is no number, and the scheme wants one here; it is not counted. Correct it.',
  },
  'unknown-word-in-data': {
    severity: 'warning',
    zh: '“{value}”不在方案列出的说法之内（{words}），不计。请更正。',
    en: '{value} is none of the words that the scheme lists ({words}); it is not counted. Correct it.',
  },
  'relation-backwards': {
    severity: 'warning',
    zh: '这条关系的“止”早于“起”，没有一天有效，不计。请更正。',
    en: 'This relation ends before it begins; it holds on no day and is not counted. Correct it.',
  },
  'decision-not-recorded': {
    severity: 'warning',
    zh: '“{item}”的分值由研究决定，没有登记决定文号，本条不计。请补填。',
    en: 'The points of {item} are a matter of decision, and no decision is on record; the entry counts nothing. Fill it in.',
  },
  'no-period': {
    severity: 'warning',
    zh: '“{value}”不属于“{list}”的任何一期，本条不计。请核对日期或归属期。',
    en: '{value} belongs to no period of {list}; the entry counts nothing. Check the date or the period.',
  },
  'rater-not-entitled': {
    severity: 'warning',
    zh: '名册上的“{rater}”不符合这一测评主体的条件，不算应发票。请核对名册。',
    en: '{rater} on the roll is not one who may vote in this group; no sheet is due. Check the roll.',
  },
  'fund-amount-not-whole': {
    severity: 'warning',
    zh: '“{group}”的“{name}”总额 {amount}元，不是可以分的整数，全范围不分配。请更正总额所依据的数，或者在方案中写明怎样取整。',
    en: 'The {name} of {group} is {amount} yuan, which is not whole in the unit paid; nobody of the group is paid. Correct the figures it comes from.',
  },
  'fund-amount-negative': {
    severity: 'warning',
    zh: '“{group}”的“{name}”总额 {amount}元，小于0，全范围不分配。请核对总额所依据的数。',
    en: 'The {name} of {group} is {amount} yuan, below zero; nobody of the group is paid. Check the figures it comes from.',
  },
  'fund-share-negative': {
    severity: 'warning',
    zh: '这个对象在“{name}”中的系数小于0，“{group}”不分配。请核对系数所依据的数。',
    en: 'This subject has a share below zero in {name}; nobody of {group} is paid. Check the figures the share comes from.',
  },
  'fund-shares-zero': {
    severity: 'warning',
    zh: '“{group}”各人在“{name}”中的系数合计为0，{amount}元没有人可分。请核对系数所依据的数。',
    en: 'The shares of {group} in {name} add up to 0; there is nobody to receive the {amount} yuan. Check the figures the shares come from.',
  },
  'rater-in-two-groups': {
    severity: 'warning',
    zh: '名册上的“{rater}”已在“{group}”，一人属两组的只在列在前面的组投票，本行不算。',
    en: '{rater} is on the roll of {group} already; who belongs to two groups votes in the first listed, so this row does not count.',
  },
  'weights-not-full': {
    severity: 'warning',
    zh: '这个对象的各项权重合计 {sum}，应为 {full}，暂不计分。请核对各行权重。',
    en: 'The weights of this subject add up to {sum}, not {full}; its score is withheld. Check the weights of its rows.',
  },
  'weight-wanted': {
    severity: 'warning',
    zh: '这一行没有权重（或者权重为负），不计。请补填。',
    en: 'This row has no weight (or one below zero) and is not counted. Fill it in.',
  },
  'whole-number-wanted': {
    severity: 'warning',
    zh: '“{value}”应为 0 或不带小数的正数，不计。请更正。',
    en: '{value} should be a whole number of 0 or more; it is not counted. Correct it.',
  },
  'calendar-year-missing': {
    severity: 'warning',
    zh: '工作日历没有{year}年，涉及这一年的期限不计。请补填这一年放假和调休上班的日子。',
    en: 'The working calendar has no row of {year}; deadlines that touch that year are not counted. Add the holidays and working weekends of the year.',
  },
} as const satisfies ProblemCatalogue;
