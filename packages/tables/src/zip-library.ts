import type * as Library from '@zip.js/zip.js/lib/zip-core-custom.js';

/**
 * zip.js, loaded when the first workbook is read or written: a command that only reads CSV need not wait for it. This
 * entry of the package brings neither workers nor WebAssembly; it packs and unpacks with the platform's own streams.
 */
export async function zipLibrary(): Promise<typeof Library> {
  const library = await import('@zip.js/zip.js/lib/zip-core-custom.js');
  library.configure({
    useWebWorkers: false,
    // One piece of a bomb unpacks to a thousand times its size before anybody can look at it.
    chunkSize: 16 * 1024,
    // The library queues what exceeds its pool of workers even where it has none; a reader that pauses would hold up others.
    maxWorkers: Number.MAX_SAFE_INTEGER,
  });
  return library;
}
