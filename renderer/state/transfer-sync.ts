import type { TransferPatch, TransferRow } from '../../shared/transfer'
import { applyPatch, emptyMirror, isNext, mirrorOf, type TransferMirror } from './apply-patch'

/** What the mirror needs from the other side, and where it puts what it learned. */
export interface TransferSource {
  readonly subscribe: (listener: (patch: TransferPatch) => void) => void
  readonly snapshot: () => Promise<{ revision: number; rows: readonly TransferRow[] }>
  readonly publish: (mirror: TransferMirror) => void
}

/**
 * Keeps a mirror of the queue: subscribes first, asks for a snapshot, applies the patches that came
 * meanwhile, and asks again whenever a revision is missing.
 * @returns settles when the first snapshot is in place; rejects as `snapshot` does
 */
export function followTransfers(source: TransferSource): Promise<void> {
  let mirror = emptyMirror()
  let waiting: TransferPatch[] | undefined
  const resync = async (): Promise<void> => {
    waiting = []
    try {
      const { revision, rows } = await source.snapshot()
      mirror = mirrorOf(revision, rows)
    } catch (problem) {
      // The next patch will not follow the old revision, so it asks again.
      waiting = undefined
      throw problem
    }
    const heard: readonly TransferPatch[] = waiting ?? []
    waiting = undefined
    for (const patch of heard) take(patch)
    source.publish(mirror)
  }
  const take = (patch: TransferPatch): void => {
    if (waiting !== undefined) waiting.push(patch)
    else if (isNext(mirror, patch)) mirror = applyPatch(mirror, patch)
    // A failure here leaves the last known list on the screen until the next patch.
    else if (patch.revision > mirror.revision) resync().catch(() => undefined)
  }
  source.subscribe((patch) => {
    take(patch)
    if (waiting === undefined) source.publish(mirror)
  })
  return resync()
}
