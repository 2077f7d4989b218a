import { useTranslation } from 'react-i18next'
import { formatDuration, formatSpeed } from '../../../shared/format-size'

/** Words for how fast something goes and how long it takes. */
export function useProgressText(): {
  readonly speed: (bytesPerSecond: number) => string
  readonly timeLeft: (seconds: number) => string
} {
  const { t, i18n } = useTranslation('common')
  return {
    speed: (bytesPerSecond) => formatSpeed(Math.round(bytesPerSecond), i18n.language),
    // "0 s left" is never true.
    timeLeft: (seconds) =>
      t('timeLeft', { time: formatDuration(Math.max(1, Math.ceil(seconds)), i18n.language) }),
  }
}
