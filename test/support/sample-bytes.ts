/**
 * Bytes that look random and are the same in every run.
 * @param seed another seed gives other bytes
 */
export function sampleBytes(sizeBytes: number, seed = 1): Buffer {
  const bytes = Buffer.alloc(sizeBytes)
  let state = seed >>> 0 || 1
  for (let index = 0; index + 4 <= sizeBytes; index += 4) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    bytes.writeUInt32LE(state, index)
  }
  return bytes
}
