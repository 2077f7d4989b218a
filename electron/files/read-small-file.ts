import { open } from 'node:fs/promises'

/**
 * A file that is expected to be small, never more than `maxBytes` of it: a wrong choice of
 * gigabytes must not end in memory. Throws what the file system throws.
 */
export async function readSmallFile(path: string, maxBytes: number): Promise<Buffer> {
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(maxBytes), 0, maxBytes, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}
