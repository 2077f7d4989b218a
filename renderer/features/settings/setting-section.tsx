import { type ReactNode, useId } from 'react'
import styles from './settings-dialog.module.css'

/** A group of settings under its heading. */
export function SettingSection({
  title,
  children,
}: {
  readonly title: string
  readonly children: ReactNode
}) {
  const id = useId()
  return (
    <section className={styles.section} aria-labelledby={id}>
      <h3 id={id} className={styles.title}>
        {title}
      </h3>
      <div className={styles.fields}>{children}</div>
    </section>
  )
}
