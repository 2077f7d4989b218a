// biome-ignore-all lint/a11y/useSemanticElements: a <table> can't place only the lines in sight

import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Direction } from '../../../shared/transfer'
import { BatchLine } from './batch-line'
import { lineAt, type QueueLayout } from './queue-layout'
import type { QueueLinks } from './queue-links'
import { QUEUE_VIEWS, toggleCollapsed } from './queue-view'
import { useRowActions } from './row-actions'
import styles from './transfer-grid.module.css'
import { lineDomId, TransferLine } from './transfer-line'
import { useGrid } from './use-grid'

const ROW_HEIGHT = 72
const BATCH_HEIGHT = 44

interface Props {
  readonly direction: Direction
  readonly layout: QueueLayout
  readonly links: QueueLinks | undefined
}

/** The lines that are in sight. The grid holds the focus and points at its active line. */
export function TransferGrid({ direction, layout, links }: Props) {
  const { t } = useTranslation('transfers')
  const scroller = useRef<HTMLDivElement>(null)
  const selection = QUEUE_VIEWS[direction]((view) => view.selection)
  const collapsed = QUEUE_VIEWS[direction]((view) => view.collapsed)
  const actions = useRowActions()
  const virtual = useVirtualizer({
    count: layout.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (lineAt(layout, index)?.kind === 'batch' ? BATCH_HEIGHT : ROW_HEIGHT),
    // A new function per layout makes the virtualizer place the lines anew.
    getItemKey: useCallback(
      (index: number) => {
        const line = lineAt(layout, index)
        return line === undefined ? index : line.kind === 'row' ? line.id : line.batchId
      },
      [layout],
    ),
    overscan: 8,
  })
  const grid = useGrid(direction, layout, links, (index) => virtual.scrollToIndex(index))
  const onToggle = useCallback(
    (batchId: string) => toggleCollapsed(direction, batchId),
    [direction],
  )
  const { active } = selection
  return (
    <div
      ref={scroller}
      role="grid"
      className={styles.scroller}
      tabIndex={0}
      aria-label={t(`list.${direction}`)}
      aria-rowcount={layout.length}
      aria-multiselectable
      aria-activedescendant={active === undefined ? undefined : lineDomId(active)}
      onKeyDown={grid.onKeyDown}
      data-testid={`queue-${direction}`}
    >
      <div role="rowgroup" className={styles.lines} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const line = lineAt(layout, index)
          if (line === undefined) return null
          const place = { top: start, index, onPress: grid.onPress, links }
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
              key={line.id}
              {...place}
              id={line.id}
              isActive={active === line.id}
              isSelected={selection.ids.has(line.id)}
              actions={actions}
            />
          )
        })}
      </div>
    </div>
  )
}
