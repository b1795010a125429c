export * from './definitions.ts';
export * from './facts.ts';
export { cellFault, dateOfSerial, isCalendarDate, isPlainNumber, parseYesNo, serialOfDate, type CellFault } from './cell-form.ts';
export type { ValueAliases } from './canonical.ts';
export { nearestName } from '../problem/nearest-name.ts';
export { factProblems, type FactProblemCode } from './problems.ts';
export { stateOfValue, stateOfWord } from './states.ts';
export { constantColumn, TextColumnBuilder, type FactTable, type FactTables, type TextColumn } from './table.ts';
