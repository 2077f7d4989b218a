import type { Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import styles from './empty-state.module.css'

interface Props {
  readonly icon: Icon
  readonly title: string
  /** Says what to do. */
  readonly children?: ReactNode
  /** Buttons. */
  readonly action?: ReactNode
}

/** What a place says while there is nothing in it. */
export function EmptyState({ icon: Glyph, title, children, action }: Props) {
  return (
    <div className={styles.root}>
      <span className={styles.disc}>
        <Glyph size={26} stroke={1.5} aria-hidden />
      </span>
      <p className={styles.title}>{title}</p>
      {children !== undefined && <div className={styles.body}>{children}</div>}
      {action !== undefined && <div className={styles.action}>{action}</div>}
    </div>
  )
}
