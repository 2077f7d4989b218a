import { UnstyledButton } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import styles from './connection-form.module.css'

/** A heading that shows and hides what is seldom needed. */
export function Disclosure(props: {
  readonly label: string
  readonly isOpen: boolean
  readonly onToggle: () => void
  readonly children: ReactNode
}) {
  return (
    <div className={styles.group}>
      <UnstyledButton
        className={styles.disclosure}
        aria-expanded={props.isOpen}
        onClick={props.onToggle}
      >
        <IconChevronRight size={16} stroke={1.8} aria-hidden className={styles.chevron} />
        {props.label}
      </UnstyledButton>
      {props.isOpen && props.children}
    </div>
  )
}
