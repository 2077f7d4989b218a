import { useMemo } from 'react'
import type { RowSelection } from '../../../shared/ipc/contract'
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

/** Ids in the order in which their rows were added, whatever the order of selecting. */
function inRunOrder(ids: readonly string[]): string[] {
  const { rows } = useTransfers.getState()
  const known = ids.flatMap((id) => rows.get(id) ?? [])
  return known.sort((a, b) => a.addedAtMs - b.addedAtMs || a.order - b.order).map(({ id }) => id)
}

/** The commands of a list, with their failures shown; one object for the life of the component. */
export function useRowActions(): RowActions {
  const notify = useLatest(useNotify())
  return useMemo(() => {
    const attempt = (command: Promise<unknown>): void => void notify.current.attempt(command)
    const onThose =
      (command: (rows: RowSelection) => Promise<unknown>, test: (row: TransferRow) => boolean) =>
      (ids: readonly string[]): void => {
        const chosen = idsWhere(ids, test)
        if (chosen.length > 0) attempt(command({ ids: chosen }))
      }
    const { transfers } = courier
    const pause = onThose(
      (rows) => ask(transfers.pause(rows)),
      (row) => canPause(row.state),
    )
    const resume = onThose((rows) => ask(transfers.resume(rows)), isPaused)
    const retry = (rows: RowSelection) => ask(transfers.retry(rows))
    return {
      pause,
      resume,
      pauseOrResume: (ids) =>
        idsWhere(ids, (row) => canPause(row.state)).length > 0 ? pause(ids) : resume(ids),
      moveToTop: (ids) => {
        const waiting = idsWhere(ids, isWaiting)
        if (waiting.length > 0) attempt(ask(transfers.moveToTop({ ids: inRunOrder(waiting) })))
      },
      cancel: onThose(
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
