import { parseArgs } from 'node:util';
import { commandNames, commands, globalOptions, type CommandName, type CommandSpec, type OptionSpec } from './commands/registry.ts';
import { misused } from './refusal.ts';

/** A command as it was asked for, checked against its description. */
export interface CommandLine {
  readonly command: CommandName;
  readonly positionals: readonly string[];
  readonly options: Options;
}

/** Options by name; what was not given is absent. */
class Options {
  private readonly given: ReadonlyMap<string, string | true>;

  constructor(given: ReadonlyMap<string, string | true>) {
    this.given = given;
  }

  text(name: string): string | undefined {
    const value = this.given.get(name);
    return typeof value === 'string' ? value : undefined;
  }

  has(name: string): boolean {
    return this.given.has(name);
  }
}

export type Request =
  | { readonly kind: 'command'; readonly line: CommandLine }
  | { readonly kind: 'help'; readonly topic: CommandName | null }
  | { readonly kind: 'version' }
  /** Nothing was asked for. */
  | { readonly kind: 'nothing' };

/** Reads the words after `kaoji`. A word that is not understood is refused with the nearest one that is. */
export async function readCommandLine(words: readonly string[]): Promise<Request> {
  const { values, tokens } = parseArgs({ args: [...words], options: optionTypes(), strict: false, tokens: true, allowPositionals: true });
  const positionals = tokens.flatMap((token) => (token.kind === 'positional' ? [token.value] : []));
  if (values['version'] === true) return { kind: 'version' };
  const [first, ...rest] = positionals;
  if (first === undefined) {
    const unknown = tokens.find((token) => token.kind === 'option' && !(token.name in globalOptions));
    if (unknown !== undefined) throw misused((messages) => messages.usage.noCommand);
    return values['help'] === true ? { kind: 'help', topic: null } : { kind: 'nothing' };
  }
  if (first === 'help') return { kind: 'help', topic: rest[0] === undefined ? null : await commandNamed(rest[0]) };
  const command = await commandNamed(first);
  if (values['help'] === true) return { kind: 'help', topic: command };
  const spec: CommandSpec = commands[command];
  const options = await readOptions(command, spec, tokens);
  checkPositionals(command, spec, rest);
  return { kind: 'command', line: { command, positionals: rest, options: new Options(options) } };
}

/** All options of all commands, so that a value is told from a positional before the command is known. */
function optionTypes(): Record<string, { type: 'string' | 'boolean'; short?: string }> {
  const specs: readonly Readonly<Record<string, OptionSpec>>[] = [globalOptions, ...commandNames.map((name) => commands[name].options)];
  return Object.fromEntries(
    specs
      .flatMap((options) => Object.entries(options))
      .map(([name, { value, short }]) => [
        name,
        { type: value === null ? ('boolean' as const) : ('string' as const), ...(short === undefined ? {} : { short }) },
      ]),
  );
}

async function commandNamed(word: string): Promise<CommandName> {
  const found = commandNames.find((name) => name === word);
  if (found !== undefined) return found;
  const near = await nearest(word, commandNames);
  throw misused((messages) => messages.usage.unknownCommand(word, near));
}

type Token = NonNullable<ReturnType<typeof parseArgs>['tokens']>[number];

async function readOptions(command: CommandName, spec: CommandSpec, tokens: readonly Token[]): Promise<Map<string, string | true>> {
  const known: Readonly<Record<string, OptionSpec>> = { ...globalOptions, ...spec.options };
  const given = new Map<string, string | true>();
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const { name, rawName, value } = token;
    const option = Object.hasOwn(known, name) ? known[name] : undefined;
    if (option === undefined) {
      const near = await nearest(name, Object.keys(known));
      throw misused((messages) => messages.usage.unknownOption(command, rawName, near));
    }
    if (given.has(name)) throw misused((messages) => messages.usage.optionTwice(rawName));
    if (option.value === null) {
      if (value !== undefined) throw misused((messages) => messages.usage.optionTakesNoValue(rawName));
      given.set(name, true);
      continue;
    }
    if (value === undefined || value === '' || (!token.inlineValue && /^--?[a-z]/.test(value))) {
      throw misused((messages) => messages.usage.optionNeedsValue(rawName, option.value!));
    }
    if (option.choices !== undefined && !option.choices.includes(value)) {
      throw misused((messages) => messages.usage.unknownChoice(rawName, value, option.choices!));
    }
    given.set(name, value);
  }
  for (const [name, option] of Object.entries(spec.options)) {
    if (option.isRequired === true && !given.has(name))
      throw misused((messages) => messages.usage.optionMissing(command, name, option.value ?? ''));
  }
  return given;
}

function checkPositionals(command: CommandName, spec: CommandSpec, words: readonly string[]): void {
  const needed = spec.positionals.filter(({ isOptional }) => isOptional !== true);
  const lacking = needed[words.length];
  if (lacking !== undefined) throw misused((messages) => messages.usage.positionalMissing(command, lacking.name));
  const surplus = words[spec.positionals.length];
  if (surplus !== undefined) throw misused((messages) => messages.usage.positionalSurplus(command, surplus));
}

/** Loaded only for a misspelt word: the engine takes longer to load than the rest of this file to run. */
async function nearest(word: string, known: readonly string[]): Promise<string | null> {
  const { nearestName } = await import('@kaoji/engine');
  return nearestName(word, known);
}
