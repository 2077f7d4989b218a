import type { AppErrorCode, AppErrorInfo, OssAnswer, RetryAdvice } from '../../shared/errors'

/**
 * An expected failure. Main throws it, the queue stores its `info`, the IPC edge sends that to the
 * page. Anything else that is thrown is a bug: logged with its stack, shown as `UNEXPECTED`.
 */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly info: AppErrorInfo

  /**
   * @param params values for the sentence; never a secret, a signature or a whole path
   * @param more.retry who can cure it, `never` unless given
   * @param more.cause the original failure, for the log only
   */
  constructor(
    code: AppErrorCode,
    params: Readonly<Record<string, string | number>> = {},
    more: { retry?: RetryAdvice; oss?: OssAnswer; cause?: unknown } = {},
  ) {
    super(code, { cause: more.cause })
    this.info = {
      code,
      params,
      retry: more.retry ?? 'never',
      ...(more.oss === undefined ? {} : { oss: more.oss }),
    }
  }

  get code(): AppErrorCode {
    return this.info.code
  }
}

/** What the page and the journal may know of any thrown value. */
export function errorInfoOf(thrown: unknown): AppErrorInfo {
  if (thrown instanceof AppError) return thrown.info
  return { code: 'UNEXPECTED', params: {}, retry: 'manual' }
}

/** True for the failure that a person or a shutdown asked for. */
export function isCancelled(thrown: unknown): boolean {
  return thrown instanceof AppError && thrown.code === 'CANCELLED'
}
