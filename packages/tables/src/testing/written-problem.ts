import type { Problem } from '@kaoji/engine';

/** A problem as `row column code`, with what its sentence adds. */
export function writtenProblem({ code, place, parameters }: Problem): string {
  const cell = place?.kind === 'cell' ? place : null;
  const extra = ['cell', 'repaired', 'nearest', 'other', 'byte', 'count', 'number', 'columns', 'first', 'sheet', 'part', 'total']
    .map((name) => parameters[name] ?? '')
    .filter((value) => value !== '')
    .join(' ');
  return [cell?.source ?? '-', String(cell?.row ?? 0), cell?.column ?? '', code, extra].filter((word) => word !== '').join(' ');
}
