import { useTranslation } from 'react-i18next'
import { formatDuration, formatSpeed } from '../../../shared/format-size'

/** Words for how fast something goes and how long it takes. */
export interface ProgressText {
  readonly speed: (bytesPerSecond: number) => string
  readonly timeLeft: (seconds: number) => string
}

/** The words of one language. @param left puts "left" to a length of time */
export function progressText(left: (time: string) => string, language: string): ProgressText {
  return {
    speed: (bytesPerSecond) => formatSpeed(Math.round(bytesPerSecond), language),
    // "0 s left" is never true.
    timeLeft: (seconds) => left(formatDuration(Math.max(1, Math.ceil(seconds)), language)),
  }
}

/** The words of the window's language. */
export function useProgressText(): ProgressText {
  const { t, i18n } = useTranslation('common')
  return progressText((time) => t('timeLeft', { time }), i18n.language)
}
