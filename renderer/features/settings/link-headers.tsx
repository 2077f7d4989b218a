import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isUserAgent, refererOf } from '../../../shared/header-value'
import { useSettings } from '../../state/settings'
import styles from './network.module.css'
import { useChangeSettings } from './use-change-settings'

/** What public links are fetched with. OSS never sees these. */
export function LinkHeaders() {
  const { t } = useTranslation('network')
  const change = useChangeSettings()
  const { userAgent, referer } = useSettings((settings) => settings.network)
  return (
    <details className={styles.details}>
      <summary>{t('headers')}</summary>
      <div className={styles.form}>
        <HeaderField
          label="User-Agent"
          hint={t('userAgentHint')}
          problem={t('userAgentBad')}
          value={userAgent}
          read={(typed) => (isUserAgent(typed.trim()) ? typed.trim() : undefined)}
          onChange={(value) => change({ network: { userAgent: value } })}
        />
        <HeaderField
          label="Referer"
          hint={t('refererHint')}
          problem={t('refererBad')}
          value={referer}
          read={refererOf}
          onChange={(value) => change({ network: { referer: value } })}
        />
      </div>
    </details>
  )
}

interface FieldProps {
  readonly label: string
  readonly hint: string
  readonly problem: string
  readonly value: string
  /** @returns undefined for what can't be sent */
  readonly read: (typed: string) => string | undefined
  readonly onChange: (value: string) => void
}

/** Applies when the field is left or Enter is pressed. */
function HeaderField({ label, hint, problem, value, read, onChange }: FieldProps) {
  const [typed, setTyped] = useState<string>()
  const shown = typed ?? value
  const isBad = read(shown) === undefined
  const apply = (): void => {
    const next = read(shown)
    if (next === undefined) return
    setTyped(undefined)
    if (next !== value) onChange(next)
  }
  return (
    <TextInput
      label={label}
      description={hint}
      autoComplete="off"
      spellCheck={false}
      value={shown}
      error={isBad ? problem : undefined}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={apply}
      onKeyDown={(event) => event.key === 'Enter' && apply()}
    />
  )
}
