import { closeSync, linkSync, renameSync, unlinkSync } from 'node:fs'
import type { PlaceAnswer, Placing } from './disk'
import { errnoOf } from './errno'

/** `Disk.place` on the thread that calls; `placeNew` and `placeOver` are what it does not manage. */
export function placeAtOnce({ fd, from, to, isOver }: Placing): PlaceAnswer {
  closeSync(fd)
  try {
    if (isOver) renameSync(from, to)
    else linkSync(from, to)
  } catch (thrown) {
    return !isOver && errnoOf(thrown) === 'EEXIST' ? 'taken' : 'untried'
  }
  if (isOver) return 'placed'
  try {
    unlinkSync(from)
    return 'placed'
  } catch {
    return 'linked'
  }
}
