import type { BlockSource } from '../bytes/block'
import type { Sum, Summer } from '../bytes/summer'
import type { ReadOptions } from './read-blocks'

/** A stretch of a file on its way out, summed while it is read. `open` begins anew with each call. */
export type SummedBody = {
  readonly sizeBytes: number
  readonly open: () => BlockSource
  /** CRC64 (unsigned decimal) of what was read since the last `open`. */
  crc64(): Promise<string>
  /** Ends it; may be called twice. */
  drop(): void
}

/**
 * @param read opens the stretch
 * @param onBytes told how many bytes were read since the last `open`; 0 when it begins anew
 */
export function summedBody(
  summer: Summer,
  sizeBytes: number,
  read: (options: ReadOptions) => BlockSource,
  onBytes: (countedBytes: number) => void,
): SummedBody {
  let sum: Sum | undefined
  let countedBytes = 0
  return {
    sizeBytes,
    open() {
      sum?.drop()
      sum = summer.start()
      if (countedBytes > 0) onBytes(0)
      countedBytes = 0
      return read({
        sum,
        onBytes(count) {
          countedBytes += count
          onBytes(countedBytes)
        },
      })
    },
    crc64: () => (sum ?? summer.start()).value(),
    drop: () => sum?.drop(),
  }
}
