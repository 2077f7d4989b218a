import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatCount } from '../../lib/format'
import styles from './unfinished-dialog.module.css'

interface Props {
  readonly count: number
  readonly onConfirm: () => Promise<void>
}

/** Ends all of a list on the server; asks first, since what was sent is lost. */
export function RemoveAll({ count, onConfirm }: Props) {
  const { t, i18n } = useTranslation(['unfinished', 'common'])
  const [phase, setPhase] = useState<'idle' | 'asking' | 'busy'>('idle')
  const words = { count, formatted: formatCount(count, i18n.language) }
  if (phase === 'idle') {
    return (
      <Button variant="subtle" color="red" size="xs" onClick={() => setPhase('asking')}>
        {t('unfinished:removeAll')}
      </Button>
    )
  }
  const confirm = async (): Promise<void> => {
    setPhase('busy')
    await onConfirm()
    setPhase('idle')
  }
  return (
    <fieldset className={styles.question} aria-label={t('unfinished:removeAll')}>
      <span role="status">{t('unfinished:removeAllQuestion')}</span>
      <Button
        variant="default"
        size="xs"
        disabled={phase === 'busy'}
        onClick={() => setPhase('idle')}
      >
        {t('common:cancel')}
      </Button>
      <Button color="red" size="xs" autoFocus loading={phase === 'busy'} onClick={confirm}>
        {t('unfinished:removeAllConfirm', words)}
      </Button>
    </fieldset>
  )
}
