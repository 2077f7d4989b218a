// biome-ignore-all lint/a11y/useSemanticElements: a <table> can't place only the lines in sight

import { useCallback, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Direction } from '../../../shared/transfer'
import { ListTextProvider, useMadeListText } from '../../text/list-text'
import { BatchLine } from './batch-line'
import { ColumnHeads } from './column-heads'
import type { QueueLayout } from './queue-layout'
import { topOf } from './queue-lines'
import type { QueueLinks } from './queue-links'
import { QUEUE_VIEWS, toggleCollapsed } from './queue-view'
import { useRowActions } from './row-actions'
import styles from './transfer-grid.module.css'
import { lineDomId, TransferLine } from './transfer-line'
import { useGrid } from './use-grid'
import { useLinesInSight } from './use-lines-in-sight'
import { usePlacedLines } from './use-placed-lines'

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
  const lines = usePlacedLines(layout, first, last)
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
          {lines.map(({ line, index, key }) => {
            const place = { top: topOf(layout, index), index, onPress: grid.onPress, links }
            return line.kind === 'batch' ? (
              <BatchLine
                key={key}
                {...place}
                batchId={line.batchId}
                isActive={active === line.batchId}
                isCollapsed={collapsed.has(line.batchId)}
                onToggle={onToggle}
              />
            ) : (
              <TransferLine
                key={key}
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
