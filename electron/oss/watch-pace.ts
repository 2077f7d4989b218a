import type { AppError } from '../errors/app-error'
import { createPaceWatch, type LeastPace } from '../network/least-pace'
import type { Connection } from '../wire/connection'

/** How often it is looked within the time of a pace: often enough to tell whose turn it mostly is. */
const LOOKS = 10

/**
 * Watches an answer that trickles: it never stalls, and the total limit of a large object is days.
 * Uploads need none: a part has half an hour, and what a socket does not take is a stall.
 * @param isOurTurn while a speed limit or a slow disk keeps us from reading, no time passes
 * @param stop called with TOO_SLOW
 * @returns ends it
 */
export function watchPace(
  connection: Pick<Connection, 'receivedBytes'>,
  host: string,
  pace: LeastPace,
  isOurTurn: () => boolean,
  stop: (error: AppError) => void,
): () => void {
  const watch = createPaceWatch(pace)
  const everyMs = pace.withinMs / LOOKS
  let before = connection.receivedBytes()
  const timer = setInterval(() => {
    const now = connection.receivedBytes()
    if (!isOurTurn()) watch.waited(everyMs)
    watch.came(now - before)
    before = now
    if (watch.leftMs() === 0) stop(watch.tooSlow(host))
  }, everyMs)
  return () => clearInterval(timer)
}
