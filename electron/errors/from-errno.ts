import type { AppErrorCode, RetryAdvice } from '../../shared/errors'
import { AppError } from './app-error'
import { meaningOfNetworkCode } from './network-codes'

/** What was being done to which file; the codes for "not there" and "not allowed" differ by it. */
export type FileErrorContext = {
  /** Of the file or folder, without its path. */
  readonly name?: string
  readonly missing?: 'FILE_NOT_FOUND' | 'FOLDER_NOT_FOUND'
  readonly denied?: 'FILE_UNREADABLE' | 'FOLDER_UNREADABLE' | 'FOLDER_NOT_WRITABLE'
  /** Room that is needed, for DISK_FULL. */
  readonly expectedBytes?: number
}

/** How many `cause`s deep a failure is looked into: undici wraps once, p-retry once more. */
const MAX_CAUSES = 5

/**
 * The failure behind an errno of the file system; an `AppError` comes back as it is, and what has
 * no errno is a bug (`UNEXPECTED`).
 * @param context `missing` is FILE_NOT_FOUND and `denied` FILE_UNREADABLE unless given
 */
export function fileError(thrown: unknown, context: FileErrorContext = {}): AppError {
  if (thrown instanceof AppError) return thrown
  const token = tokenOf(thrown)
  const meaning = token === undefined ? undefined : fileMeaning(token, context)
  if (!meaning) return new AppError('UNEXPECTED', {}, { retry: 'manual', cause: thrown })
  const [code, retry] = meaning
  const { name, expectedBytes } = context
  const params = {
    ...(name === undefined ? {} : { name }),
    ...(token === undefined ? {} : { errno: token }),
    ...(code === 'DISK_FULL' && expectedBytes !== undefined ? { expectedBytes } : {}),
  }
  return new AppError(code, params, { retry, cause: thrown })
}

function fileMeaning(
  token: string,
  { missing = 'FILE_NOT_FOUND', denied = 'FILE_UNREADABLE' }: FileErrorContext,
): readonly [AppErrorCode, RetryAdvice] | undefined {
  switch (token) {
    case 'ENOENT':
    case 'ENOTDIR':
    // A drive that was unplugged or a share that went away.
    case 'ENODEV':
    case 'ENXIO':
    case 'ESTALE':
      return [missing, 'manual']
    case 'EACCES':
    case 'EPERM':
    case 'EIO':
    // Locked by another program: Windows says EBUSY, Linux ETXTBSY for a program that runs.
    case 'EBUSY':
    case 'ETXTBSY':
    // A name that this file system can't hold: another folder can.
    case 'ENAMETOOLONG':
    case 'EILSEQ':
    case 'EINVAL':
    case 'UNKNOWN':
      return [denied, 'manual']
    case 'EROFS':
      return ['FOLDER_NOT_WRITABLE', 'manual']
    case 'ENOSPC':
    case 'EDQUOT':
      return ['DISK_FULL', 'manual']
    // FAT32 ends at 4 GiB: this folder can't take it, another can.
    case 'EFBIG':
      return [denied, 'manual']
    case 'EISDIR':
    case 'ELOOP':
      return ['FILE_NOT_REGULAR', 'manual']
    // Too many open files at this moment.
    case 'EMFILE':
    case 'ENFILE':
    case 'EAGAIN':
      return [denied, 'automatic']
    default:
      return undefined
  }
}

/**
 * The failure behind what Node's http, undici or Electron's net module threw: by the `code` of the
 * error or of its causes, else by Chromium's name in `net::ERR_...`; never by other words of a
 * message. An `AppError` comes back as it is, what names no network failure is a bug (`UNEXPECTED`).
 * @param context.host the host that was asked, without path
 */
export function networkError(thrown: unknown, context: { readonly host: string }): AppError {
  if (thrown instanceof AppError) return thrown
  const tokens = tokensOf(thrown)
  for (const token of tokens) {
    const meaning = meaningOfNetworkCode(token)
    if (meaning) {
      const params = { host: context.host, errno: token }
      return new AppError(meaning[0], params, { retry: meaning[1], cause: thrown })
    }
  }
  // Chromium has some 200 names: one that is not in the table still is a failure of the network.
  const chromium = tokens.find((token) => token.startsWith('ERR_') && isChromium(thrown))
  return chromium === undefined
    ? new AppError('UNEXPECTED', {}, { retry: 'manual', cause: thrown })
    : new AppError(
        'CONNECTION_LOST',
        { host: context.host, errno: chromium },
        { retry: 'automatic', cause: thrown },
      )
}

function tokensOf(thrown: unknown): readonly string[] {
  const tokens: string[] = []
  let current: unknown = thrown
  for (let depth = 0; depth <= MAX_CAUSES && current instanceof Error; depth += 1) {
    const token = tokenOf(current)
    if (token !== undefined) tokens.push(token)
    if (current instanceof AggregateError) tokens.push(...current.errors.flatMap(tokenIn))
    current = current.cause
  }
  return tokens
}

function tokenIn(thrown: unknown): readonly string[] {
  const token = tokenOf(thrown)
  return token === undefined ? [] : [token]
}

function tokenOf(thrown: unknown): string | undefined {
  if (!(thrown instanceof Error)) return undefined
  if ('code' in thrown && typeof thrown.code === 'string') return thrown.code
  if (thrown.name === 'AbortError') return 'ABORT_ERR'
  return chromiumName(thrown)
}

function isChromium(thrown: unknown): boolean {
  return thrown instanceof Error && chromiumName(thrown) !== undefined
}

function chromiumName(thrown: Error): string | undefined {
  return /^net::(ERR_[A-Z0-9_]+)$/.exec(thrown.message)?.[1]
}
