import { IconCheck, IconCircleCheck, IconClock, IconX } from '@tabler/icons-react'
import type { TransferRow } from '../../../shared/transfer'
import { doneBytesOf } from '../../../shared/transfer-rules'
import { formatSize, formatTime } from '../../lib/format'
import { useListText } from '../../text/list-text'
import { ProgressBar } from '../../ui/progress-bar'
import { StatusBadge } from '../../ui/status-badge'
import { useAttemptText } from './attempt-text'
import { progressText } from './progress-text'
import styles from './row-state.module.css'

/** How a row is doing: a badge when it rests, a bar with numbers while it moves. */
export function RowState({ row }: { readonly row: TransferRow }) {
  const { t, language } = useListText()
  const { state } = row
  const attempt = useAttemptText(state)
  const size = row.sizeBytes === undefined ? '' : formatSize(row.sizeBytes)
  switch (state.status) {
    case 'running':
    case 'verifying':
    case 'paused':
      return <Moving row={row} attempt={attempt} />
    case 'done':
      return (
        <Resting below={[size, formatTime(state.finishedAtMs, language)]}>
          <span title={t(`verifiedHint.${state.verification}`)}>
            <StatusBadge
              tone="success"
              icon={state.verification === 'none' ? IconCheck : IconCircleCheck}
              label={`${t('status.done')} · ${t(`verified.${state.verification}`)}`}
            />
          </span>
        </Resting>
      )
    case 'failed':
      return (
        <Resting below={[attempt, size]}>
          <StatusBadge tone="danger" icon={IconX} label={t('status.failed')} />
        </Resting>
      )
    case 'queued':
      return (
        <Resting below={[attempt, size]}>
          <StatusBadge tone="neutral" icon={IconClock} label={t('status.queued')} />
        </Resting>
      )
    default:
      return (
        <Resting below={[attempt, size]}>
          <StatusBadge
            tone={state.status === 'preparing' ? 'accent' : 'neutral'}
            label={t(`status.${state.status}`)}
          />
        </Resting>
      )
  }
}

function Resting({
  children,
  below,
}: {
  readonly children: React.ReactNode
  readonly below: readonly string[]
}) {
  return (
    <div className={styles.root}>
      {children}
      <span className={styles.below}>{below.filter((part) => part !== '').join(' · ')}</span>
    </div>
  )
}

function Moving({ row, attempt }: { readonly row: TransferRow; readonly attempt: string }) {
  const { t, language } = useListText()
  const { speed, timeLeft } = progressText((time) => t('common:timeLeft', { time }), language)
  const { state, sizeBytes } = row
  const done = doneBytesOf(state, sizeBytes)
  const fraction = sizeBytes === undefined || sizeBytes === 0 ? undefined : done / sizeBytes
  const isRunning = state.status === 'running'
  const moving = row.direction === 'upload' ? t('runningUpload') : t('runningDownload')
  const word = isRunning ? moving : t(`status.${state.status}`)
  const perSecond = isRunning ? state.bytesPerSecond : 0
  const left =
    sizeBytes === undefined || perSecond <= 0 ? '' : timeLeft((sizeBytes - done) / perSecond)
  const size =
    sizeBytes === undefined
      ? formatSize(done)
      : t('sizeOf', { done: formatSize(done), size: formatSize(sizeBytes) })
  return (
    <div className={styles.root} data-moving>
      <span className={styles.above}>
        <span className={styles.word}>
          {word}
          {fraction !== undefined && ` ${Math.floor(fraction * 100)}%`}
        </span>
        {isRunning && (perSecond > 0 || done > 0) && <span>{speed(perSecond)}</span>}
      </span>
      <ProgressBar
        // That of another file does not slide from where this one was.
        key={row.id}
        fraction={fraction}
        label={t('rowProgress', { name: row.name })}
        tone={state.status === 'paused' ? 'neutral' : 'accent'}
      />
      <span className={styles.above}>
        <span>{attempt === '' ? size : `${size} · ${attempt}`}</span>
        <span>{left}</span>
      </span>
    </div>
  )
}
