import { setTimeout as sleep } from 'node:timers/promises'
import { AppError } from '../errors/app-error'
import { retryDelayMs } from './retry-policy'

/**
 * Tries a piece of a transfer (one part, one range) again by the same policy as whole transfers.
 * @throws AppError the last failure, or CANCELLED
 */
export async function retrying<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  for (let attempts = 1; ; attempts += 1) {
    try {
      return await work()
    } catch (thrown) {
      const delayMs =
        thrown instanceof AppError ? retryDelayMs(thrown.info, attempts, Math.random()) : undefined
      if (delayMs === undefined) throw thrown
      await sleep(delayMs, undefined, { signal }).catch(() => {
        throw new AppError('CANCELLED')
      })
    }
  }
}
