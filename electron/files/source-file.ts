import { constants, type Stats } from 'node:fs'
import { basename } from 'node:path'
import type { BlockSource } from '../bytes/block'
import type { ByteTools } from '../bytes/tools'
import { AppError } from '../errors/app-error'
import { fileError } from '../errors/from-errno'
import { stat } from './fs-calls'
import { type OpenedFile, openFile } from './opened-file'
import type { Pace } from './pace'
import { drain, fileChanged, type ReadOptions, readBlocks } from './read-blocks'
import { type SummedBody, summedBody } from './summed-body'

/** What tells one state of a file from another; the inode notices a file that was replaced. */
export type FileIdentity = {
  readonly sizeBytes: number
  readonly mtimeMs: number
  readonly inode: number
}

/** A file that is open for sending, as it was when it was opened. */
export type SourceFile = FileIdentity & {
  readonly kind: 'large'
  /**
   * `length` bytes from `first`; several may be open at once.
   * It fails with FILE_CHANGED | FILE_UNREADABLE.
   */
  openRange(first: number, length: number, options?: ReadOptions): BlockSource
  /**
   * The same as a body that can be sent again, at the pace of uploads, and summed on its way.
   * @param onBytes told how many of its bytes were read since it was opened last
   */
  body(first: number, length: number, onBytes: (countedBytes: number) => void): SummedBody
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

export function createOpenSource(tools: ByteTools): OpenSource {
  return async (path, pace) => {
    const name = basename(path)
    const handle = await openForReading(path, name)
    try {
      const stats = await handle.stat()
      if (!stats.isFile()) throw new AppError('FILE_NOT_REGULAR', { name }, { retry: 'manual' })
      return sourceFile(path, handle, identityOf(stats), tools, pace)
    } catch (thrown) {
      await handle.close()
      throw fileError(thrown, { name })
    }
  }
}

/** Without O_NONBLOCK the opening of a named pipe waits for a writer, for ever. */
async function openForReading(path: string, name: string): Promise<OpenedFile> {
  try {
    return await openFile(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  } catch (thrown) {
    throw fileError(thrown, { name })
  }
}

function sourceFile(
  path: string,
  handle: OpenedFile,
  identity: FileIdentity,
  { pool, summer }: ByteTools,
  pace: Pace | undefined,
): SourceFile {
  const name = basename(path)
  const hasChanged = (stats: Stats) => !isSame(identityOf(stats), identity)
  const openRange = (first: number, length: number, options: ReadOptions = {}) =>
    readBlocks(pool, { handle, name, hasChanged }, first, length, options)

  return {
    kind: 'large',
    ...identity,
    openRange,
    body: (first, length, onBytes) =>
      summedBody(
        summer,
        length,
        (options) => openRange(first, length, { pace, ...options }),
        onBytes,
      ),

    async assertUnchanged() {
      const stats = await stat(path).catch((thrown) => {
        throw fileError(thrown, { name })
      })
      if (hasChanged(stats)) throw fileChanged(name)
    },

    async crc64(signal) {
      const sum = summer.start()
      try {
        await drain(openRange(0, identity.sizeBytes, { sum }), signal)
        return await sum.value()
      } finally {
        sum.drop()
      }
    },

    close: () => handle.close(),
  }
}

function identityOf(stats: Stats): FileIdentity {
  return { sizeBytes: stats.size, mtimeMs: stats.mtimeMs, inode: stats.ino }
}

/** Whether two looks have found one and the same state of a file. */
export function isSame(a: FileIdentity, b: FileIdentity): boolean {
  return a.sizeBytes === b.sizeBytes && a.mtimeMs === b.mtimeMs && a.inode === b.inode
}
