import type { Messages } from './messages/messages.ts';

/** Ends a command with exit code 1 (`refused`: an input that cannot be used) or 2 (`usage`: a command that makes no sense). */
export type RefusalKind = 'refused' | 'usage';

/**
 * Why a command ends without a result. It is thrown where the reason is found and told once, in `program.ts`, in the
 * language of the user: a command line has a single edge, and everything between only passes the reason on.
 */
export class Refusal extends Error {
  readonly kind: RefusalKind;
  readonly tell: (messages: Messages) => string;

  constructor(kind: RefusalKind, tell: (messages: Messages) => string) {
    super(kind);
    this.name = 'Refusal';
    this.kind = kind;
    this.tell = tell;
  }
}

export function refused(tell: (messages: Messages) => string): Refusal {
  return new Refusal('refused', tell);
}

export function misused(tell: (messages: Messages) => string): Refusal {
  return new Refusal('usage', tell);
}

/** An error of the file system as a refusal that names the path; anything else is a fault of ours and stays what it is. */
export function fileRefusal(error: unknown, path: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /^E[A-Z]+$/.test(code) ? refused((messages) => messages.files.failure(code, path)) : error;
}
