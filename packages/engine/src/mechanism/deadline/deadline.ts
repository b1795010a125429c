import { told, type Detail, type FactUse } from '../../explain/detail.ts';
import { bilingual, type Bilingual } from '../../explain/words.ts';
import { dateOfDayNumber, dayNumberOfDate } from '../../facts/cell-form.ts';
import type { Expression } from '../../formula/expression.ts';
import { mismatchOf, type ValueType } from '../../formula/type.ts';
import type { ListPlan } from '../../scheme/model.ts';
import { integer, object, requiredField, type Infer } from '../../scheme/shape.ts';
import { formula } from '../../scheme/values.ts';
import type { StageRun } from '../../score/run.ts';
import type { Cell, Value } from '../../score/value.ts';
import { evaluateEachCell } from '../each-cell.ts';
import type { Mechanism, SourceResult } from '../mechanism.ts';
import { wordsRead, type ReadWord } from '../reads.ts';
import { rowFate } from '../rows.ts';
import { readsLoop } from '../switched-formula.ts';
import { daysWritten } from './days-written.ts';
import { countWorkingDays, yearOfDay, type Count, type WorkingCalendar } from './working-days.ts';

const shape = object({
  from: requiredField(formula, '从哪一天起算，当天不计', 'the day after which counting begins; it is not counted itself'),
  'working-days': requiredField(integer(1, 250), '第几个工作日', 'which working day'),
});

const dateType: ValueType = { kind: 'date' };

const off = '放假';
const worked = '上班';
const kinds: readonly ReadWord[] = [
  { key: off, name: 'holiday' },
  { key: worked, name: 'workday' },
];

/**
 * Deadlines in working days (期限): the day on which a public notice or another period of so many working days ends. The
 * day on which a period begins is not counted. Monday to Friday are worked but for the days that the working calendar calls
 * 放假, Saturday and Sunday are not but for those that it calls 上班. S0-8, S1-8.
 *
 * 公示自2024年6月28日（星期五）起，不少于5个工作日: the fifth working day after it is Friday 2024-07-05. Without the day it begins
 * there is no date, and none where the days to be counted reach into a year of which the calendar has no row: that year is
 * flagged.
 */
export const deadline: Mechanism<Infer<typeof shape>> = {
  keyword: 'deadline',
  title: { zh: '期限', en: 'deadline' },
  summary: {
    zh: '从某一天的次日起，数到第几个工作日，得到那一天的日期。2024年6月28日（星期五）开始公示，5个工作日，到7月5日止。周一至周五上班，周六、周日休息，与此不同的日子写在工作日历中。没有起算的日子，或者要数到工作日历没有的一年，就没有日期；缺哪一年会提示。',
    en: 'Counts working days, beginning on the day after a given one, and gives the date of the last. A notice of 5 working days put up on Friday 2024-06-28 ends on 2024-07-05. Monday to Friday are worked and weekends are not; days for which that is not so stand in the working calendar. Without the day it begins there is no date, nor where counting reaches a year of which the calendar has no row; that year is flagged.',
  },
  shape,
  modifiers: [],
  explain(detail, words) {
    const from = words.expression(detail.expression!);
    if (told(detail, 'from') === '') return bilingual(`${from}，没有起算的日子`, `${from}: no day to count from`);
    const date = String(told(detail, 'from'));
    // A choice between dates does not show which of them was taken.
    const [fromZh, fromEn] = from.endsWith(date) ? [from, from] : [`${from}，即 ${date}`, `${from}: ${date}`];
    const number = told(detail, 'working-days');
    const counted = bilingual(`${fromZh} 次日起第${number}个工作日`, `working day ${number} after ${fromEn}`);
    const year = detail.parameters['year'];
    if (year !== undefined)
      return join(counted, bilingual(`要数到${year}年，工作日历没有这一年`, `reaches ${year}, which the working calendar does not have`));
    const days = (name: string): readonly string[] =>
      String(told(detail, name))
        .split(' ')
        .filter((day) => day !== '');
    const rest = daysWritten(days('off'), date);
    const madeUp = daysWritten(days('made-up'), date);
    return join(
      counted,
      ...(rest === null ? [] : [bilingual(`其间休息 ${rest.zh}`, `days off between: ${rest.en}`)]),
      ...(madeUp === null ? [] : [bilingual(`调休上班 ${madeUp.zh}`, `weekend days worked: ${madeUp.en}`)]),
    );
  },
  compile({ parameters, compiler }) {
    const from = compiler.subjectFormula(parameters.from, compiler.loops);
    if (from === null) return null;
    if (from.type.kind !== 'date') return compiler.report('wrong-type', parameters.from.place, mismatchOf(from.type, dateType));
    const lists = compiler.loops.filter((loop) => readsLoop(from, loop));
    const workingDays = parameters['working-days'].value;
    return {
      mechanism: 'deadline',
      type: dateType,
      lists,
      uses: [{ expression: from, classes: null }],
      reads: [{ table: 'calendar', keys: [wordsRead('kind', kinds)] }],
      evaluate: (run) => evaluateDeadlines(run, { from, lists, workingDays }),
    };
  },
};

