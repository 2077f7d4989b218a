import type { TransferMirror } from '../../state/apply-patch'
import { openCount } from '../../state/tally'

/**
 * Batches that had work to do in one mirror and none in the next; small ones may come and be done
 * within one patch. What had ended before the window opened is not news.
 */
export function finishedBatches(
  before: Pick<TransferMirror, 'batches' | 'revision'>,
  after: Pick<TransferMirror, 'batches'>,
): readonly string[] {
  const finished: string[] = []
  if (before.revision < 0) return finished
  for (const [id, { tally }] of after.batches) {
    const old = before.batches.get(id)
    // Untouched batches keep their tally object, so this loop is cheap.
    if (old?.tally === tally || openCount(tally) > 0) continue
    if (old === undefined || openCount(old.tally) > 0) finished.push(id)
  }
  return finished
}
