import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { formatCount } from '../../lib/format'
import { useStaging } from '../../state/staging'
import type { PreviewLine } from './key-preview'
import styles from './staged-list.module.css'
import { StagedRow } from './staged-row'

const ROW_HEIGHT = 56

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
  const hiddenFiles = total - lines.length
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 6,
  })
  return (
    <div ref={scroller} className={styles.scroller} tabIndex={-1}>
      <ul
        className={styles.list}
        aria-label={t('staged.list')}
        style={{ height: virtual.getTotalSize() }}
      >
        {virtual.getVirtualItems().map(({ index, start }) => {
          const line = lines[index]
          return (
            line !== undefined && (
              <StagedRow
                key={line.file.id}
                line={line}
                top={start}
                position={index + 1}
                total={total}
                hasDirectory={hasDirectory}
              />
            )
          )
        })}
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