function join(...parts: readonly Bilingual[]): Bilingual {
  return bilingual(parts.map(({ zh }) => zh).join('；'), parts.map(({ en }) => en).join('; '));
}

interface DeadlinePlan {
  readonly from: Expression;
  readonly lists: readonly ListPlan[];
  readonly workingDays: number;
}

function evaluateDeadlines(run: StageRun, { from, lists, workingDays }: DeadlinePlan): SourceResult {
  const calendar = readCalendar(run);
  const cells = evaluateEachCell(run, lists, () => from);
  const beginnings = cells.map((cell) => datesOf(cell));
  // Counted once for each date: subjects are many, dates are few.
  const counts = new Map<string, Count>();
  for (const date of beginnings.flat()) {
    if (date !== '' && !counts.has(date)) counts.set(date, countWorkingDays(dayNumberOfDate(date), workingDays, calendar));
  }
  for (const count of counts.values()) {
    if (count.kind === 'counted') continue;
    run.run.findings.push({ code: 'calendar-year-missing', table: 'calendar', row: -1, parameters: { year: String(count.year) } });
  }
  return {
    cells: cells.map(({ incomplete }, cell) => ({ value: endsOf(beginnings[cell]!, counts), incomplete, dropped: null })),
    detail(cell, row): Detail {
      const date = beginnings[cell]![row]!;
      const count = counts.get(date);
      return {
        rule: 'deadline',
        operands: [],
        facts: count?.kind === 'counted' ? rowsBetween(calendar, dayNumberOfDate(date), count.day) : [],
        parameters: { from: date, 'working-days': workingDays, ...parametersOf(count) },
        expression: from,
      };
    },
  };
}

/** The date of each row; empty where it is missing. */
function datesOf({ value }: Cell): string[] {
  if (value.kind !== 'word') throw new TypeError('a date was checked for');
  return Array.from(value.codes, (code) => (code < 0 ? '' : value.words[code]!));
}

function endsOf(beginnings: readonly string[], counts: ReadonlyMap<string, Count>): Value {
  const words: string[] = [];
  const codeOf = new Map<string, number>();
  for (const [date, count] of counts) if (count.kind === 'counted') codeOf.set(date, words.push(dateOfDayNumber(count.day)) - 1);
  return { kind: 'word', codes: Int32Array.from(beginnings, (date) => codeOf.get(date) ?? -1), words };
}

function parametersOf(count: Count | undefined): Detail['parameters'] {
  if (count === undefined) return {};
  if (count.kind === 'year-unknown') return { year: count.year };
  const dates = (days: readonly number[]): string => days.map(dateOfDayNumber).join(' ');
  return { off: dates(count.off), 'made-up': dates(count.madeUp) };
}

interface CalendarRows extends WorkingCalendar {
  readonly rowOf: ReadonlyMap<number, number>;
}

/** Rows that are evidence and say one of the two words; the others are flagged as unread and count nothing. */
function readCalendar(run: StageRun): CalendarRows {
  const { facts } = run.run;
  const table = facts.table('calendar');
  const evidence = run.run.evidenceRows(table);
  const isWorked = new Map<number, boolean>();
  const rowOf = new Map<number, number>();
  for (let row = 0; row < table.rowCount; row++) {
    const kind = facts.cell('calendar', 'kind', row);
    const day = dayNumberOfDate(facts.cell('calendar', 'date', row));
    if (evidence?.[row] === 0 || (kind !== off && kind !== worked)) continue;
    isWorked.set(day, kind === worked);
    rowOf.set(day, row);
  }
  return { isWorked, rowOf, years: new Set([...isWorked.keys()].map(yearOfDay)) };
}

function rowsBetween({ rowOf }: CalendarRows, from: number, to: number): FactUse[] {
  const days = [...rowOf.keys()].filter((day) => from < day && day <= to).toSorted((a, b) => a - b);
  return days.map((day) => ({ table: 'calendar', row: rowOf.get(day)!, fate: rowFate.counted, value: null, weight: null }));
}
