import type { Language } from '@kaoji/engine';
import type { Messages } from './messages/messages.ts';
import type { Progress } from './progress.ts';
import type { Stream } from './stream.ts';

/** What every command is given. */
export interface Context {
  readonly language: Language;
  readonly messages: Messages;
  readonly out: Stream;
  readonly err: Stream;
  readonly progress: Progress;
}
