import type { ReactNode } from 'react'
import { ProgressBar } from './progress-bar'
import styles from './progress-strip.module.css'

interface Props {
  /** What goes on, for screen readers. */
  readonly title: string
  /** How far it is, in words. Not read aloud: it changes ten times a second. */
  readonly sentence: string
  /** 0 to 1; undefined while the whole is not known. */
  readonly fraction: number | undefined
  readonly action: ReactNode
}

/** One line for work that takes a while, with an end to it. */
export function ProgressStrip({ title, sentence, fraction, action }: Props) {
  return (
    <section className={styles.root} aria-label={title}>
      <span className={styles.words}>{sentence}</span>
      <ProgressBar fraction={fraction} label={title} />
      {action}
    </section>
  )
}
