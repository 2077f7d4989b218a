import type { TransferPatch } from '../../shared/transfer'
import { applyPatch, emptyMirror, isNext, type TransferMirror } from './apply-patch'

/** What the mirror needs from the other side, and where it puts what it learned. */
export interface TransferSource {
  readonly subscribe: (listener: (patch: TransferPatch) => void) => void
  /** Asks for everything anew: `rows` rows will come in the patches after `revision`. */
  readonly follow: () => Promise<{ readonly revision: number; readonly rows: number }>
  readonly publish: (mirror: TransferMirror) => void
}

/**
 * Keeps a mirror of the queue: subscribes first, asks for all rows, applies the patches that bring
 * them, and asks again whenever a revision is missing.
 * @returns settles with the first rows in place, when there are any; rejects as `follow` does
 */
export function followTransfers(source: TransferSource): Promise<void> {
  let mirror = emptyMirror()
  let waiting: TransferPatch[] | undefined
  let firstRows: (() => void) | undefined

  const restart = async (): Promise<void> => {
    waiting = []
    let rows: number
    try {
      const answer = await source.follow()
      mirror = emptyMirror(answer.revision)
      rows = answer.rows
    } catch (problem) {
      // The next patch will not follow the old revision, so it asks again.
      waiting = undefined
      throw problem
    }
    const heard: readonly TransferPatch[] = waiting ?? []
    waiting = undefined
    for (const patch of heard) take(patch)
    source.publish(mirror)
    if (rows === 0 || mirror.rows.size > 0) return
    await new Promise<void>((resolve) => {
      firstRows = resolve
    })
  }
  const take = (patch: TransferPatch): void => {
    if (waiting !== undefined) waiting.push(patch)
    else if (isNext(mirror, patch)) mirror = applyPatch(mirror, patch)
    // A failure here leaves the last known list on the screen until the next patch.
    else if (patch.revision > mirror.revision) restart().catch(() => undefined)
  }
  source.subscribe((patch) => {
    take(patch)
    if (waiting !== undefined) return
    source.publish(mirror)
    firstRows?.()
  })
  return restart()
}
