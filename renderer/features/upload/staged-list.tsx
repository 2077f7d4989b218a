import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { formatCount } from '../../lib/format'
import type { PreviewLine } from './key-preview'
import styles from './staged-list.module.css'
import { StagedRow } from './staged-row'

const ROW_HEIGHT = 56

interface Props {
  readonly lines: readonly PreviewLine[]
  /** Staged files that are counted but not shown. */
  readonly hiddenFiles: number
  /** False while the directory is missing: then no row can have a key. */
  readonly hasDirectory: boolean
}

/** Every staged file with the object key it will have. */
export function StagedList({ lines, hiddenFiles, hasDirectory }: Props) {
  const { t, i18n } = useTranslation('upload')
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
                total={lines.length + hiddenFiles}
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
