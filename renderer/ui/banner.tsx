import type { ReactNode } from 'react'
import styles from './banner.module.css'
import type { Tone } from './notify'
import { TONE_ICONS } from './toasts'

interface Props {
  readonly tone: Tone
  readonly children: ReactNode
  /** A button or two at the end. */
  readonly action?: ReactNode
}

/** One sentence that stays in sight while it is true. */
export function Banner({ tone, children, action }: Props) {
  const Icon = TONE_ICONS[tone]
  return (
    <div className={styles.root} data-tone={tone} role="status">
      <Icon size={18} stroke={1.8} aria-hidden className={styles.icon} />
      <div className={styles.words}>{children}</div>
      {action}
    </div>
  )
}
