import { formatDuration } from '../../../shared/format-size'
import type { TransferState } from '../../../shared/transfer'
import { MAX_ATTEMPTS } from '../../../shared/transfer-rules'
import { useEverySecond } from '../../lib/use-every-second'
import { useListText } from '../../text/list-text'

/**
 * Which attempt a row is at and when the next one is, counting down; '' for the first attempt and
 * for a row that waits for something else than time.
 */
export function useAttemptText(state: TransferState): string {
  const { t, language } = useListText()
  const nextTryAtMs = state.status === 'queued' ? state.nextTryAtMs : undefined
  const secondsLeft = nextTryAtMs === undefined ? 0 : Math.ceil((nextTryAtMs - Date.now()) / 1000)
  useEverySecond(secondsLeft > 0)
  if (state.status === 'failed') {
    return state.attempts > 1 ? t('afterAttempts', { count: state.attempts }) : ''
  }
  if (state.status === 'queued') {
    if (nextTryAtMs === undefined) return ''
    const attempt = { number: state.attempts + 1, most: MAX_ATTEMPTS }
    if (secondsLeft <= 0) return t('attempt', attempt)
    return t('nextTry', { time: formatDuration(secondsLeft, language), ...attempt })
  }
  if (!('attempts' in state) || state.status === 'paused' || state.attempts <= 1) return ''
  return t('attempt', { number: state.attempts, most: MAX_ATTEMPTS })
}
