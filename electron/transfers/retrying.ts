import { setTimeout as sleep } from 'node:timers/promises'
import { AppError } from '../errors/app-error'
import { isProgress, retryDelayMs } from './retry-policy'

/** Waits, in milliseconds; throws when the signal fires. Tests put a shorter one in its place. */
export type Wait = (delayMs: number, signal: AbortSignal) => Promise<void>

const waitFor: Wait = (delayMs, signal) => sleep(delayMs, undefined, { signal })

/** 10 s: a longer wait, as a server asks for it, is the row's, where it is seen and holds no slot. */
const LONGEST_WAIT_MS = 10_000

/**
 * Tries a piece of a transfer (one part, one range) again by the same policy as whole transfers.
 * @param helps whether another try of this piece alone may help, where the error's class says yes
 * @param progress grows with what is done: after progress the attempts count anew, so that a file of
 * a hundred gigabytes survives more than five bad moments
 * @throws AppError the last failure, or CANCELLED
 */
export async function retrying<T>(
  signal: AbortSignal,
  work: () => Promise<T>,
  { wait = waitFor, helps = () => true, progress = () => 0 }: RetryChoices = {},
): Promise<T> {
  let reached = progress()
  for (let attempts = 1; ; attempts += 1) {
    try {
      return await work()
    } catch (thrown) {
      // What comes in crumbs adds up, until it is worth something.
      if (isProgress(progress() - reached)) {
        attempts = 1
        reached = progress()
      }
      // A slow server gives its place to other files: the next try is the row's.
      const delayMs =
        thrown instanceof AppError && thrown.code !== 'TOO_SLOW' && helps(thrown)
          ? retryDelayMs(thrown.info, attempts, Math.random())
          : undefined
      if (delayMs === undefined || delayMs > LONGEST_WAIT_MS) throw thrown
      await wait(delayMs, signal).catch(() => {
        throw new AppError('CANCELLED')
      })
    }
  }
}

type RetryChoices = {
  readonly wait?: Wait | undefined
  readonly helps?: (error: AppError) => boolean
  readonly progress?: () => number
}
