import { useTranslation } from 'react-i18next'
import { formatSize, roughDuration } from '../../lib/format'

/** Words for how fast something goes and how long it takes. */
export function useProgressText(): {
  readonly speed: (bytesPerSecond: number) => string
  readonly timeLeft: (seconds: number) => string
} {
  const { t } = useTranslation('common')
  return {
    speed: (bytesPerSecond) => t('perSecond', { size: formatSize(Math.round(bytesPerSecond)) }),
    timeLeft: (seconds) => {
      const { unit, count } = roughDuration(seconds)
      return t('timeLeft', { time: t(unit, { count }) })
    },
  }
}
