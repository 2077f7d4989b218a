import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { NO_LIMIT } from '../../../shared/speed-limit'
import type { Direction } from '../../../shared/transfer'
import { updateSettings, useSettings } from '../../state/settings'
import { useNotify } from '../../ui/use-notify'
import styles from './overall-progress.module.css'
import { useProgressText } from './progress-text'

/** That a speed limit holds, and the way to lift it; nothing without one. */
export function LimitNote({ direction }: { readonly direction: Direction }) {
  const { t } = useTranslation('transfers')
  const { speed } = useProgressText()
  const notify = useNotify()
  const limit = useSettings((settings) => settings[direction].limitBytesPerSecond)
  if (limit === NO_LIMIT) return null
  const lift = async (): Promise<void> => {
    const change = { [direction]: { limitBytesPerSecond: NO_LIMIT } }
    await notify.attempt(updateSettings(change))
  }
  return (
    <span className={styles.limit}>
      {t('limited', { speed: speed(limit) })}
      <Button variant="subtle" size="compact-xs" aria-label={t('liftLimitLabel')} onClick={lift}>
        {t('liftLimit')}
      </Button>
    </span>
  )
}
