import type { ComponentType } from 'react'
import type { LinkSelection } from '../../../shared/ipc/contract'

/** What the list of uploads needs of links; given by the app root, since features stay apart. */
export interface QueueLinks {
  /** Copies links in the remembered form. */
  readonly copy: (rows: LinkSelection) => void
  /** A button with a menu of forms. */
  readonly CopyButton: ComponentType<{
    /** As they are when the button is pressed, where that is costly to know before. */
    readonly rows: LinkSelection | (() => LinkSelection)
    readonly label: string
    readonly primary?: boolean
    readonly disabled?: boolean
  }>
  /** The buttons of one arrived row. */
  readonly RowActions: ComponentType<{
    readonly id: string
    readonly tabIndex: number
    readonly copy: (rows: LinkSelection) => void
    readonly open: (id: string) => void
  }>
  /** Opens the link of a row in the browser. */
  readonly open: (id: string) => void
}
