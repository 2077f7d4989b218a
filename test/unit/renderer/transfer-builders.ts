import { applyPatch, emptyMirror, type TransferMirror } from '../../../renderer/state/apply-patch'
import type { TransferRow, TransferState } from '../../../shared/transfer'

/** A mirror of these rows. */
export function mirrorOf(revision: number, rows: readonly TransferRow[]): TransferMirror {
  return applyPatch(emptyMirror(revision - 1), {
    revision,
    upserted: [...rows],
    states: [],
    removed: [],
  })
}

/** A row of the queue, unremarkable but for what the test says. */
export function aRow(id: string, over: Partial<TransferRow> = {}): TransferRow {
  return {
    id,
    direction: 'upload',
    batchId: 'batch-1',
    order: Number(id.replace(/\D/g, '')) || 0,
    name: `${id}.txt`,
    source: '',
    sizeBytes: 100,
    addedAtMs: 1000,
    state: queued(),
    ...over,
  }
}

/** Waiting for its first attempt. */
export function queued(): TransferState {
  return { status: 'queued', attempts: 0 }
}

/** Moving bytes. */
export function running(doneBytes: number, bytesPerSecond = 10): TransferState {
  return { status: 'running', attempts: 1, doneBytes, bytesPerSecond }
}

/** Arrived and checked. */
export function done(): TransferState {
  return { status: 'done', verification: 'crc64', finishedAtMs: 2000, durationMs: 10 }
}

/** Refused for good. */
export function failed(): TransferState {
  const error = { code: 'OSS_ACCESS_DENIED', params: {}, retry: 'after-settings' } as const
  return { status: 'failed', error, attempts: 1, finishedAtMs: 2000 }
}
