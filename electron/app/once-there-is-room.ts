import { AppError } from '../errors/app-error'

/**
 * Does something that the app can't start without, as often as the person wants to try while the
 * disk is full.
 * @param ask resolves true to try again
 * @returns undefined when the person gave up
 * @throws whatever `work` throws but DISK_FULL
 */
export async function onceThereIsRoom<T>(
  work: () => Promise<T>,
  ask: () => Promise<boolean>,
): Promise<T | undefined> {
  for (;;) {
    try {
      return await work()
    } catch (thrown) {
      if (!(thrown instanceof AppError) || thrown.code !== 'DISK_FULL') throw thrown
      if (!(await ask())) return undefined
    }
  }
}
