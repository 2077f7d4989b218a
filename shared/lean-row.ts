import type { TransferRow, TransferState } from './transfer'

/**
 * The same row, made of what a neighbour of it holds already, where they say the same. Each row that
 * was read from a message or a file has strings of its own: in a batch of 100,000, 20 MB of copies.
 * @param like any row; the one before, or the same row in an earlier state, has most in common
 */
export function leanRow(row: TransferRow, like: TransferRow | undefined): TransferRow {
  if (like === undefined) return row
  const lean = {
    ...row,
    id: sameText(row.id, like.id),
    direction: sameText(row.direction, like.direction),
    batchId: sameText(row.batchId, like.batchId),
    name: sameText(row.name, like.name),
    source: sameText(row.source, like.source),
    state: leanState(row.state, like.state),
  }
  // An absent field stays absent.
  if (row.connectionId !== undefined)
    lean.connectionId = sameText(row.connectionId, like.connectionId)
  if (row.bucket !== undefined) lean.bucket = sameText(row.bucket, like.bucket)
  if (row.objectKey !== undefined) lean.objectKey = sameText(row.objectKey, like.objectKey)
  if (row.contentType !== undefined) lean.contentType = sameText(row.contentType, like.contentType)
  return lean
}

/** The neighbour's state where it says the same: all that wait do, and all that are paused unbegun. */
export function leanState(state: TransferState, like: TransferState): TransferState {
  return isSameState(state, like) ? like : state
}

/** Of two equal strings always the one that is kept anyway: the other can go. */
export function sameText<T extends string>(own: T, kept: T | undefined): T {
  return own === kept ? kept : own
}

function isSameState(a: TransferState, b: TransferState): boolean {
  if (a.status !== b.status) return false
  const entries = Object.entries(a)
  return (
    entries.length === Object.keys(b).length &&
    entries.every(([name, value]) => Reflect.get(b, name) === value)
  )
}
