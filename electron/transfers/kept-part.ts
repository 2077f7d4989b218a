import { basename, join } from 'node:path'
import type { Sum } from '../bytes/summer'
import type { ByteTools } from '../bytes/tools'
import { fileError } from '../errors/from-errno'
import { fileIdOf } from '../files/file-id'
import { openFile } from '../files/opened-file'
import { drain, readBlocks } from '../files/read-blocks'
import type { KeptSlot } from './download-slots'
import type { DownloadTask } from './job'

/** What an earlier run has left on disk, found right. */
export type KeptPart = {
  readonly validator: string
  readonly sizeBytes: number
  readonly slotBytes: number
  readonly slots: ReadonlyMap<number, KeptSlot>
  /** Sums of slots that are not full yet, to be gone on with. */
  readonly running: ReadonlyMap<number, Sum>
}

/**
 * Keeps the slots of an earlier run whose bytes are those that were received. Full slots of this
 * process are known to be; all others are read again: after a power cut, what was noted may never
 * have reached the disk, and a sum can only be gone on with where its bytes were seen.
 * @returns undefined when nothing can be gone on with
 * @throws AppError CANCELLED
 */
export async function readKeptPart(
  { pool, summer, madeHere }: ByteTools,
  { folder, part }: DownloadTask,
  signal: AbortSignal,
): Promise<KeptPart | undefined> {
  const known = part?.slots
  if (!part || !known || known.slots.size === 0) return undefined
  const handle = await openFile(partPath(folder, part.name), 'r').catch(() => undefined)
  if (!handle) return undefined
  const slots = new Map<number, KeptSlot>()
  const running = new Map<number, Sum>()
  try {
    // Somebody may have put another file in its place.
    const isOurs = fileIdOf(await handle.stat({ bigint: true })) === part.fileId
    for (const [number, kept] of known.slots) {
      const first = number * known.slotBytes
      const isFull = kept.haveBytes === Math.min(known.slotBytes, known.sizeBytes - first)
      if (isFull && isOurs && madeHere.has(kept)) {
        slots.set(number, kept)
        continue
      }
      const sum = summer.start()
      const source = { handle, name: part.name, hasChanged: () => false }
      const isRight = await drain(readBlocks(pool, source, first, kept.haveBytes, { sum }), signal)
        .then(async () => (await sum.value()) === kept.crc64)
        .catch((thrown) => {
          if (signal.aborted) throw fileError(thrown, { name: part.name })
          return false
        })
      if (isRight) slots.set(number, kept)
      if (isRight && !isFull) running.set(number, sum)
      else sum.drop()
    }
  } finally {
    await handle.close()
  }
  if (slots.size === 0) return undefined
  const { sizeBytes, slotBytes } = known
  return { validator: part.validator, sizeBytes, slotBytes, slots, running }
}

/** A journal that was tampered with must not lead out of the folder. */
export function partPath(folder: string, partName: string): string {
  return join(folder, basename(partName))
}
