import { number, rows, type WrittenWorkbook } from './written-workbook.ts';
import type { ReadLimits } from '../read/limits.ts';

export interface WorkbookCase {
  readonly title: string;
  readonly book: WrittenWorkbook;
  readonly limits?: Partial<ReadLimits>;
  readonly problems: readonly string[];
  /** The tables as lines, where the case is about them. */
  readonly tables?: Readonly<Record<string, readonly string[]>>;
}

export const taskHeader = ['对象', '指标', '任务编号', '时期', '权重', '完成率'];
export const taskKeys = 'subject|indicator|task|period|weight|completion';

/** A sheet of tasks with one row: the last cells are given, the others are plain. */
export function tasks(...last: readonly (string | null | { readonly xml: string })[]): WrittenWorkbook {
  const plain = ['A', 'i', 'T1', 'Q1', number('50'), number('86')];
  return { sheets: [{ name: '任务', xml: rows(taskHeader, [...plain.slice(0, plain.length - last.length), ...last]) }] };
}

export const plainTasks = tasks();
export const plainLines = { tasks: [taskKeys, '2: A|i|T1|Q1|50|86'] };
