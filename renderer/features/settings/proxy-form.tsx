import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatProxyAddress, parseProxyAddress } from '../../../shared/proxy-address'
import { parseBypass } from '../../../shared/proxy-bypass'
import { updateSettings, useSettings } from '../../state/settings'
import { useNotify } from '../../ui/use-notify'
import styles from './network.module.css'

interface Props {
  readonly onApplied: () => void
}

/** Address and exceptions of one's own proxy. Both take effect together, when they are right. */
export function ProxyForm({ onApplied }: Props) {
  const { t } = useTranslation('network')
  const notify = useNotify()
  const { proxyMode, proxyUrl, proxyBypass } = useSettings((settings) => settings.network)
  const [address, setAddress] = useState(proxyUrl)
  const [bypass, setBypass] = useState(proxyBypass.join(', '))
  const [isChecked, setChecked] = useState(false)
  const parsed = parseProxyAddress(address)
  const { rules, refused } = parseBypass(bypass)
  const isInUse =
    proxyMode === 'manual' &&
    parsed.ok &&
    formatProxyAddress(parsed.proxy) === proxyUrl &&
    rules.join() === proxyBypass.join() &&
    refused.length === 0

  const apply = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setChecked(true)
    if (!parsed.ok || refused.length > 0) return
    const url = formatProxyAddress(parsed.proxy)
    const network = { proxyMode: 'manual' as const, proxyUrl: url, proxyBypass: [...rules] }
    const stored = updateSettings({ network }).then(() => true)
    if (!(await notify.attempt(stored))) return
    setAddress(url)
    setChecked(false)
    onApplied()
  }

  return (
    <form className={styles.form} noValidate onSubmit={apply}>
      <TextInput
        label={t('address')}
        description={t('addressHint')}
        placeholder="proxy.example.com:8080"
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        value={address}
        error={isChecked && !parsed.ok ? t(`problems.${parsed.problem}`) : undefined}
        onChange={(event) => setAddress(event.currentTarget.value)}
      />
      <TextInput
        label={t('bypass')}
        description={t('bypassHint')}
        placeholder="intranet.example.com, 10.0.0.0/8"
        autoComplete="off"
        spellCheck={false}
        value={bypass}
        error={
          isChecked && refused.length > 0 ? t('bypassBad', { rule: refused[0] ?? '' }) : undefined
        }
        onChange={(event) => setBypass(event.currentTarget.value)}
      />
      <div className={styles.actions}>
        <Button type="submit" size="xs" disabled={isInUse}>
          {t('use')}
        </Button>
        <span role="status" className={styles.note}>
          {isInUse && t('inUse')}
        </span>
      </div>
    </form>
  )
}
