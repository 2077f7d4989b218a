import type { Runner } from '../../electron/transfers/job'
import type { JournalWriter } from '../../electron/transfers/job-table'
import { createQueue, type QueueDeps, type TransferQueue } from '../../electron/transfers/queue'
import { isTerminal, type TransferRow } from '../../shared/transfer'

/** A journal that forgets everything at once. */
export const NO_JOURNAL: JournalWriter = {
  put: () => undefined,
  remove: () => undefined,
  flushed: async () => undefined,
  onDisk: async () => undefined,
}

/** The real queue for a real runner; only the delays between attempts are cut to milliseconds. */
export function createTestQueue(run: Runner, change: Partial<QueueDeps> = {}): TransferQueue {
  return createQueue({
    run,
    journal: NO_JOURNAL,
    discard: () => undefined,
    atOnce: () => 3,
    publish: () => undefined,
    now: Date.now,
    random: () => 0,
    schedule: (next, delayMs) => {
      setTimeout(next, Math.min(delayMs, 5))
    },
    reportBug: (thrown) => console.error(thrown),
    ...change,
  })
}

/** Waits until a transfer has ended, well or badly. */
export async function ended(queue: TransferQueue, id: string): Promise<TransferRow> {
  for (;;) {
    const row = queue.get(id)?.row
    if (row && isTerminal(row.state)) return row
    await new Promise((resume) => setTimeout(resume, 5))
  }
}
