import type { Stream } from './stream.ts';

/** Says on a terminal what is being done when it takes long; silent everywhere else. */
export interface Progress {
  /** Step `number` of `count` begins. */
  step(number: number, count: number, what: string): void;
  /** Wipes the line; must come before anything else is written to the terminal. */
  end(): void;
}

export const noProgress: Progress = { step: () => undefined, end: () => undefined };

/** Work that is done sooner needs no word. */
const silentMilliseconds = 300;
const redrawMilliseconds = 120;
const barLength = 24;

/**
 * A bar of steps with the seconds that the running one has taken. Steps and not bytes: the computation runs in one piece
 * and leaves no moment for drawing, so the step is announced before it begins.
 */
export function progressOn(stream: Stream, now: () => number): Progress {
  if (!stream.isTerminal) return noProgress;
  const beganAt = now();
  let stepBeganAt = beganAt;
  let drawn = false;
  let current: { number: number; count: number; what: string } | null = null;
  let timer: NodeJS.Timeout | null = null;
  const draw = (): void => {
    if (current === null || now() - beganAt < silentMilliseconds) return;
    const { number, count, what } = current;
    const filled = Math.round((barLength * (number - 1)) / count);
    const seconds = Math.floor((now() - stepBeganAt) / 1000);
    const bar = stream.paint.accent('━'.repeat(filled)) + stream.paint.muted('─'.repeat(barLength - filled));
    stream.write(`\r\u001B[2K${number} / ${count}  ${bar}  ${what}${seconds > 0 ? `  ${seconds} s` : ''}`);
    drawn = true;
  };
  return {
    step(number, count, what) {
      current = { number, count, what };
      stepBeganAt = now();
      draw();
      timer ??= setInterval(draw, redrawMilliseconds).unref();
    },
    end() {
      if (timer !== null) clearInterval(timer);
      timer = null;
      current = null;
      if (drawn) stream.write('\r\u001B[2K');
      drawn = false;
    },
  };
}
