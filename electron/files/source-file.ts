import { constants, type Stats } from 'node:fs'
import { type FileHandle, open, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Readable } from 'node:stream'
import { AppError } from '../errors/app-error'
import { fileError } from '../errors/from-errno'
import type { Pace } from './pace'
import {
  type Checksum,
  createRangeReadable,
  fileChanged,
  type RangeOptions,
} from './range-readable'

/** A checksum whose value can be asked for, in OSS's form (unsigned decimal). */
export type RunningChecksum = Checksum & { decimal(): string }

/** What tells one state of a file from another; the inode notices a file that was replaced. */
export type FileIdentity = {
  readonly sizeBytes: number
  readonly mtimeMs: number
  readonly inode: number
}

/** A file that is open for sending, as it was when it was opened. */
export type SourceFile = FileIdentity & {
  /**
   * A stream over `length` bytes from `first`; several may be open at once.
   * It fails with FILE_CHANGED | FILE_UNREADABLE.
   */
  openRange(first: number, length: number, options?: RangeOptions): Readable
  /**
   * Looks whether the path still leads to the same, unchanged file.
   * @throws AppError FILE_CHANGED | FILE_NOT_FOUND | FILE_UNREADABLE
   */
  assertUnchanged(): Promise<void>
  /** CRC64 of the whole file, read once more. @throws AppError CANCELLED | FILE_CHANGED */
  crc64(signal?: AbortSignal): Promise<string>
  close(): Promise<void>
}

/**
 * @param pace of the ranges that are read for sending
 * @throws AppError FILE_NOT_FOUND | FILE_UNREADABLE | FILE_NOT_REGULAR
 */
export type OpenSource = (path: string, pace?: Pace) => Promise<SourceFile>

/**
 * @param newChecksum CRC64 as OSS computes it; comes in because only `oss/` knows which one
 */
export function createOpenSource(newChecksum: () => Promise<RunningChecksum>): OpenSource {
  return async (path, pace) => {
    const name = basename(path)
    const handle = await openForReading(path, name)
    try {
      const stats = await handle.stat()
      if (!stats.isFile()) throw new AppError('FILE_NOT_REGULAR', { name }, { retry: 'manual' })
      return sourceFile(path, handle, identityOf(stats), newChecksum, pace)
    } catch (thrown) {
      await handle.close()
      throw fileError(thrown, { name })
    }
  }
}

/** Without O_NONBLOCK the opening of a named pipe waits for a writer, for ever. */
async function openForReading(path: string, name: string): Promise<FileHandle> {
  try {
    return await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  } catch (thrown) {
    throw fileError(thrown, { name })
  }
}

function sourceFile(
  path: string,
  handle: FileHandle,
  identity: FileIdentity,
  newChecksum: () => Promise<RunningChecksum>,
  pace: Pace | undefined,
): SourceFile {
  const name = basename(path)
  const hasChanged = (stats: Stats) => !isSame(identityOf(stats), identity)
  const openRange = (first: number, length: number, options: RangeOptions = {}) =>
    createRangeReadable({ handle, name, hasChanged }, first, length, options)

  return {
    ...identity,
    openRange: (first, length, options) => openRange(first, length, { pace, ...options }),

    async assertUnchanged() {
      const stats = await stat(path).catch((thrown) => {
        throw fileError(thrown, { name })
      })
      if (hasChanged(stats)) throw fileChanged(name)
    },

    async crc64(signal) {
      const checksum = await newChecksum()
      for await (const _chunk of openRange(0, identity.sizeBytes, { checksum })) {
        if (signal?.aborted) throw new AppError('CANCELLED')
      }
      return checksum.decimal()
    },

    close: () => handle.close(),
  }
}

function identityOf(stats: Stats): FileIdentity {
  return { sizeBytes: stats.size, mtimeMs: stats.mtimeMs, inode: stats.ino }
}

function isSame(a: FileIdentity, b: FileIdentity): boolean {
  return a.sizeBytes === b.sizeBytes && a.mtimeMs === b.mtimeMs && a.inode === b.inode
}
