// biome-ignore-all lint/a11y/useSemanticElements: a <table> can't place only the lines in sight
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and points by aria-activedescendant
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the grid handles every key for its lines

import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { type MouseEvent, memo } from 'react'
import { useTranslation } from 'react-i18next'
import { formatTime } from '../../lib/format'
import { fractionOf, openCount } from '../../state/tally'
import { useBatch } from '../../state/transfers'
import { ProgressBar } from '../../ui/progress-bar'
import styles from './batch-line.module.css'
import { useBatchWords } from './batch-words'
import { FailureSummary } from './failure-summary'
import type { QueueLinks } from './queue-links'
import { lineDomId } from './transfer-line'

interface Props {
  readonly batchId: string
  readonly top: number
  readonly index: number
  readonly isActive: boolean
  readonly isCollapsed: boolean
  readonly onPress: (id: string, event: MouseEvent) => void
  readonly onToggle: (batchId: string) => void
  readonly links: QueueLinks | undefined
}

/** The heading of a batch: when, how many, how far; at the end what arrived, and why not all. */
export const BatchLine = memo(function BatchLine(props: Props) {
  const { batchId, top, index, isActive, isCollapsed, onPress, onToggle, links } = props
  const { t, i18n } = useTranslation(['transfers', 'links'])
  const words = useBatchWords()
  const batch = useBatch(batchId)
  if (batch === undefined) return null
  const { tally } = batch
  const { failed } = words.parts(tally)
  const isOpen = openCount(tally) > 0
  const title = t('batch.title', {
    time: formatTime(batch.addedAtMs, i18n.language),
    files: words.files(tally.count),
  })
  const tabIndex = isActive ? 0 : -1
  const Chevron = isCollapsed ? IconChevronRight : IconChevronDown
  return (
    <div
      role="row"
      id={lineDomId(batchId)}
      className={styles.root}
      style={{ transform: `translateY(${top}px)` }}
      aria-rowindex={index + 2}
      data-active={isActive || undefined}
      onClick={(event) => onPress(batchId, event)}
    >
      <div role="gridcell" className={styles.cell}>
        <button
          type="button"
          className={styles.toggle}
          tabIndex={tabIndex}
          aria-expanded={!isCollapsed}
          aria-label={t(isCollapsed ? 'batch.expand' : 'batch.collapse')}
          onClick={() => onToggle(batchId)}
        >
          <Chevron size={16} stroke={1.8} aria-hidden />
        </button>
        <span className={styles.title}>{title}</span>
        {isOpen ? (
          <span className={styles.progress}>
            <ProgressBar fraction={fractionOf(tally)} label={title} />
          </span>
        ) : (
          <span className={styles.summary}>
            {words.summary({ ...tally, byStatus: { ...tally.byStatus, failed: 0 } })}
          </span>
        )}
        <span className={styles.end}>
          {failed !== undefined && (
            <FailureSummary batchId={batchId} label={failed} tabIndex={tabIndex} />
          )}
          {links !== undefined && tally.byStatus.done > 0 && (
            <links.CopyButton rows={{ batchId }} label={t('links:copyLinks')} />
          )}
        </span>
      </div>
    </div>
  )
})
