import { AppError, isCancelled } from '../errors/app-error'

/**
 * Runs `work` over all items, a few at a time; the first failure stops the others and is thrown.
 * Resolves and throws only when nothing runs any more.
 */
export async function inParallel(
  limit: number,
  signal: AbortSignal,
  items: Iterator<number>,
  work: (item: number, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const stop = new AbortController()
  const either = AbortSignal.any([signal, stop.signal])
  let failure: unknown
  const worker = async () => {
    for (let next = items.next(); !next.done && !either.aborted; next = items.next()) {
      try {
        await work(next.value, either)
      } catch (thrown) {
        failure ??= thrown
        stop.abort()
      }
    }
  }
  await Promise.all(Array.from({ length: limit }, worker))
  if (signal.aborted) throw new AppError('CANCELLED')
  if (failure !== undefined) throw isCancelled(failure) ? new AppError('UNEXPECTED') : failure
}
