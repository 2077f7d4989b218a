import { type KeyboardEvent, type MouseEvent, useCallback } from 'react'
import { assertNever } from '../../../shared/assert-never'
import type { Direction } from '../../../shared/transfer'
import {
  moveTo,
  NO_SELECTION,
  type Selection,
  selectAll,
  selectOnly,
  selectRange,
  toggle,
} from '../../lib/selection'
import { useLatest } from '../../lib/use-latest'
import { useTransfers } from '../../state/transfers'
import { type GridIntent, intentOf } from './grid-keys'
import type { QueueLayout } from './queue-layout'
import { allRows, indexOf, lineAt, rowsBetween } from './queue-lines'
import type { QueueLinks } from './queue-links'
import { QUEUE_VIEWS, toggleCollapsed } from './queue-view'
import { arrivedOf, useRowActions } from './row-actions'

/** 20 lines: about a screenful on a laptop. */
const PAGE = 20

interface Grid {
  readonly onKeyDown: (event: KeyboardEvent) => void
  readonly onPress: (id: string, event: MouseEvent) => void
}

/** Mouse and keyboard of one list. @param reveal scrolls a line into sight */
export function useGrid(
  direction: Direction,
  layout: QueueLayout,
  links: QueueLinks | undefined,
  reveal: (index: number) => void,
): Grid {
  const view = QUEUE_VIEWS[direction]
  const actions = useRowActions()
  const latest = useLatest(layout)

  const select = (selection: Selection): void => view.setState({ selection })

  const goTo = (index: number, extend: boolean): void => {
    const line = lineAt(layout, index)
    if (line === undefined) return
    const { selection } = view.getState()
    if (line.kind === 'batch') select(moveTo(selection, line.batchId))
    else if (!extend) select(selectOnly(line.id))
    else {
      const from = indexOf(layout, selection.anchor ?? line.id) ?? index
      select(selectRange(selection, line.id, rowsBetween(layout, from, index)))
    }
    reveal(index)
  }

  const act = (intent: GridIntent): void => {
    const { selection, collapsed } = view.getState()
    const { active } = selection
    const at = active === undefined ? -1 : (indexOf(layout, active) ?? -1)
    const line = lineAt(layout, at)
    const ids = () => [...selection.ids]
    const last = layout.length - 1
    switch (intent.kind) {
      case 'move':
        goTo(Math.max(0, Math.min(last, at + intent.by)), intent.extend)
        break
      case 'edge':
        goTo(intent.to === 'first' ? 0 : last, intent.extend)
        break
      case 'fold':
        if (line?.kind !== 'batch') break
        if (collapsed.has(line.batchId) === intent.open) toggleCollapsed(direction, line.batchId)
        break
      case 'toggle':
        if (line?.kind === 'batch') toggleCollapsed(direction, line.batchId)
        else if (line?.kind === 'row') select(toggle(selection, line.id))
        break
      case 'select-all':
        select(selectAll(selection, allRows(layout)))
        break
      case 'clear':
        select({ ...NO_SELECTION, active })
        break
      case 'copy':
        copyLinks(selection.ids)
        break
      case 'remove':
        actions.cancel(ids())
        actions.remove(ids())
        break
      case 'retry':
        actions.retryFailed(ids())
        break
      case 'pause':
        actions.pauseOrResume(ids())
        break
      case 'top':
        actions.moveToTop(ids())
        break
      case 'primary':
        if (line?.kind === 'batch') toggleCollapsed(direction, line.batchId)
        else if (line?.kind === 'row') openRow(line.id)
        break
      default:
        assertNever(intent)
    }
  }

  const copyLinks = (ids: ReadonlySet<string>): void => {
    const rows = arrivedOf(ids)
    if (!('ids' in rows) || rows.ids.length > 0) links?.copy(rows)
  }

  const openRow = (id: string): void => {
    const row = useTransfers.getState().rows.get(id)
    if (row?.state.status === 'failed') actions.retry([id])
    else if (row?.state.status !== 'done') return
    else if (direction === 'download') actions.openFile(id)
    else links?.copy({ ids: [id] })
  }

  const onPress = useCallback(
    (id: string, event: MouseEvent) => {
      if (event.target instanceof Element && event.target.closest('button, [role=menu]')) return
      const { selection } = view.getState()
      const isRow = useTransfers.getState().rows.has(id)
      if (!isRow) view.setState({ selection: moveTo(selection, id) })
      else if (event.shiftKey) {
        const lines = latest.current
        const to = indexOf(lines, id) ?? 0
        const from = indexOf(lines, selection.anchor ?? id) ?? to
        view.setState({ selection: selectRange(selection, id, rowsBetween(lines, from, to)) })
      } else if (event.ctrlKey || event.metaKey) view.setState({ selection: toggle(selection, id) })
      else view.setState({ selection: selectOnly(id) })
    },
    [view, latest],
  )

  const onKeyDown = (event: KeyboardEvent): void => {
    // Keys inside a row's own buttons and menus belong to them.
    if (event.target !== event.currentTarget) return
    const intent = intentOf(event, PAGE)
    if (intent === undefined) return
    event.preventDefault()
    act(intent)
  }

  return { onKeyDown, onPress }
}
