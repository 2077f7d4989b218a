// biome-ignore-all lint/a11y/useSemanticElements: a <table> can't place only the lines in sight
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and points by aria-activedescendant
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the grid handles every key for its lines

import { type MouseEvent, memo, type RefObject, useLayoutEffect, useRef } from 'react'
import { useTransferRow } from '../../state/transfers'
import { FileIcon } from '../../ui/file-icon'
import type { QueueLinks } from './queue-links'
import type { RowActions } from './row-actions'
import { RowButtons } from './row-buttons'
import { RowState } from './row-state'
import { RowWords } from './row-words'
import styles from './transfer-line.module.css'

interface Props {
  readonly id: string
  /** Pixels from the top of the list. */
  readonly top: number
  /** Line in the list, 0 for the first. */
  readonly index: number
  readonly isSelected: boolean
  readonly isActive: boolean
  readonly onPress: (id: string, event: MouseEvent) => void
  readonly actions: RowActions
  readonly links: QueueLinks | undefined
}

/** The DOM id of a line, for `aria-activedescendant`. */
export function lineDomId(id: string): string {
  return `line-${id}`
}

/** One file of the queue. Renders again only when this file, or its place, changes. */
export const TransferLine = memo(function TransferLine(props: Props) {
  const { id, top, index, isSelected, isActive, onPress, actions, links } = props
  const row = useTransferRow(id)
  const element = useRef<HTMLDivElement>(null)
  useFocusLeft(element, id)
  if (row === undefined) return null
  return (
    <div
      ref={element}
      role="row"
      id={lineDomId(id)}
      className={styles.root}
      style={{ transform: `translateY(${top}px)` }}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      data-active={isActive || undefined}
      data-status={row.state.status}
      onClick={(event) => onPress(id, event)}
    >
      <div role="gridcell" className={styles.main}>
        <FileIcon name={row.name} contentType={row.contentType} />
        <RowWords row={row} />
      </div>
      <div role="gridcell" className={styles.state}>
        <RowState row={row} />
      </div>
      <div role="gridcell" className={styles.buttons}>
        <RowButtons row={row} tabIndex={isActive ? 0 : -1} actions={actions} links={links} />
      </div>
    </div>
  )
})

/**
 * Gives the focus back to the list when the line becomes that of another file: a key that was meant
 * for a button of the one must not press that of the other.
 */
function useFocusLeft(line: RefObject<HTMLDivElement | null>, id: string): void {
  const shown = useRef(id)
  useLayoutEffect(() => {
    if (shown.current === id) return
    shown.current = id
    const element = line.current
    if (element === null || !element.contains(document.activeElement)) return
    element.closest<HTMLElement>('[role=grid]')?.focus({ preventScroll: true })
  }, [id, line])
}
