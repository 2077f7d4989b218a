import type { Icon } from '@tabler/icons-react'
import styles from './status-badge.module.css'

/** What a badge means: its colour. */
export type BadgeTone = 'neutral' | 'accent' | 'success' | 'warning' | 'danger'

interface Props {
  readonly tone: BadgeTone
  readonly label: string
  readonly icon?: Icon
}

/** A word with a colour; the word alone says everything. */
export function StatusBadge({ tone, label, icon: Glyph }: Props) {
  return (
    <span className={styles.root} data-tone={tone}>
      {Glyph !== undefined && <Glyph size={13} stroke={2} aria-hidden />}
      {label}
    </span>
  )
}
