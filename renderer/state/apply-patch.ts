import { leanRow, leanState } from '../../shared/lean-row'
import type { Direction, TransferPatch, TransferRow } from '../../shared/transfer'
import { countRow, EMPTY_TALLY, type OpenTally, openTally, type Tally } from './tally'

/** Files of one drop or one paste. */
export interface Batch {
  readonly id: string
  readonly direction: Direction
  readonly addedAtMs: number
  /** In drop order. Grows in place, as the map of all rows does; rows that go leave a new list. */
  readonly rowIds: readonly string[]
  readonly tally: Tally
}

/** The mirror of one revision. */
export interface TransferMirror {
  readonly revision: number
  /**
   * Every row by id. The map is one and the same from revision to revision and changed in place
   * (a copy of 100,000 entries ten times a second would be felt); rows themselves never change.
   */
  readonly rows: ReadonlyMap<string, TransferRow>
  readonly batches: ReadonlyMap<string, Batch>
  /** Batch ids, the newest first. */
  readonly batchOrder: Readonly<Record<Direction, readonly string[]>>
  readonly tallies: Readonly<Record<Direction, Tally>>
  /** Moves on when rows came, went, or changed their status: what a filtered list depends on. */
  readonly shape: number
  /** Moves on when rows came, went, or changed what they are found and sorted by, but for states. */
  readonly members: number
  /** Moves on when rows went. */
  readonly removals: number
}

/** A mirror without rows. @param revision -1: nothing was heard of yet */
export function emptyMirror(revision = -1): TransferMirror {
  return {
    revision,
    rows: new Map(),
    batches: new Map(),
    batchOrder: { upload: [], download: [] },
    tallies: { upload: EMPTY_TALLY, download: EMPTY_TALLY },
    shape: 0,
    members: 0,
    removals: 0,
  }
}

/** True when the patch is the one that follows; otherwise all is asked for anew (or it is old news). */
export function isNext(mirror: TransferMirror, patch: TransferPatch): boolean {
  return patch.revision === mirror.revision + 1
}

/**
 * The mirror after a patch; its cost follows the patch and, only where rows come or go, the
 * batches they belong to. The old mirror must not be used any more (see `rows`).
 */
export function applyPatch(mirror: TransferMirror, patch: TransferPatch): TransferMirror {
  const draft = new Draft(mirror)
  for (const row of patch.upserted) draft.put(row)
  for (const { id, state } of patch.states) draft.setState(id, state)
  draft.remove(patch.removed)
  return draft.finish(patch.revision)
}

/** What one patch touches, copied on first touch. */
class Draft {
  private readonly rows: Map<string, TransferRow>
  private readonly tallies = new Map<Direction, OpenTally>()
  private readonly batchTallies = new Map<string, OpenTally>()
  private readonly added = new Map<string, TransferRow[]>()
  private readonly gone = new Map<string, Set<string>>()
  private reshaped = false
  private changedMembers = false
  /** What the next row probably resembles. */
  private last: TransferRow | undefined

  constructor(private readonly before: TransferMirror) {
    this.rows = before.rows as Map<string, TransferRow>
  }

  put(fresh: TransferRow): void {
    const old = this.rows.get(fresh.id)
    this.replace(old, leanRow(fresh, old ?? this.last))
  }

  setState(id: string, state: TransferRow['state']): void {
    const row = this.rows.get(id)
    if (row === undefined) return
    this.replace(row, { ...row, state: leanState(state, this.last?.state ?? row.state) })
  }

  private replace(old: TransferRow | undefined, row: TransferRow): void {
    this.last = row
    this.rows.set(row.id, row)
    if (old !== undefined) this.count(old, -1)
    else {
      const added = this.added.get(row.batchId)
      if (added === undefined) this.added.set(row.batchId, [row])
      else added.push(row)
    }
    this.count(row, 1)
    if (old?.state.status !== row.state.status) this.reshaped = true
    if (old === undefined || isFoundOtherwise(old, row)) this.changedMembers = true
  }

  remove(ids: readonly string[]): void {
    for (const id of ids) {
      const row = this.rows.get(id)
      if (row === undefined) continue
      this.rows.delete(id)
      this.count(row, -1)
      const gone = this.gone.get(row.batchId) ?? new Set()
      this.gone.set(row.batchId, gone.add(id))
      this.changedMembers = true
    }
  }

  private count(row: TransferRow, sign: 1 | -1): void {
    const { before } = this
    const whole = this.tallies.get(row.direction) ?? openTally(before.tallies[row.direction])
    this.tallies.set(row.direction, whole)
    const ofBatch =
      this.batchTallies.get(row.batchId) ??
      openTally(before.batches.get(row.batchId)?.tally ?? EMPTY_TALLY)
    this.batchTallies.set(row.batchId, ofBatch)
    countRow(whole, row, sign)
    countRow(ofBatch, row, sign)
  }

  finish(revision: number): TransferMirror {
    const { before } = this
    const batches = new Map(before.batches)
    for (const [id, tally] of this.batchTallies) {
      const batch = this.batchAfter(id, tally)
      if (batch.rowIds.length === 0) batches.delete(id)
      else batches.set(id, batch)
    }
    return {
      revision,
      rows: this.rows,
      batches,
      batchOrder: sameKeys(batches, before.batches) ? before.batchOrder : orderOf(batches),
      tallies: {
        upload: this.tallies.get('upload') ?? before.tallies.upload,
        download: this.tallies.get('download') ?? before.tallies.download,
      },
      shape: before.shape + (this.reshaped || this.changedMembers ? 1 : 0),
      members: before.members + (this.changedMembers ? 1 : 0),
      removals: before.removals + (this.gone.size > 0 ? 1 : 0),
    }
  }

  private batchAfter(id: string, tally: Tally): Batch {
    const old = this.before.batches.get(id)
    const added = this.added.get(id) ?? []
    const gone = this.gone.get(id)
    const grown = (old?.rowIds ?? []) as string[]
    added.sort((a, b) => a.order - b.order)
    for (const { id: rowId } of added) grown.push(rowId)
    const rowIds = gone === undefined ? grown : grown.filter((rowId) => !gone.has(rowId))
    const first = added[0]
    if (old !== undefined) return { ...old, rowIds, tally }
    return {
      id,
      direction: first?.direction ?? 'upload',
      addedAtMs: first?.addedAtMs ?? 0,
      rowIds,
      tally,
    }
  }
}

function isFoundOtherwise(old: TransferRow, row: TransferRow): boolean {
  return old.name !== row.name || old.objectKey !== row.objectKey || old.sizeBytes !== row.sizeBytes
}

function sameKeys(a: ReadonlyMap<string, Batch>, b: ReadonlyMap<string, Batch>): boolean {
  if (a.size !== b.size) return false
  for (const id of a.keys()) if (!b.has(id)) return false
  return true
}

function orderOf(batches: ReadonlyMap<string, Batch>): TransferMirror['batchOrder'] {
  const newestFirst = [...batches.values()].reverse().sort((a, b) => b.addedAtMs - a.addedAtMs)
  const idsOf = (direction: Direction) =>
    newestFirst.filter((batch) => batch.direction === direction).map((batch) => batch.id)
  return { upload: idsOf('upload'), download: idsOf('download') }
}
