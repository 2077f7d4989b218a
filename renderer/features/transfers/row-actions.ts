import { useMemo } from 'react'
import type { LinkSelection, RowSelection } from '../../../shared/ipc/contract'
import type { Direction, TransferRow } from '../../../shared/transfer'
import { canCancel, canPause, canRetry } from '../../../shared/transfer-rules'
import { ask, courier } from '../../bridge'
import { useLatest } from '../../lib/use-latest'
import { useTransfers } from '../../state/transfers'
import { useNotify } from '../../ui/use-notify'
import { canRemove } from './queue-filter'

/** What can be done to rows. Each takes ids and leaves alone the rows it means nothing for. */
export interface RowActions {
  /** Stops and keeps what is done. */
  readonly pause: (ids: readonly string[]) => void
  readonly resume: (ids: readonly string[]) => void
  /** Among themselves they keep the order in which they were added. */
  readonly moveToTop: (ids: readonly string[]) => void
  /** Pauses what can be paused; where nothing can, lets go on what is paused. */
  readonly pauseOrResume: (ids: readonly string[]) => void
  readonly cancel: (ids: readonly string[]) => void
  readonly retry: (ids: readonly string[]) => void
  /** Every failed row of a list. */
  readonly retryAllFailed: (direction: Direction) => void
  /** Failed rows alone: what was cancelled or skipped on purpose stays so. */
  readonly retryFailed: (ids: readonly string[]) => void
  readonly remove: (ids: readonly string[]) => void
  readonly pauseAll: (direction: Direction) => void
  readonly resumeAll: (direction: Direction) => void
  readonly cancelAll: (direction: Direction) => void
  readonly removeEnded: (direction: Direction) => void
  readonly openFile: (id: string) => void
  readonly showInFolder: (id: string) => void
}

/** The ids of rows that pass a test. */
export function idsWhere(ids: Iterable<string>, test: (row: TransferRow) => boolean): string[] {
  const { rows } = useTransfers.getState()
  return [...ids].filter((id) => {
    const row = rows.get(id)
    return row !== undefined && test(row)
  })
}

/** True for a row that ended in an error. */
export function hasFailed(row: TransferRow): boolean {
  return row.state.status === 'failed'
}

/** True for a row that can go on. */
export function isPaused(row: TransferRow): boolean {
  return row.state.status === 'paused'
}

/** True for a row that waits for its turn. */
export function isWaiting(row: TransferRow): boolean {
  return row.state.status === 'queued'
}

/** The arrived rows of a selection; that of everything needs no ids. */
export function arrivedOf(ids: ReadonlySet<string>): LinkSelection {
  if (ids.size === useTransfers.getState().tallies.upload.count) return { all: 'upload' }
  return { ids: idsWhere(ids, (row) => row.state.status === 'done') }
}

/** Ids in the order in which their rows were added, whatever the order of selecting. */
function inRunOrder(ids: readonly string[]): string[] {
  const { rows } = useTransfers.getState()
  const known = ids.flatMap((id) => rows.get(id) ?? [])
  return known.sort((a, b) => a.addedAtMs - b.addedAtMs || a.order - b.order).map(({ id }) => id)
}

type Command = (rows: RowSelection) => Promise<unknown>

/** Ids in one command: copying more of them to main would be felt in the window. */
const IDS_PER_COMMAND = 2000

async function inChunks(ids: readonly string[], command: Command): Promise<void> {
  for (let first = 0; first < ids.length; first += IDS_PER_COMMAND) {
    await command({ ids: ids.slice(first, first + IDS_PER_COMMAND) })
  }
}

/** From the end: what is moved last stands first. */
async function toTop(ids: readonly string[]): Promise<void> {
  for (let end = ids.length; end > 0; end -= IDS_PER_COMMAND) {
    const some = ids.slice(Math.max(0, end - IDS_PER_COMMAND), end)
    await ask(courier.transfers.moveToTop({ ids: some }))
  }
}

/** The direction whose every row is among the ids; undefined when it is not all of one. */
function directionOfAll(ids: readonly string[]): Direction | undefined {
  // A button of the only row there is means that row.
  if (ids.length < 2) return undefined
  const { rows, tallies } = useTransfers.getState()
  const direction = rows.get(ids[0] ?? '')?.direction
  return direction !== undefined && tallies[direction].count === ids.length ? direction : undefined
}

/** The commands of a list, with their failures shown; one object for the life of the component. */
export function useRowActions(): RowActions {
  const notify = useLatest(useNotify())
  return useMemo(() => {
    const attempt = (command: Promise<unknown>): void => void notify.current.attempt(command)
    const onThose =
      (command: Command, test: (row: TransferRow) => boolean) =>
      (ids: readonly string[]): void => {
        const chosen = idsWhere(ids, test)
        if (chosen.length > 0) attempt(inChunks(chosen, command))
      }
    /** The whole list needs no ids, and means what is still being added to it, too. */
    const onThoseOrAll = (command: Command, test: (row: TransferRow) => boolean) => {
      const onIds = onThose(command, test)
      return (ids: readonly string[]): void => {
        const everything = directionOfAll(ids)
        if (everything === undefined) onIds(ids)
        else attempt(command({ all: everything }))
      }
    }
    const { transfers } = courier
    const pause = onThoseOrAll(
      (rows) => ask(transfers.pause(rows)),
      (row) => canPause(row.state),
    )
    const resume = onThoseOrAll((rows) => ask(transfers.resume(rows)), isPaused)
    const retry = (rows: RowSelection) => ask(transfers.retry(rows))
    return {
      pause,
      resume,
      pauseOrResume: (ids) =>
        idsWhere(ids, (row) => canPause(row.state)).length > 0 ? pause(ids) : resume(ids),
      moveToTop: (ids) => {
        const waiting = idsWhere(ids, isWaiting)
        if (waiting.length > 0) attempt(toTop(inRunOrder(waiting)))
      },
      cancel: onThoseOrAll(
        (rows) => ask(transfers.cancel(rows)),
        (row) => canCancel(row.state),
      ),
      retry: onThose(retry, (row) => canRetry(row.state)),
      retryAllFailed: (direction) => attempt(ask(transfers.retry({ all: direction }))),
      retryFailed: onThose(retry, hasFailed),
      remove: onThose((rows) => ask(transfers.remove(rows)), canRemove),
      pauseAll: (direction) => attempt(ask(transfers.pause({ all: direction }))),
      resumeAll: (direction) => attempt(ask(transfers.resume({ all: direction }))),
      cancelAll: (direction) => attempt(ask(transfers.cancel({ all: direction }))),
      removeEnded: (direction) => attempt(ask(transfers.remove({ all: direction }))),
      openFile: (id) => attempt(ask(transfers.openFile({ id }))),
      showInFolder: (id) => attempt(ask(transfers.showInFolder({ id }))),
    }
  }, [notify])
}
