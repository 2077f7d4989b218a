import { useTranslation } from 'react-i18next'
import type { Direction } from '../../../shared/transfer'
import { formatCount, formatSize } from '../../lib/format'
import { endedCount, fractionOf, openCount, secondsLeft } from '../../state/tally'
import { useTally } from '../../state/transfers'
import { ProgressBar } from '../../ui/progress-bar'
import { LimitNote } from './limit-note'
import styles from './overall-progress.module.css'
import { useProgressText } from './progress-text'

/** How far everything of one direction is, how fast, and for how long; nothing while all rests. */
export function OverallProgress({ direction }: { readonly direction: Direction }) {
  const { t, i18n } = useTranslation('transfers')
  const { speed, timeLeft } = useProgressText()
  const tally = useTally(direction)
  if (openCount(tally) === 0) return null
  // While sizes are unknown, a percentage would stand at 0 until the first file has arrived.
  const isCounted = tally.unknownSizes > 0
  const fraction = isCounted && endedCount(tally) === 0 ? undefined : fractionOf(tally)
  const left = secondsLeft(tally)
  const number = (count: number) => formatCount(count, i18n.language)
  return (
    <div className={styles.root}>
      {!isCounted && <span className={styles.percent}>{Math.floor((fraction ?? 0) * 100)}%</span>}
      <ProgressBar fraction={fraction} label={t('overall')} />
      <span className={styles.words}>
        {t('doneOf', { done: number(endedCount(tally)), all: number(tally.count) })}
        {isCounted && tally.doneBytes > 0 && ` · ${formatSize(tally.doneBytes)}`}
        {tally.bytesPerSecond > 0 && ` · ${speed(tally.bytesPerSecond)}`}
        {left !== undefined && ` · ${timeLeft(left)}`}
      </span>
      <LimitNote direction={direction} />
    </div>
  )
}
