import { freeMemory } from '../bytes/free-memory'
import type { Room, Take } from '../wire/answer-body'
import type { IncomingBody } from './incoming'

/**
 * Hands on all pieces of a body, each when the one before is taken. Resolves at the end.
 * @param room where the next piece is wanted; only some bodies can bring it there
 * @throws AppError why the body broke; what `take` throws
 */
export async function pumpFrom(body: IncomingBody, take: Take, room: Room): Promise<void> {
  // Its pieces lie in memory that is read into again: nobody may free that.
  if (body.pump) return body.pump(take, room)
  for await (const piece of body) {
    const busy = take(piece)
    if (busy) await busy
    freeMemory(piece)
  }
}
