// biome-ignore-all lint/a11y/useSemanticElements: a <table> can't place only the lines in sight

import { useCallback, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Direction } from '../../../shared/transfer'
import { assignSlots, NO_SLOTS, type Slots } from '../../lib/slots'
import { ListTextProvider, useMadeListText } from '../../text/list-text'
import { BatchLine } from './batch-line'
import { ColumnHeads } from './column-heads'
import type { QueueLayout } from './queue-layout'
import { type Line, lineAt, topOf } from './queue-lines'
import type { QueueLinks } from './queue-links'
import { QUEUE_VIEWS, toggleCollapsed } from './queue-view'
import { useRowActions } from './row-actions'
import styles from './transfer-grid.module.css'
import { lineDomId, TransferLine } from './transfer-line'
import { useGrid } from './use-grid'
import { useLinesInSight } from './use-lines-in-sight'

interface Props {
  readonly direction: Direction
  readonly layout: QueueLayout
  /** True while other lines are being worked out. */
  readonly isBusy: boolean
  readonly links: QueueLinks | undefined
}

/** The lines that are in sight. The grid holds the focus and points at its active line. */
export function TransferGrid({ direction, layout, isBusy, links }: Props) {
  const { t } = useTranslation('transfers')
  const scroller = useRef<HTMLDivElement>(null)
  const selection = QUEUE_VIEWS[direction]((view) => view.selection)
  const collapsed = QUEUE_VIEWS[direction]((view) => view.collapsed)
  const actions = useRowActions()
  const { first, last, reveal } = useLinesInSight(scroller, layout)
  const grid = useGrid(direction, layout, links, reveal)
  const onToggle = useCallback(
    (batchId: string) => toggleCollapsed(direction, batchId),
    [direction],
  )
  const { active } = selection
  const text = useMadeListText()
  const lines = linesOf(layout, first, last)
  const slots = useSlots(lines)
  return (
    <div
      ref={scroller}
      role="grid"
      className={styles.scroller}
      tabIndex={0}
      aria-label={t(`list.${direction}`)}
      aria-rowcount={layout.length + 1}
      aria-busy={isBusy || undefined}
      aria-multiselectable
      aria-activedescendant={active === undefined ? undefined : lineDomId(active)}
      onKeyDown={grid.onKeyDown}
      data-testid={`queue-${direction}`}
    >
      <ColumnHeads direction={direction} />
      <div role="rowgroup" className={styles.lines} style={{ height: layout.height }}>
        <ListTextProvider value={text}>
          {lines.map((line, offset) => {
            const index = first + offset
            const place = { top: topOf(layout, index), index, onPress: grid.onPress, links }
            return line.kind === 'batch' ? (
              <BatchLine
                key={line.batchId}
                {...place}
                batchId={line.batchId}
                isActive={active === line.batchId}
                isCollapsed={collapsed.has(line.batchId)}
                onToggle={onToggle}
              />
            ) : (
              <TransferLine
                key={slots.get(line.id)}
                {...place}
                id={line.id}
                isActive={active === line.id}
                isSelected={selection.ids.has(line.id)}
                actions={actions}
              />
            )
          })}
        </ListTextProvider>
      </div>
    </div>
  )
}

function linesOf(layout: QueueLayout, first: number, last: number): readonly Line[] {
  const lines: Line[] = []
  for (let index = first; index <= last; index += 1) {
    const line = lineAt(layout, index)
    if (line !== undefined) lines.push(line)
  }
  return lines
}

/**
 * The elements of a row that scrolls out of sight are used for one that scrolls in: to change their
 * words takes the scripts of a scroll some 15 % less time than to make them anew.
 */
function useSlots(lines: readonly Line[]): Slots {
  const last = useRef(NO_SLOTS)
  const ids = lines.flatMap((line) => (line.kind === 'row' ? [line.id] : []))
  const slots = assignSlots(last.current, ids)
  useLayoutEffect(() => {
    last.current = slots
  })
  return slots
}
