/** Bytes of a file, whole or in chunks: a buffer, a stream of the browser or Node, or anything that yields chunks. */
export type BytesInput = Uint8Array | ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>;

export async function* chunksOf(input: BytesInput): AsyncGenerator<Uint8Array, void, undefined> {
  if (input instanceof Uint8Array) {
    yield input;
    return;
  }
  if (Symbol.asyncIterator in input) {
    yield* input as AsyncIterable<Uint8Array>;
    return;
  }
  // Safari's streams cannot be iterated.
  const reader = (input as ReadableStream<Uint8Array>).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    reader.cancel().catch(() => undefined);
  }
}

/** All bytes together, or null as soon as there are more than `byteCountMax`. */
export async function wholeInput(input: BytesInput, byteCountMax: number): Promise<Uint8Array | null> {
  if (input instanceof Uint8Array) return input.length > byteCountMax ? null : input;
  const chunks: Uint8Array[] = [];
  let byteCount = 0;
  for await (const chunk of chunksOf(input)) {
    byteCount += chunk.length;
    if (byteCount > byteCountMax) return null;
    chunks.push(chunk);
  }
  const whole = new Uint8Array(byteCount);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
