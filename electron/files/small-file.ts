import { basename } from 'node:path'
import type { Block, BlockPool } from '../bytes/block'
import { AppError } from '../errors/app-error'
import { fileError } from '../errors/from-errno'
import type { Disk, ReadWhole } from './disk'
import type { Pace } from './pace'
import { fileChanged } from './read-blocks'
import { type FileIdentity, isSame } from './source-file'

/** The bytes of a file, and what they sum up to. `release` gives their memory back. */
export type WholeFile = Pick<ReadWhole, 'crc64' | 'md5'> & {
  readonly bytes: Buffer
  release(): void
}

/**
 * A file for sending that fits into one block, as it was when it was opened. No descriptor is held:
 * whoever reads it again is told whether it is still the same.
 */
export type SmallFile = FileIdentity & {
  readonly kind: 'small'
  /**
   * All its bytes, at the pace of uploads. What opening has read is given once, unless a limit made
   * it wait; after that the file is read again.
   * @param onBytes told how many bytes may be sent so far
   * @throws AppError CANCELLED | FILE_CHANGED | FILE_NOT_FOUND | FILE_UNREADABLE
   */
  read(signal: AbortSignal, onBytes: (countedBytes: number) => void): Promise<WholeFile>
  /** Forgets what opening has read: it will be old when it is sent. */
  forget(): void
  /** CRC64 of the whole file, read once more. @throws AppError CANCELLED | FILE_CHANGED */
  crc64(signal?: AbortSignal): Promise<string>
  close(): Promise<void>
}

type Held = { readonly found: ReadWhole; readonly block: Block }

/**
 * Opens a file and reads it in one go, where it is small.
 * @returns undefined when it is larger than a block
 * @throws AppError FILE_NOT_FOUND | FILE_UNREADABLE | FILE_NOT_REGULAR | FILE_CHANGED
 */
export async function openSmallFile(
  { disk, pool }: { readonly disk: Disk; readonly pool: BlockPool },
  path: string,
  pace: Pace | undefined,
): Promise<SmallFile | undefined> {
  const name = basename(path)

  async function readNow(): Promise<Held | undefined> {
    const block = pool.take()
    try {
      const answer = await disk.readWhole(path, block)
      switch (answer.kind) {
        case 'read':
          return { found: answer, block }
        case 'changed':
          throw fileChanged(name)
        case 'not-regular':
          throw new AppError('FILE_NOT_REGULAR', { name }, { retry: 'manual' })
        case 'too-large':
          pool.release(block)
          return undefined
      }
    } catch (thrown) {
      pool.release(block)
      throw fileError(thrown, { name })
    }
  }

  let ahead = await readNow()
  if (ahead === undefined) return undefined
  const { sizeBytes, mtimeMs, inode } = ahead.found
  const identity: FileIdentity = { sizeBytes, mtimeMs, inode }

  function forget(): void {
    if (ahead) pool.release(ahead.block)
    ahead = undefined
  }

  async function readAgain(): Promise<Held> {
    forget()
    const held = await readNow()
    if (held && isSame(held.found, identity)) return held
    if (held) pool.release(held.block)
    throw fileChanged(name)
  }

  return {
    kind: 'small',
    ...identity,
    async read(signal, onBytes) {
      if (await grantAll(sizeBytes, pace, signal, onBytes)) forget()
      const held = ahead ?? (await readAgain())
      ahead = undefined
      if (signal.aborted) {
        pool.release(held.block)
        throw new AppError('CANCELLED')
      }
      return wholeOf(pool, held)
    },
    forget,
    async crc64(signal) {
      if (signal?.aborted) throw new AppError('CANCELLED')
      const { found, block } = await readAgain()
      pool.release(block)
      return found.crc64
    },
    async close() {
      forget()
    },
  }
}

/** Waits until all bytes may be sent. @returns whether there was anything to wait for */
async function grantAll(
  sizeBytes: number,
  pace: Pace | undefined,
  signal: AbortSignal,
  onBytes: (countedBytes: number) => void,
): Promise<boolean> {
  let hasWaited = false
  for (let granted = 0; granted < sizeBytes; onBytes(granted)) {
    const grant = pace ? pace(sizeBytes - granted, signal) : sizeBytes
    if (typeof grant !== 'number') hasWaited = true
    granted += await grant
  }
  return hasWaited
}

function wholeOf(pool: BlockPool, { found, block }: Held): WholeFile {
  let isReleased = false
  return {
    bytes: block.bytes.subarray(0, found.sizeBytes),
    crc64: found.crc64,
    md5: found.md5,
    release() {
      if (isReleased) return
      isReleased = true
      pool.release(block)
    },
  }
}
