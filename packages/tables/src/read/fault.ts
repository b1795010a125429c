import type { TableProblemCode } from '../problems.ts';

/** Thrown inside a reader where nothing more can be read, caught where the reader ends; never leaves this package. */
export class ReadFault extends Error {
  readonly code: TableProblemCode;
  readonly parameters: Readonly<Record<string, string>>;

  constructor(code: TableProblemCode, parameters: Readonly<Record<string, string>> = {}) {
    super(code);
    this.code = code;
    this.parameters = parameters;
  }
}
