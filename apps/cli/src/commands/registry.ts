import type { Context } from '../context.ts';
import type { CommandLine } from '../command-line.ts';

/** What commands accept, as data: the command line is read, and the help written, from these. */

export interface OptionSpec {
  /** What stands for the value in the help; null where the option is only there or not. */
  readonly value: string | null;
  readonly choices?: readonly string[];
  readonly short?: string;
  readonly isRequired?: boolean;
}

interface PositionalSpec {
  readonly name: string;
  readonly isOptional?: boolean;
}

export interface CommandSpec {
  readonly positionals: readonly PositionalSpec[];
  readonly options: Readonly<Record<string, OptionSpec>>;
  /** Loads the command. Each stands in a file of its own, so that one command does not wait for the code of another. */
  readonly load: () => Promise<{ readonly run: (line: CommandLine, context: Context) => Promise<void> }>;
}

export const globalOptions = {
  lang: { value: 'zh|en', choices: ['zh', 'en'] },
  help: { value: null, short: 'h' },
  version: { value: null, short: 'V' },
  debug: { value: null },
} as const satisfies Record<string, OptionSpec>;

const scheme = { name: 'SCHEME' } as const;
const facts = { value: 'DIR|FILE' } as const;
const periods = { value: 'a,b' } as const;
const output = { value: 'FILE', short: 'o' } as const;
const force = { value: null } as const;
const report = { value: 'FILE.xlsx' } as const;

export const commands = {
  check: {
    positionals: [scheme],
    options: { format: { value: 'table|json', choices: ['table', 'json'] } },
    load: () => import('./check.ts'),
  },
  score: {
    positionals: [scheme],
    options: {
      facts,
      format: { value: 'table|json|xlsx|html', choices: ['table', 'json', 'xlsx', 'html'] },
      output,
      force,
      report,
      'open-periods': periods,
    },
    load: () => import('./score.ts'),
  },
  explain: {
    positionals: [scheme],
    options: {
      subject: { value: 'ID', isRequired: true },
      indicator: { value: 'NAME' },
      facts,
      format: { value: 'table|json|html', choices: ['table', 'json', 'html'] },
      output,
      force,
      redacted: { value: null },
      report,
      'open-periods': periods,
    },
    load: () => import('./explain.ts'),
  },
  diff: {
    positionals: [scheme, { name: 'SCHEME-B', isOptional: true }],
    options: {
      facts,
      'facts-b': facts,
      format: { value: 'table|json', choices: ['table', 'json'] },
      report,
      force,
      'open-periods': periods,
    },
    load: () => import('./diff.ts'),
  },
  template: {
    positionals: [scheme],
    options: { output: { ...output, isRequired: true }, force },
    load: () => import('./template.ts'),
  },
  bundle: {
    positionals: [scheme],
    options: {
      facts,
      output: { ...output, isRequired: true },
      force,
      redacted: { value: null },
      seed: { value: 'FILE' },
      'without-seed': { value: null },
      report,
      'open-periods': periods,
    },
    load: () => import('./bundle.ts'),
  },
  verify: {
    positionals: [{ name: 'BUNDLE' }],
    options: { against: { value: 'BUNDLE' }, format: { value: 'table|json', choices: ['table', 'json'] } },
    load: () => import('./verify.ts'),
  },
  schema: {
    positionals: [],
    options: { output, force },
    load: () => import('./schema.ts'),
  },
} as const satisfies Record<string, CommandSpec>;

export type CommandName = keyof typeof commands;

export const commandNames = Object.keys(commands) as readonly CommandName[];
