import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { formatCount } from '../../lib/format'
import { rowsInSight, useSight } from '../../lib/use-sight'
import { useStaging } from '../../state/staging'
import type { PreviewLine } from './key-preview'
import styles from './staged-list.module.css'
import { StagedRow } from './staged-row'

const ROW_HEIGHT = 56
/** Rows above and below those in sight. */
const SPARE = 6

/** What ARIA calls a set that is still growing; no row is drawn anew because more are found. */
const UNKNOWN = -1

interface Props {
  readonly lines: readonly PreviewLine[]
  /** False while the directory is missing: then no row can have a key. */
  readonly hasDirectory: boolean
}

/** Every staged file with the object key it will have. */
export function StagedList({ lines, hasDirectory }: Props) {
  const { t, i18n } = useTranslation('upload')
  /** Those beyond the first some hundred are counted, not shown. */
  const total = useStaging((staging) => staging.totalFiles)
  const isWalking = useStaging((staging) => staging.walking)
  const hiddenFiles = total - lines.length
  const scroller = useRef<HTMLDivElement>(null)
  const { first, last } = rowsInSight(
    useSight(scroller, ROW_HEIGHT),
    ROW_HEIGHT,
    lines.length,
    SPARE,
  )
  return (
    <div ref={scroller} className={styles.scroller} tabIndex={-1}>
      <ul
        className={styles.list}
        aria-label={t('staged.list')}
        style={{ height: lines.length * ROW_HEIGHT }}
      >
        {lines.slice(first, last + 1).map((line, offset) => (
          <StagedRow
            key={line.file.id}
            line={line}
            top={(first + offset) * ROW_HEIGHT}
            position={first + offset + 1}
            total={isWalking ? UNKNOWN : total}
            hasDirectory={hasDirectory}
          />
        ))}
      </ul>
      {hiddenFiles > 0 && (
        <p className={styles.more}>
          {t('staged.more', {
            count: hiddenFiles,
            formatted: formatCount(hiddenFiles, i18n.language),
          })}
        </p>
      )}
    </div>
  )
}
