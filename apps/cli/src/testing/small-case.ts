import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A scheme and facts small enough to compute a hundred times: three people, tasks and two voter groups. */
export const smallScheme = `kaoji: 1
id: small
title: 小办法
year: 2024
show: { digits: 2, mode: half-up }
suppress-below: 3
subjects:
  人员: { key: staff, kind: person }
lists:
  季度: { 上半年: H1, 下半年: H2 }
raters:
  主体:
    领导: { key: leaders, secrecy: secret, roster: 领导名册 }
    群众: { key: public, secrecy: named, roster: 群众名册 }
facts:
  adjustments: { where: 有(决定) 且 年(日期) = 年度 }
stages:
  考核:
    for: 人员
    indicators:
      任务:
        key: tasks
        part-key: tasks.<季度>
        clause: 一
        tasks: { indicator: task, period: 季度, cap: 100 }
        states: { excused: skip, not-applicable: skip, not-submitted: 0 }
        mean: 季度
        missing: skip
        reading: 只有半年的按半年
      测评:
        key: vote
        part-key: vote.<主体>
        clause: 二
        ballots: { round: annual, group: 主体, item: overall, answers: { 好: 100, 中: 80, 差: 60 } }
        weighted: { 领导: 60%, 群众: 40% }
        missing: skip
      加分: { key: bonus, clause: 三, entries: { 表彰: { key: B, points: { 省级: 2, 市级: 1 } } }, cap: 3 }
      总分: { clause: 四, formula: 任务 × 50% + 测评 × 50% + 加分, publish: carry }
    grading:
      of: 总分
      within: 类别
      ties: [测评]
      outside:
        - { if: 缺(总分), rule: not-rated, flag: 未评定 }
      undecided: { grade: 待定, rule: decision, flag: 同分待定 }
      scale: [优秀, 良好, 较差]
      quota:
        优秀: { ratio: 1/3, mode: half-up }
        良好: rest
      steps:
        - { first: 优秀, clause: 五 }
        - { rest: 良好, clause: 五 }
        - { assign: 较差, if: 总分 < 60, rule: low, override: yes, clause: 六 }
    flags:
      未评定: { key: not-rated }
      同分待定: { key: boundary-tie }
      资料不全: { key: incomplete, if: 不全(总分) }
`;

const subjects = `subject,name,kind,category
A1,甲,person,staff
A2,乙,person,staff
A3,丙,person,staff
`;

const tasks = `subject,indicator,task,title,period,weight,completion
A1,task,T1,修路,H1,100,90
A1,task,T2,修桥,H2,100,94
A2,task,T3,种树,H1,100,85.5
A2,task,T4,浇水,H2,100,88
A3,task,T5,巡查,H1,100,70
`;

const ballots = `round,ballot,group,subject,item,value
annual,1,leaders,A1,overall,好
annual,2,leaders,A1,overall,中
annual,1,leaders,A2,overall,中
annual,2,leaders,A2,overall,中
annual,1,leaders,A3,overall,差
annual,2,leaders,A3,overall,中
annual,7,public,A1,overall,好
annual,8,public,A2,overall,好
annual,9,public,A3,overall,中
`;

const adjustments = `subject,rule,matter,level,quantity,points,date,decision
A2,B,M1,市级,1,,2024-05-06,文1号
A2,B,M2,村级,1,,2024-05-06,文2号
`;

export type SmallFacts = Readonly<Record<'subjects' | 'tasks' | 'ballots' | 'adjustments', string>>;

export const smallFacts: SmallFacts = { subjects, tasks, ballots, adjustments };

/** Writes the case as a folder with `scheme.yaml` and `facts`; whatever is given replaces the original. */
export function writeSmallCase(folder: string, changes: { readonly scheme?: string; readonly facts?: Partial<SmallFacts> } = {}): void {
  mkdirSync(join(folder, 'facts'), { recursive: true });
  writeFileSync(join(folder, 'scheme.yaml'), changes.scheme ?? smallScheme);
  for (const [table, text] of Object.entries({ ...smallFacts, ...changes.facts }))
    writeFileSync(join(folder, 'facts', `${table}.csv`), text);
}
