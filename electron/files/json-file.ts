import { existsSync, renameSync } from 'node:fs'
import { basename } from 'node:path'
import type { AppErrorCode } from '../../shared/errors'
import { AppError } from '../errors/app-error'

/** One small JSON file that is read whole at start and written whole at each change. */
export type JsonFile = {
  /** @returns undefined where there is no file yet. Throws when it can't be read or is no JSON. */
  read(): unknown
  /** Replaces the content atomically. @throws AppError DISK_FULL | FOLDER_NOT_WRITABLE */
  write(value: Readonly<Record<string, unknown>>): void
  /**
   * Renames a file that makes no sense, so that nothing in it is lost and a new one can be written.
   * @returns its new name, without folder
   */
  setAside(): string
}

/** The part of electron-store (and of conf below it) that is used. */
export type StoreLike = { store: Record<string, unknown> }

/**
 * A `JsonFile` over electron-store.
 * @param options.path where the store that `open` makes has its file
 * @param options.open makes the store; it throws on a damaged file, so it is called when needed
 */
export function createStoreFile(options: {
  readonly path: string
  readonly open: () => StoreLike
  readonly nowMs: () => number
}): JsonFile {
  const { path, open, nowMs } = options
  let opened: StoreLike | undefined
  const store = (): StoreLike => {
    opened ??= open()
    return opened
  }
  return {
    read: () => (existsSync(path) ? { ...store().store } : undefined),
    write(value) {
      try {
        store().store = { ...value }
      } catch (error) {
        throw writeErrorOf(error)
      }
    },
    setAside() {
      const stamp = new Date(nowMs()).toISOString().replace(/[:.]/g, '-')
      const target = `${path}.damaged-${stamp}`
      renameSync(path, target)
      return basename(target)
    },
  }
}

const WRITE_ERRORS: Readonly<Record<string, AppErrorCode>> = {
  ENOSPC: 'DISK_FULL',
  EDQUOT: 'DISK_FULL',
  EACCES: 'FOLDER_NOT_WRITABLE',
  EPERM: 'FOLDER_NOT_WRITABLE',
  EROFS: 'FOLDER_NOT_WRITABLE',
}

function writeErrorOf(error: unknown): unknown {
  const errno: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined
  const code = typeof errno === 'string' ? WRITE_ERRORS[errno] : undefined
  return code === undefined ? error : new AppError(code, {}, { retry: 'manual', cause: error })
}

/** What a file held: its value where it made sense, and the new name of a file that did not. */
export type Loaded<T> = { readonly value?: T; readonly damagedFile?: string }

/**
 * Reads a file, and puts it aside when it is no JSON or `understand` finds damage. Never throws and
 * never forgets: what could be saved comes back as `value`, the rest lies in the renamed file.
 * @param understand what of the content makes sense, and whether that is all of it
 */
export function loadOrSetAside<T>(
  file: JsonFile,
  understand: (content: unknown) => { readonly value?: T; readonly whole: boolean },
  warn: (message: string, details?: unknown) => void,
): Loaded<T> {
  let understood: { readonly value?: T; readonly whole: boolean }
  try {
    const content = file.read()
    if (content === undefined) return {}
    understood = understand(content)
  } catch (error) {
    warn('A file of the app could not be read', error)
    understood = { whole: false }
  }
  const saved = understood.value === undefined ? {} : { value: understood.value }
  if (understood.whole) return saved
  try {
    const damagedFile = file.setAside()
    warn('A damaged file of the app was put aside', { damagedFile })
    return { ...saved, damagedFile }
  } catch (error) {
    warn('A damaged file of the app could not be put aside', error)
    return saved
  }
}
