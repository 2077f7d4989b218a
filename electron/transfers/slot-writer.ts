import { combineParts } from '../bytes/crc64-combine'
import type { Sum } from '../bytes/summer'
import type { ByteTools } from '../bytes/tools'
import type { TargetFile } from '../files/target-file'
import { type BlockSink, writeBlocks } from '../files/write-blocks'
import type { KeptSlot, Slot } from './download-slots'

/** Writes the bytes of slots to their place in the part file, and knows the sum of each. */
export type SlotWriter = {
  /** A writer for the rest of a slot. Bytes come in order; `slot.haveBytes` says how far it is. */
  open(slot: Slot): BlockSink
  /** The CRC64 of what is on disk of a slot. */
  note(slot: Slot): Promise<void>
  /** What is known of a slot is wrong. */
  forget(slot: Slot): void
  /** What a later run may go on from. */
  kept(): ReadonlyMap<number, KeptSlot>
  /** CRC64 of the whole file, of which every slot is noted. */
  whole(): string
  /** Forgets all: the file starts over. */
  reset(): void
  /** Ends the sums that are still running. */
  close(): void
}

/**
 * @param known what an earlier run left, with the running sums of slots that are not full
 */
export function createSlotWriter(
  { pool, summer, madeHere }: ByteTools,
  target: Pick<TargetFile, 'write'>,
  known: ReadonlyMap<number, KeptSlot> = new Map(),
  running: ReadonlyMap<number, Sum> = new Map(),
): SlotWriter {
  const noted = new Map(known)
  const sums = new Map(running)

  function sumOf(slot: Slot): Sum {
    const sum = sums.get(slot.number) ?? summer.start()
    sums.set(slot.number, sum)
    return sum
  }

  function close(): void {
    for (const sum of sums.values()) sum.drop()
    sums.clear()
  }

  return {
    open(slot) {
      const sink: BlockSink = writeBlocks(
        pool,
        target.write,
        slot.first + slot.haveBytes,
        sumOf(slot),
      )
      return {
        write(chunk) {
          slot.haveBytes += chunk.length
          return sink.write(chunk)
        },
        room: sink.room,
        flush: sink.flush,
      }
    },
    async note(slot) {
      const sum = sumOf(slot)
      const kept: KeptSlot = { haveBytes: slot.haveBytes, crc64: await sum.value() }
      madeHere.add(kept)
      noted.set(slot.number, kept)
      if (slot.first + slot.haveBytes < slot.end) return
      sum.drop()
      sums.delete(slot.number)
    },
    forget(slot) {
      sums.get(slot.number)?.drop()
      sums.delete(slot.number)
      noted.delete(slot.number)
    },
    kept: () => noted,
    whole() {
      const [only] = noted.values()
      if (only && noted.size === 1) return only.crc64
      const parts = [...noted].sort(([a], [b]) => a - b)
      return combineParts(
        parts.map(([, { haveBytes, crc64 }]) => ({ sizeBytes: haveBytes, crc64 })),
      )
    },
    reset() {
      close()
      noted.clear()
    },
    close,
  }
}
