import { commandNames, commands, globalOptions, type CommandName, type CommandSpec, type OptionSpec } from './commands/registry.ts';
import type { Messages } from './messages/messages.ts';
import type { Stream } from './stream.ts';
import { fitted, widthOf, wrapped } from './text/width.ts';
import { programVersion } from './version.ts';

/** The help: of the program, or of one command. */
export async function helpText(topic: CommandName | null, messages: Messages, stream: Stream): Promise<string> {
  const lines = topic === null ? await overview(messages, stream) : commandHelp(topic, messages, stream);
  return `${lines.join('\n')}\n`;
}

async function overview(messages: Messages, stream: Stream): Promise<string[]> {
  const { help } = messages;
  const { strong, muted } = stream.paint;
  return [
    `${strong(help.title)} ${muted(await programVersion())}  ${help.slogan}`,
    '',
    `${strong(help.usage)}  kaoji <${help.command}> …`,
    '',
    strong(help.commands),
    ...described(
      commandNames.map((name) => [name, messages.commands[name].summary]),
      stream,
    ),
    '',
    strong(help.optionsTitle),
    ...optionLines(globalOptions, messages, stream),
    '',
    strong(help.exitCodesTitle),
    ...described(help.exitCodes, stream),
    '',
    ...help.tryThis.map((line) => `  ${line}`),
  ];
}

function commandHelp(topic: CommandName, messages: Messages, stream: Stream): string[] {
  const { help } = messages;
  const { strong } = stream.paint;
  const spec: CommandSpec = commands[topic];
  const positionals = spec.positionals.map(({ name, isOptional }) => (isOptional === true ? `[${name}]` : name));
  const required = Object.entries(spec.options).flatMap(([name, { isRequired, value }]) =>
    isRequired === true ? [`--${name} ${value ?? ''}`] : [],
  );
  const hasOthers = Object.keys(spec.options).length > required.length;
  const usage = ['kaoji', topic, ...positionals, ...required, ...(hasOthers ? [`[${help.options}]`] : [])].join(' ');
  const { summary, details, examples } = messages.commands[topic];
  return [
    strong(`kaoji ${topic}`),
    ...wrapped(summary, stream.columns),
    '',
    `${strong(help.usage)}  ${usage}`,
    '',
    ...details.flatMap((paragraph) => [...wrapped(paragraph, stream.columns), '']),
    ...(Object.keys(spec.options).length === 0 ? [] : [strong(help.optionsTitle), ...optionLines(spec.options, messages, stream), '']),
    strong(help.examples),
    ...examples.map((line) => `  ${line}`),
  ];
}

function optionLines(options: Readonly<Record<string, OptionSpec>>, messages: Messages, stream: Stream): string[] {
  const texts: Readonly<Record<string, string>> = messages.options;
  return described(
    Object.entries(options).map(([name, { value, short, isRequired }]) => [
      `${short === undefined ? '' : `-${short}, `}--${name}${value === null ? '' : ` ${value}`}`,
      (isRequired === true ? texts[`${name}-required`] : undefined) ?? texts[name] ?? '',
    ]),
    stream,
  );
}

/** Words on the left, what they mean on the right. */
function described(entries: readonly (readonly [string, string])[], stream: Stream): string[] {
  const left = Math.max(...entries.map(([word]) => widthOf(word)));
  return entries.flatMap(([word, text]) =>
    wrapped(text, Math.max(20, stream.columns - left - 4)).map((line, i) => `  ${fitted(i === 0 ? word : '', left, 'left')}  ${line}`),
  );
}
