import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AppErrorInfo } from '../../../shared/errors'
import type { CommandOutput } from '../../../shared/ipc/contract'
import { ask, courier, errorInfoOf } from '../../bridge'
import { useActiveConnection } from '../../state/connections'
import { useNetworkKeys } from '../../state/network'
import { useSettings } from '../../state/settings'
import { ErrorCard } from '../../ui/error-card'
import styles from './network.module.css'

type Trial =
  | { readonly status: 'idle' | 'trying' }
  | { readonly status: 'reached'; readonly found: CommandOutput<'network.test'> }
  | { readonly status: 'failed'; readonly error: AppErrorInfo }

/** A button that sends one request the way that transfers take now, and says what came of it. */
export function NetworkTrial() {
  const id = useActiveConnection()?.id
  const settings = useSettings(({ network }) => network)
  const keys = useNetworkKeys((all) => all)
  // What was found is old news once something else is set: a new key begins anew.
  return <OneTrial key={JSON.stringify([id, settings, keys])} canTry={id !== undefined} />
}

function OneTrial({ canTry }: { readonly canTry: boolean }) {
  const { t } = useTranslation('network')
  const [trial, setTrial] = useState<Trial>({ status: 'idle' })

  const run = async (): Promise<void> => {
    setTrial({ status: 'trying' })
    try {
      setTrial({ status: 'reached', found: await ask(courier.network.test()) })
    } catch (problem) {
      setTrial({ status: 'failed', error: errorInfoOf(problem) })
    }
  }
  return (
    <div className={styles.trial}>
      <div className={styles.actions}>
        <Button
          variant="default"
          size="xs"
          loading={trial.status === 'trying'}
          disabled={!canTry}
          onClick={run}
        >
          {t('try')}
        </Button>
        <span className={styles.note}>{t(canTry ? 'tryHint' : 'tryNeedsConnection')}</span>
      </div>
      <div role="status">{trial.status === 'reached' && <Reached {...trial.found} />}</div>
      {trial.status === 'failed' && <ErrorCard error={trial.error} />}
    </div>
  )
}

function Reached({ host, proxy, isOss }: CommandOutput<'network.test'>) {
  const { t } = useTranslation('network')
  return (
    <p className={styles.reached} data-doubtful={!isOss || undefined}>
      {proxy === undefined ? t('reachedDirect', { host }) : t('reached', { host, proxy })}{' '}
      {!isOss && t('notOss')}
    </p>
  )
}
