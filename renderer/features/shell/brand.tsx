import styles from './brand.module.css'

/** The mark: a sheet that flies. Decoration; the window's title says the name. */
export function Brand() {
  return (
    <svg className={styles.mark} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect className={styles.tile} width="32" height="32" rx="9" />
      <path className={styles.wing} d="M7 16.6 25 8l-6.2 17-4.2-6.4z" />
      <path className={styles.fold} d="M25 8 14.6 18.6 14 24l2.8-3.2" />
    </svg>
  )
}
