import styles from './progress-bar.module.css'

interface Props {
  /** 0 to 1; undefined while the whole is not known. */
  readonly fraction: number | undefined
  readonly label: string
  readonly tone?: 'accent' | 'success' | 'danger' | 'neutral'
}

/** How far something is. Moved by a transform, so that thousands of steps cost no layout. */
export function ProgressBar({ fraction, label, tone = 'accent' }: Props) {
  const known = fraction !== undefined
  const percent = known ? Math.floor(fraction * 100) : undefined
  return (
    <div
      className={styles.track}
      data-tone={tone}
      data-unknown={known ? undefined : true}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
    >
      <div
        className={styles.bar}
        style={known ? { transform: `scaleX(${Math.min(1, Math.max(0, fraction))})` } : undefined}
      />
    </div>
  )
}
