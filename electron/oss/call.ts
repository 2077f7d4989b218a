import { AppError } from '../errors/app-error'
import type { CallOptions } from './oss-types'

/** What the server answered when it refused, with at most 64 KiB of its body. */
export type Refusal = {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

/**
 * One call on its way: the transport finds here what was asked of it, and leaves here what happened.
 */
export type Call = CallOptions & {
  /** Network failure or cancellation, as the transport saw it. */
  failure?: AppError
  refusal?: Refusal
  /** True once the server has answered with success. */
  isAnswered?: boolean
}

/**
 * Runs `work` as one call.
 * @param explain turns the server's refusal into an `AppError`
 * @throws AppError only: what the transport saw, else the explained refusal; `OSS_SERVER_ERROR`
 * when an answer of success makes no sense, else `UNEXPECTED`
 */
export async function asCall<T>(
  options: CallOptions | undefined,
  explain: (refusal: Refusal) => AppError,
  work: (call: Call) => Promise<T>,
): Promise<T> {
  const call: Call = { ...options }
  if (call.signal?.aborted) throw new AppError('CANCELLED')
  try {
    return await work(call)
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown
    if (call.failure) throw call.failure
    if (call.refusal) throw explain(call.refusal)
    if (call.isAnswered) {
      throw new AppError('OSS_SERVER_ERROR', {}, { retry: 'automatic', cause: thrown })
    }
    throw new AppError('UNEXPECTED', {}, { retry: 'manual', cause: thrown })
  }
}
