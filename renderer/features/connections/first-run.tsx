import { Anchor, Button } from '@mantine/core'
import { IconBucket, IconSchool } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { openWorkspace } from '../../state/workspace'
import { openConnectionForm } from './connection-dialog-state'
import styles from './first-run.module.css'
import { useSwitch } from './use-switch'

/** What one sees before the first connection: two ways to begin, of equal rank. */
export function FirstRun() {
  const { t } = useTranslation('connections')
  const switchTo = useSwitch()
  const [opening, setOpening] = useState(false)
  const openPractice = async (): Promise<void> => {
    setOpening(true)
    await switchTo.toPractice()
    setOpening(false)
  }
  return (
    <section className={styles.root} aria-labelledby="first-run-title">
      <h2 id="first-run-title" className={styles.title}>
        {t('firstRun.title')}
      </h2>
      <p className={styles.lead}>{t('firstRun.lead')}</p>
      <div className={styles.choices}>
        <div className={styles.choice}>
          <span className={styles.disc}>
            <IconSchool size={28} stroke={1.5} aria-hidden />
          </span>
          <h3 className={styles.name}>{t('firstRun.practiceTitle')}</h3>
          <p className={styles.body}>{t('firstRun.practiceBody')}</p>
          <Button fullWidth size="md" loading={opening} onClick={openPractice}>
            {t('firstRun.practiceAction')}
          </Button>
        </div>
        <div className={styles.choice}>
          <span className={styles.disc}>
            <IconBucket size={28} stroke={1.5} aria-hidden />
          </span>
          <h3 className={styles.name}>{t('firstRun.ownTitle')}</h3>
          <p className={styles.body}>{t('firstRun.ownBody')}</p>
          <Button fullWidth size="md" onClick={() => openConnectionForm()}>
            {t('firstRun.ownAction')}
          </Button>
        </div>
      </div>
      <p className={styles.hint}>
        {t('firstRun.publicHint')}{' '}
        <Anchor component="button" type="button" onClick={() => openWorkspace('download')}>
          {t('firstRun.publicAction')}
        </Anchor>
      </p>
    </section>
  )
}
