import type { ProblemCatalogue } from '../problem/problem.ts';

/** What can be wrong with a scheme document. `[[…]]` is shown only where its parameters are not empty. */
export const schemeProblems = {
  'document-too-large': {
    severity: 'error',
    zh: '方案有 {length} 个字符，最多 {most} 个。方案应是几百行的文字，请检查文件是否有误。',
    en: 'The scheme has {length} characters, at most {most} are read. A scheme is a few hundred lines: check that this is the right file.',
  },
  'document-too-deep': { severity: 'error', zh: '层次太深（最多 {most} 层）。', en: 'Nested too deeply (at most {most} levels).' },
  'document-empty': {
    severity: 'error',
    zh: '方案是空的。可以从 schemes 目录中的范例改起。',
    en: 'The scheme is empty. Start from one of the examples under schemes.',
  },
  'document-broken': {
    severity: 'error',
    zh: '这里有不能用的字符（{character}），文件可能损坏，或不是文本。请用 UTF-8 重新保存。',
    en: 'An unusable character ({character}) stands here: the file is damaged, or no text. Save it again as UTF-8.',
  },
  'yaml-syntax': {
    severity: 'error',
    zh: '格式有误，读不下去：{message}。请检查缩进、冒号和引号。',
    en: 'The document cannot be read: {message}. Check indentation, colons and quotes.',
  },
  'yaml-alias': {
    severity: 'error',
    zh: '方案中不能使用锚点和别名（& 和 *）。请把内容写全。',
    en: 'Anchors and aliases (& and *) are not allowed. Write the content out.',
  },
  'yaml-tag': { severity: 'error', zh: '方案中不能使用标签（!）。', en: 'Tags (!) are not allowed.' },
  'yaml-key': { severity: 'error', zh: '键应是一个名称。', en: 'A key must be a name.' },
  'duplicate-key': {
    severity: 'error',
    zh: '“{key}”重复，第{line}行已有。请改名或删去一个。',
    en: '{key} stands twice; the first is in line {line}. Rename or remove one.',
  },
  'full-width-colon': {
    severity: 'error',
    zh: '“{name}”后面是中文冒号“：”，应为英文冒号加空格。',
    en: 'A full-width colon follows {name}; write ": ".',
  },
  'full-width-comma': {
    severity: 'error',
    zh: '这里是中文逗号“，”，各项之间应用英文逗号加空格。',
    en: 'A full-width comma stands here; entries are parted by ", ".',
  },
  'ideographic-space': {
    severity: 'error',
    zh: '这里是全角空格，缩进和冒号后面应用英文空格。',
    en: 'An ideographic space stands here; indentation and the space after a colon are plain spaces.',
  },
  'formula-cut-at-comma': {
    severity: 'error',
    zh: '公式“{formula}”在逗号处被截断。请用中文逗号“，”，或把公式另起一行。',
    en: 'The formula {formula} was cut at a comma; use "，" or put it on a line of its own.',
  },
  'wrong-shape': { severity: 'error', zh: '这里应为 {wanted}，写的是 {found}。', en: '{wanted} is expected here, found {found}.' },
  'wrong-text': { severity: 'error', zh: '“{found}”不合要求，应为 {wanted}。', en: '{found} is not accepted; {wanted} is expected.' },
  'wrong-number': {
    severity: 'error',
    zh: '“{found}”不是这里要的数，应如 {wanted}。',
    en: '{found} is not the number expected here ({wanted}).',
  },
  'empty-range': { severity: 'error', zh: '范围 {range} 前大后小。', en: 'The range {range} is empty: its first end is larger.' },
  'unknown-word': {
    severity: 'error',
    zh: '没有“{found}”这种写法[[，是不是“{nearest}”？]]可写：{wanted}。',
    en: '{found} is not known here[[; did you mean {nearest}?]] Choose from: {wanted}.',
  },
  'empty-list': { severity: 'error', zh: '这里至少要有一项。', en: 'At least one is needed here.' },
  'empty-value': { severity: 'error', zh: '“{key}”后面没有内容。', en: 'Nothing stands after {key}.' },
  'unknown-key': {
    severity: 'error',
    zh: '不认识“{key}”[[，是不是“{nearest}”？]]这里可写：{wanted}。',
    en: '{key} is not known here[[; did you mean {nearest}?]] Known: {wanted}.',
  },
  'missing-key': { severity: 'error', zh: '缺少“{key}”。', en: '{key} is missing.' },
  'one-of-keys': { severity: 'error', zh: '{keys} 应写其中一个，只写一个。', en: 'Exactly one of {keys} is needed.' },
  'format-too-new': {
    severity: 'error',
    zh: '方案格式版本 {found} 比本程序支持的 {newest} 新。请升级程序。',
    en: 'The scheme has format {found}; this program reads up to {newest}. Upgrade the program.',
  },
  'name-taken': { severity: 'error', zh: '名称“{name}”已经用过。请改名。', en: 'The name {name} is taken. Choose another.' },
  'key-taken': {
    severity: 'error',
    zh: '代码“{key}”已用于“{name}”。代码不能重复。',
    en: 'The key {key} already belongs to {name}. Keys are unique.',
  },
  'label-taken': {
    severity: 'error',
    zh: '“{stage}”已经按 {label} 公布排名范围。请用 label 给这里的排名范围另取代码，如 second/<类别>。',
    en: '{stage} publishes its ranking groups under {label} already. Give the groups here another key with label, such as second/<类别>.',
  },
  'key-without-effect': { severity: 'error', zh: '“{key}”对“{name}”不起作用，请删去。', en: '{key} has no effect on {name}; remove it.' },
  'unknown-table': {
    severity: 'error',
    zh: '没有事实表“{name}”[[，是不是“{nearest}”？]]',
    en: 'There is no table of facts {name}[[; did you mean {nearest}?]]',
  },
  'unknown-column': {
    severity: 'error',
    zh: '名册没有“{name}”列[[，是不是“{nearest}”？]]',
    en: 'The subjects table has no column {name}[[; did you mean {nearest}?]]',
  },
  'unknown-list': {
    severity: 'error',
    zh: '没有清单“{name}”[[，是不是“{nearest}”？]]若是数据中的代码，请用英文字母和数字。',
    en: 'There is no list {name}[[; did you mean {nearest}?]] A key in the data is written in ASCII.',
  },
  'unknown-type': {
    severity: 'error',
    zh: '没有类型“{name}”[[，是不是“{nearest}”？]]可写 number、money、text、yes-no、date 或某一类对象。',
    en: 'There is no type {name}[[; did you mean {nearest}?]] Use number, money, text, yes-no, date, or a class.',
  },
  cycle: { severity: 'error', zh: '互相引用：{path}。', en: 'This goes round in a circle: {path}.' },
  'step-reads-grade': {
    severity: 'error',
    zh: '等次步骤引用了等次本身（{path}）；步骤只能看得分和位次。',
    en: 'A grade step reads the grade itself ({path}); steps may read scores and order only.',
  },
  'chain-too-long': {
    severity: 'error',
    zh: '“{name}”要一层一层经过 {most} 个以上的名称才能算出，太深了。请减少层次。',
    en: '{name} stands on more than {most} names one below the other. Make it less deep.',
  },
  'value-too-long': {
    severity: 'error',
    zh: '“{name}”反复相乘、相除，算出的数可长达 {digits} 位，最多 {most} 位。请少乘几次，或在中间写 publish: carry 取整、用 限幅 限定大小。',
    en: '{name} multiplies or divides over and over: its value may have {digits} digits, at most {most} are computed. Multiply less often, or in between round with publish: carry and keep the size down with 限幅.',
  },
  'too-many-cells': {
    severity: 'error',
    zh: '“{name}”按清单展开有 {count} 格，最多 {most} 格。请减少清单或清单的成员。',
    en: '{name} has {count} cells over its lists, at most {most} are computed. Use fewer lists or members.',
  },
  'no-roll': {
    severity: 'error',
    zh: '“{name}”没有写谁来评。请写 who（条件）、roster（名册）或 sample（抽样）。',
    en: 'Nothing says who votes in {name}. Give who, roster or sample.',
  },
  'condition-expected': { severity: 'error', zh: '这里应是一个条件（是或否）。', en: 'A condition (yes or no) is expected here.' },
  'number-expected': { severity: 'error', zh: '“{name}”不是数，不能用 {key}。', en: '{name} is not a number; {key} does not apply.' },
  'money-expected': {
    severity: 'error',
    zh: '“{name}”的总额应是金额，例如 6800元 × 参评数。',
    en: 'The amount of {name} must be money, such as 6800元 × 参评数.',
  },
  'mixed-units': {
    severity: 'error',
    zh: '“{name}”的各部分种类不同，不能放在一起。',
    en: 'The parts of {name} are of different kinds and do not go together.',
  },
  'two-sources': {
    severity: 'error',
    zh: '一个指标只能有一个来源，这里有 {first} 和 {second}。',
    en: 'An indicator has one source; here are {first} and {second}.',
  },
  'no-source': { severity: 'error', zh: '“{name}”没有写怎样计算。', en: 'Nothing says how {name} is computed.' },
  'no-grading': {
    severity: 'error',
    zh: '“{name}”要用到排名，但本阶段没有 grading。',
    en: '{name} needs a ranking, and this stage has no grading.',
  },
  'list-left': {
    severity: 'error',
    zh: '“{name}”还有清单 {lists} 没有折算，请写 each 或权重。',
    en: '{name} is still indexed by {lists}: give each or weights.',
  },
  'lists-left': {
    severity: 'error',
    zh: '“{name}”的几张清单（{lists}）都没有折算，请只留一张并写 each，其余写权重。',
    en: 'Several lists ({lists}) of {name} are left; keep one with each, fold the others.',
  },
  'list-not-folded': {
    severity: 'error',
    zh: '“{name}”不是本指标的清单（有：{lists}）。',
    en: '{name} is no list of this indicator (it has: {lists}).',
  },
  'loop-without-effect': {
    severity: 'error',
    zh: '“{name}”与清单“{list}”无关，each 不起作用。',
    en: '{name} does not depend on {list}; each has no effect.',
  },
  'class-not-covered': {
    severity: 'error',
    zh: '缺少“{classes}”的规定。按类别列出时，每一类都要有。',
    en: 'Nothing is said for {classes}: a table by class must cover every class.',
  },
  'member-not-covered': {
    severity: 'error',
    zh: '缺少“{members}”的规定。按清单列出时，每一项都要有。',
    en: 'Nothing is said for {members}: a table by list must cover every member.',
  },
  'switch-by-class': {
    severity: 'error',
    zh: '{key} 只能按类别分开写（by: 类别），不能按“{by}”。',
    en: '{key} can be told apart by class only (by: 类别), not by {by}.',
  },
  'forms-differ-in-order': {
    severity: 'error',
    zh: '“{name}”各类的公布形式不同，却在同一范围排先后：取整不同，先后就由取整决定。请统一 show，或写 compare: exact，或按类别分开排。',
    en: '{name} is published in different forms by class, and the classes stand in one order, which the rounding would decide. Use one form, or compare: exact, or rank each class by itself.',
  },
  'class-not-here': { severity: 'error', zh: '“{name}”不在“{stage}”的考核对象之中。', en: '{name} is not appraised in {stage}.' },
  'class-twice': { severity: 'error', zh: '“{name}”与前面的类重复。', en: '{name} overlaps a class above.' },
  'weights-short': {
    severity: 'error',
    zh: '“{name}”的权重合计为 {sum}，还差 {difference}（应为 {whole}）。',
    en: 'The weights of {name} add up to {sum}, {difference} short of {whole}.',
  },
  'weights-over': {
    severity: 'error',
    zh: '“{name}”的权重合计为 {sum}，多出 {difference}（应为 {whole}）。',
    en: 'The weights of {name} add up to {sum}, {difference} more than {whole}.',
  },
  'weights-mixed': {
    severity: 'error',
    zh: '“{name}”的权重有的带 % 有的不带，请统一。',
    en: 'Some weights of {name} have a % and some do not; write them alike.',
  },
  'missing-not-said': {
    severity: 'error',
    zh: '“{name}”没有写缺项时怎样处理：missing: skip（略去，其余照权重折算）、withhold（暂不计分）或 zero（计零）。',
    en: '{name} does not say what a missing part does: missing: skip, withhold or zero.',
  },
  'states-not-said': {
    severity: 'error',
    zh: '“{name}”没有写这些情形怎样计：{states}。请写 states，例如 states: { not-applicable: skip, not-submitted: 0 }。',
    en: '{name} does not say what these states do: {states}. Give states, as in states: { not-applicable: skip, not-submitted: 0 }.',
  },
  'rows-not-said': {
    severity: 'error',
    zh: '没有写多行怎样合并。请写 rows: {wanted}。',
    en: 'Nothing says how several rows combine. Give rows: {wanted}.',
  },
  'sheet-not-said': {
    severity: 'error',
    zh: '“{name}”一张票有几项，没有写怎样合成一个分数。请写 sheet: sum、mean、keep-items 或加权。',
    en: 'A sheet of {name} has several items and nothing says how they become one value. Give sheet: sum, mean, keep-items or weights.',
  },
  'no-quota': {
    severity: 'error',
    zh: '“{grade}”没有名额。请在 quota 中写比例，或在本步写 places。',
    en: '{grade} has no places. Give a ratio under quota, or places in this step.',
  },
  'places-not-whole': {
    severity: 'error',
    zh: '名额“{places}”不一定是整数。请用 取整 或 进一 写明怎样取整。',
    en: 'The places {places} need not be a whole number. Say how they are made whole with 取整 or 进一.',
  },
  'step-verb': {
    severity: 'error',
    zh: '一步应写 first、last、assign、rest、at-most、at-least 之一[[，这里有 {verbs}]]。',
    en: 'A step has one of first, last, assign, rest, at-most, at-least[[; here: {verbs}]].',
  },
  'step-never': {
    severity: 'error',
    zh: '“{grade}”的这一步谁也给不了：前面的 rest 已经给了其余所有人。请写在 rest 之前；要改变已给的等次，用 assign 并写 override: yes。',
    en: 'This step gives {grade} to nobody: the rest above has given a grade to everybody left. Write it before rest; to change a grade already given, use assign with override: yes.',
  },
  'step-without-places': {
    severity: 'warning',
    zh: '“{grade}”的名额总是 0，这一步谁也给不了。不用这一步的，请删去。',
    en: 'The places of {grade} are always 0, so this step gives it to nobody. Remove the step if it is not wanted.',
  },
  'condition-never': {
    severity: 'warning',
    zh: '这个条件不论数据怎样都不成立，等于没有写。',
    en: 'This condition never holds, whatever the facts are; it is as if it were not written.',
  },
  'grade-unreachable': { severity: 'error', zh: '“{grade}”没有任何步骤给出。', en: 'No step gives {grade}.' },
  'grade-twice': { severity: 'error', zh: '等次之列中“{grade}”有重复。', en: 'The grade {grade} stands twice on the scale.' },
  'no-rest-step': {
    severity: 'warning',
    zh: '没有 rest 一步，可能有人得不到等次。',
    en: 'There is no rest step; somebody may be left without a grade.',
  },
  'undecided-not-said': {
    severity: 'error',
    zh: '没有写同分跨线怎样处理。请写 undecided: { grade: 待定, rule: decision } 或 better。',
    en: 'Nothing says what a tie across a border gets. Give undecided: { grade: 待定, rule: decision } or better.',
  },
  'flag-not-declared': {
    severity: 'error',
    zh: '旗标“{name}”没有登记[[，是不是“{nearest}”？]]请在 flags 中写明。',
    en: 'The flag {name} is not declared[[; did you mean {nearest}?]] Declare it under flags.',
  },
  'quota-over-whole': {
    severity: 'error',
    zh: '“{grade}”的比例 {ratio} 超过全体。',
    en: 'The ratio {ratio} of {grade} exceeds the whole.',
  },
  'quota-below-zero': {
    severity: 'error',
    zh: '“{grade}”名额的 {key} 是 {value}，不能小于 0。',
    en: 'The {key} of the quota of {grade} is {value}; it cannot be below 0.',
  },
  'quota-rest-twice': {
    severity: 'error',
    zh: '“{other}”已经写了 rest，“{grade}”再写 rest，余下的名额就算了两次。请给其中一个写比例。',
    en: '{other} takes the rest of the places already; with {grade} they would be counted twice. Give one of the two a ratio.',
  },
  'quota-not-floor': {
    severity: 'warning',
    zh: '“{grade}”的依据写“{words}”，取整方式是 {mode}，名额可能超出。应为 floor（舍去尾数）。',
    en: 'The basis of {grade} says "{words}", a ceiling, and the mode is {mode}, which may exceed it. floor is expected.',
  },
  'quotas-over-whole': {
    severity: 'error',
    zh: '名额比例 {ratios} 合计 {sum}，超过全体 {over}。',
    en: 'The ratios {ratios} add up to {sum}, {over} more than everybody.',
  },
  'quotas-overbook': {
    severity: 'warning',
    zh: '按 {ratios} 取整，人数为 {count} 时名额多出 {over} 个。请改取整方式或 at-least，或写 at-most。',
    en: 'Rounded, {ratios} give {over} places too many when n = {count}. Change a mode or at-least, or give at-most.',
  },
  'wrong-band': {
    severity: 'error',
    zh: '“{band}”不是一档。应如 ≥90、<60、80..90 或 80..<90。',
    en: '{band} is no band; write ≥90, <60, 80..90 or 80..<90.',
  },
  'too-many-bands': {
    severity: 'error',
    zh: '“{name}”有 {count} 档，最多 {most} 档。有规律的请用公式或 step。',
    en: '{name} has {count} bands, at most {most} are read. Where they follow a rule, use a formula or step.',
  },
  'band-never': {
    severity: 'error',
    zh: '“{band}”永远用不到[[，前面的“{earlier}”已经包括]]。',
    en: '{band} can never apply[[; {earlier} above covers it]].',
  },
  'bands-overlap': { severity: 'error', zh: '“{band}”与“{earlier}”重叠。', en: '{band} and {earlier} overlap.' },
  'bands-gap': { severity: 'error', zh: '{at} 没有规定。请补一档，或写 none。', en: 'Nothing is said for {at}. Add a band, or give none.' },
  uncapped: {
    severity: 'warning',
    zh: '“{name}”不封顶（{items}），可能超过基础分的 10%。请写 cap，或用 uncapped 写明理由。',
    en: '{name} has no cap ({items}) and may exceed a tenth of the base. State a cap, or the reason under uncapped.',
  },
  'missed-records': {
    severity: 'warning',
    zh: '合规提示：“{name}”因工作记录未报而计，须有经批准的明文依据（国办函〔2026〕12号）。请用 compliance 写明依据。',
    en: 'Compliance: {name} counts missed work records, which needs an approved clause (国办函〔2026〕12号). Name it under compliance.',
  },
  'filing-ranked': {
    severity: 'warning',
    zh: '合规提示：“{name}”只反映工作记录填报多少，不宜据此排名（国办函〔2026〕12号）。请换一个反映工作实绩的指标。',
    en: 'Compliance: {name} says only how work records are filed, and people should not be ranked by it (国办函〔2026〕12号). Rank by what was achieved.',
  },
  'open-vote': {
    severity: 'warning',
    zh: '合规提示：“{name}”没有写答卷的是谁，谁都可以投的票不得作为考核依据（国办函〔2026〕12号）。请在 stratum 写 raters 中的调查对象，其中写明 who、roster 或 sample；另有办法认定的，用 compliance 写明。',
    en: 'Compliance: nothing says who may answer {name}, and a vote open to everybody is no basis of an appraisal (国办函〔2026〕12号). Name under stratum a list of raters with who, roster or sample; if it is settled otherwise, say so under compliance.',
  },
  'class-wanted': {
    severity: 'error',
    zh: '“{name}”由关系表登记，type 应写某一类对象。',
    en: '{name} comes from the relations table; its type is a class of subjects.',
  },
  'no-such-day': { severity: 'error', zh: '日历上没有“{day}”这一天。', en: 'The calendar has no day {day}.' },
  'limit-too-early': {
    severity: 'error',
    zh: '“{grade}”的上限或下限只管前面已给的等次，请写在 first、last、rest 之后。',
    en: 'The ceiling or floor {grade} holds for grades given before it; write it after first, last and rest.',
  },
  'periods-overlap': {
    severity: 'error',
    zh: '“{name}”与“{other}”的日期重叠，一天只能属于一期。',
    en: 'The days of {name} and {other} overlap; a day belongs to one period.',
  },
  'no-periods': {
    severity: 'error',
    zh: '“{list}”没有写各期的起止日期，不能按日期归期。请写成 { key: Q1, from: 01-01, to: 03-31 }。',
    en: '{list} does not say the days of its members, so dates cannot be assigned. Write { key: Q1, from: 01-01, to: 03-31 }.',
  },
} as const satisfies ProblemCatalogue;
