import { Button } from '@mantine/core'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { UnfinishedUpload } from '../../../shared/unfinished'
import { formatSize, roughDuration } from '../../lib/format'
import styles from './unfinished-dialog.module.css'

interface Props {
  readonly upload: UnfinishedUpload
  readonly onResume: () => Promise<void>
  readonly onRemove: () => Promise<void>
}

/** One unfinished upload: what it is, how far it came, since when, and what can be done. */
export function UnfinishedRow({ upload, onResume, onRemove }: Props) {
  const { t } = useTranslation(['unfinished', 'common'])
  const id = useId()
  const [busy, setBusy] = useState<'resume' | 'remove'>()
  const { name, objectKey, sizeBytes, sentBytes, beganAtMs, source } = upload
  const size = formatSize(sizeBytes)
  const { unit, count } = roughDuration(Math.max(1, (Date.now() - beganAtMs) / 1000))
  const run = (which: 'resume' | 'remove', command: () => Promise<void>) => async () => {
    setBusy(which)
    await command()
    setBusy(undefined)
  }
  return (
    <li className={styles.row} aria-labelledby={id}>
      <div className={styles.words}>
        <span id={id} className={styles.name}>
          {name}
        </span>
        <span className={`${styles.key} oc-selectable`}>{objectKey}</span>
        <span className={styles.facts}>
          {sentBytes === undefined
            ? t('unfinished:sentUnknown', { size })
            : t('unfinished:sent', { sent: formatSize(sentBytes), size })}
          {' · '}
          {t('unfinished:began', { time: t(`common:${unit}`, { count }) })}
        </span>
        {source !== 'there' && (
          <span className={styles.problem}>{t(`unfinished:source.${source}`)}</span>
        )}
      </div>
      <div className={styles.buttons}>
        {source === 'there' && (
          <Button
            size="xs"
            loading={busy === 'resume'}
            aria-describedby={id}
            onClick={run('resume', onResume)}
          >
            {t('unfinished:resume')}
          </Button>
        )}
        <Button
          variant="default"
          size="xs"
          loading={busy === 'remove'}
          aria-describedby={id}
          onClick={run('remove', onRemove)}
        >
          {t('common:remove')}
        </Button>
      </div>
    </li>
  )
}
