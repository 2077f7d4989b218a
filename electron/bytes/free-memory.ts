/** ES2024, in Electron but not yet in Node 20. */
type Transferable = { readonly transfer?: (newLength: number) => ArrayBuffer }

/**
 * Gives the memory of a chunk back at once, not when garbage is collected: sockets bring a gigabyte
 * as 16,000 buffers, and V8 takes their size for a reason to collect all garbage each 32 MB or so,
 * on every core. Only where the chunk is all of its memory, so that nobody else can be reading it.
 * @param chunk is empty afterwards
 */
export function freeMemory(chunk: Uint8Array): void {
  const { buffer, byteOffset, byteLength } = chunk
  if (byteOffset > 0 || byteLength !== buffer.byteLength || byteLength < 4096) return
  const memory: Transferable = buffer as Transferable
  memory.transfer?.(0)
}
