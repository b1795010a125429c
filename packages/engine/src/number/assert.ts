/** Stops a programmer's error. `reason` says why the condition must hold. */
export function assert(condition: boolean, reason: string): asserts condition {
  if (!condition) throw new Error(`Broken assumption: ${reason}`);
}
