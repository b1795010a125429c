import type { Language } from '@kaoji/engine';
import type { Environment } from './stream.ts';

/**
 * The language of a run: what `--lang` says, else the first of LC_ALL, LC_MESSAGES and LANG that is set, as POSIX has it.
 * Chinese where the environment says nothing (unset, C, POSIX, C.UTF-8: servers and containers); English in every other
 * language, because it is the only other one there is.
 */
export function languageOf(parameters: readonly string[], environment: Environment): Language {
  const at = parameters.findLastIndex((word) => word === '--lang' || word.startsWith('--lang='));
  const asked = at < 0 ? undefined : parameters[at] === '--lang' ? parameters[at + 1] : parameters[at]!.slice('--lang='.length);
  if (asked === 'zh' || asked === 'en') return asked;
  const locale =
    [environment['LC_ALL'], environment['LC_MESSAGES'], environment['LANG']].find((value) => value !== undefined && value !== '') ?? '';
  return /^(?:$|c\b|posix\b|zh)/i.test(locale) ? 'zh' : 'en';
}
