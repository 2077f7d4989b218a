import type { TransferMirror } from '../../state/apply-patch'
import { openCount } from '../../state/tally'

/** Batches that had work to do in one mirror and none in the next. */
export function finishedBatches(
  before: Pick<TransferMirror, 'batches'>,
  after: Pick<TransferMirror, 'batches'>,
): readonly string[] {
  const finished: string[] = []
  for (const [id, { tally }] of after.batches) {
    const old = before.batches.get(id)
    // Untouched batches keep their tally object, so this loop is cheap.
    if (old === undefined || old.tally === tally) continue
    if (openCount(old.tally) > 0 && openCount(tally) === 0) finished.push(id)
  }
  return finished
}
