import { Button, Checkbox, PasswordInput, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AppErrorInfo } from '../../../shared/errors'
import { ask, courier, errorInfoOf } from '../../bridge'
import { useNetworkKeys } from '../../state/network'
import { ErrorCard } from '../../ui/error-card'
import { useNotify } from '../../ui/use-notify'
import styles from './network.module.css'

interface Props {
  /** False for the system's proxy, which seldom asks. */
  readonly isOwn: boolean
}

/** User name and password of the proxy: typed once, sent to main, never shown again. */
export function ProxyLogin({ isOwn }: Props) {
  const { t } = useTranslation('network')
  const notify = useNotify()
  const protection = useNetworkKeys((keys) => keys.loginProtection)
  if (protection === undefined) {
    return (
      <details className={styles.details} open={isOwn}>
        <summary>{t('login')}</summary>
        <LoginForm />
      </details>
    )
  }
  return (
    <div className={styles.kept}>
      <span>
        {t('login')}: {t(`loginKept.${protection}`)}
      </span>
      <Button
        variant="default"
        size="xs"
        onClick={() => void notify.attempt(ask(courier.network.forgetLogin()))}
      >
        {t('forget')}
      </Button>
    </div>
  )
}

function LoginForm() {
  const { t } = useTranslation(['network', 'connections'])
  const keyringAvailable = useNetworkKeys((keys) => keys.keyringAvailable)
  const [user, setUser] = useState('')
  const [password, setPassword] = useState('')
  const [keepUntilQuit, setKeepUntilQuit] = useState(false)
  const [error, setError] = useState<AppErrorInfo>()
  const asksToKeep = !keyringAvailable || error?.code === 'KEYRING_UNAVAILABLE'
  const isBadUser = user.includes(':')

  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    try {
      await ask(courier.network.setLogin({ user, password, keepUntilQuit }))
    } catch (problem) {
      setError(errorInfoOf(problem))
    }
  }
  return (
    <form className={styles.form} noValidate onSubmit={save}>
      <p className={styles.note}>{t('network:loginHint')}</p>
      <div className={styles.pair}>
        <TextInput
          label={t('network:user')}
          autoComplete="off"
          spellCheck={false}
          value={user}
          error={isBadUser ? t('network:userBad') : undefined}
          onChange={(event) => setUser(event.currentTarget.value)}
        />
        <PasswordInput
          label={t('network:password')}
          autoComplete="off"
          value={password}
          visibilityToggleButtonProps={{ 'aria-label': t('connections:form.showSecret') }}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
      </div>
      {asksToKeep && (
        <Checkbox
          label={t('connections:form.keepUntilQuit')}
          description={t('connections:form.noKeyring')}
          checked={keepUntilQuit}
          onChange={(event) => setKeepUntilQuit(event.currentTarget.checked)}
        />
      )}
      {error !== undefined && <ErrorCard error={error} />}
      <div className={styles.actions}>
        <Button
          type="submit"
          size="xs"
          variant="default"
          disabled={user === '' || isBadUser || (asksToKeep && !keepUntilQuit)}
        >
          {t('network:saveLogin')}
        </Button>
      </div>
    </form>
  )
}
