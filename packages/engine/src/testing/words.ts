/** Words of which random schemes are made: those of regulations, and those that a program could trip over. */

export const nameWords: readonly string[] = [
  ...'工作业绩 任务完成 履职评价 民主测评 季度得分 年度考核 重点工作 领导评价 社会公认 自身建设 加分 扣分 基础分 总分 系数 比例'.split(' '),
  ...'出勤 奖金 名单 情形 挂钩得分 目标完成 低于60分 工作业绩·共性 不得评优 非税收入 若干 且慢 否则论 大于 缺勤 元旦值班'.split(' '),
  ...'__proto__ constructor toString valueOf hasOwnProperty 𠮷野家 Ｑ１ x'.split(' '),
];

export const longName = '考'.repeat(120);

/** Ids of subjects. Equal as numbers, different as texts; special to JavaScript; of several bytes; very long. */
export const hostileIds: readonly string[] = [
  ...'__proto__ constructor toString 007 7 07 1e3 -1 0 null NaN 𠮷 𠀀𠮷 甲 é ￥ length'.split(' '),
  'x'.repeat(300),
];

export const gradeNames: readonly string[] = '优秀 良好 称职 一般 较差 不称职 一等 二等 三等 A B C isPrototypeOf'.split(' ');
export const undecidedWords: readonly string[] = ['待定', '缓评'];

/** Few of them, so that ties are common; with exact halves at every digit that is shown. */
export const scoreTexts: readonly string[] = '0 59.995 60 60.005 70 79.5 80 80 85 85 88.125 90 90 92.345 95 99.995 100'.split(' ');
export const oddNumberTexts: readonly string[] = '-5 100.01 123456789012345.678901 0.000000001 33.333333 1000000 100.5'.split(' ');
export const weightTexts: readonly string[] = '0 1 1 2 5 10 20 33.3 0.5'.split(' ');
export const stateWords: readonly string[] = 'NA 不适用 免考 未报送 未到期'.split(' ');
export const stateColumnWords: readonly string[] =
  'excused not-applicable not-submitted not-yet 免考 不适用 未报送 未到期 present 正常'.split(' ');
export const dates: readonly string[] = '2024-01-31 2024-02-29 2024-06-30 2024-12-31 2023-12-31 2025-01-01'.split(' ');
