/** Gzip on the way in, with what the web platform has. */

/** An input cannot be read as a whole: not one record is wrong, but the input itself. */
export class InputError extends Error {
  override readonly name = "InputError";
}

export type Decompress = (source: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>;

/** Whether bytes begin like a gzip file. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes.length >= 2 && bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** The bytes behind gzip. Throws an InputError on a file that is cut or damaged; errors of the source itself pass through. */
export async function* gunzip(
  source: AsyncIterable<Uint8Array>,
  name: string,
  decompress: Decompress = decompressStream,
): AsyncGenerator<Uint8Array> {
  let failure: { readonly error: unknown } | undefined;
  const watched = async function* (): AsyncGenerator<Uint8Array> {
    try {
      yield* source;
    } catch (error) {
      failure = { error };
      throw error;
    }
  };
  try {
    yield* decompress(watched());
  } catch (error) {
    if (failure !== undefined) throw failure.error;
    const detail = error instanceof Error ? error.message : String(error);
    throw new InputError(`${name} is not a complete gzip file (${detail}). Get the file again, or unpack it first.`, {
      cause: error,
    });
  }
}

async function* decompressStream(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const iterator = source[Symbol.asyncIterator]();
  const compressed = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (done) controller.close();
      // A copy, since a piece is what it is only until the next one is asked for.
      else controller.enqueue(new Uint8Array(value));
    },
    async cancel() {
      await iterator.return?.();
    },
  });
  const reader = compressed.pipeThrough(new DecompressionStream("gzip")).getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
