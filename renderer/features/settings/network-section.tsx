import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSettings } from '../../state/settings'
import { AuthoritiesField } from './authorities-field'
import { ChoiceField } from './choice-field'
import { LinkHeaders } from './link-headers'
import { NetworkTrial } from './network-trial'
import { ProxyForm } from './proxy-form'
import { ProxyLogin } from './proxy-login'
import { SettingSection } from './setting-section'
import { PROXY_MODES } from './setting-values'
import { useChangeSettings } from './use-change-settings'

/** How OSS and public links are reached: proxy, certificates, headers; and a button that tries it. */
export function NetworkSection() {
  const { t } = useTranslation('network')
  const change = useChangeSettings()
  const { proxyMode, proxyUrl } = useSettings((settings) => settings.network)
  // One's own proxy is in use once it has an address: until then its form is open, and that is all.
  const [wantsOwn, setWantsOwn] = useState(false)
  const shown = wantsOwn ? 'manual' : proxyMode
  return (
    <SettingSection title={t('title')}>
      <ChoiceField
        label={t('proxy')}
        values={PROXY_MODES}
        words={(value) => t(`modes.${value}`)}
        value={shown}
        onChange={(mode) => {
          const isUnset = mode === 'manual' && proxyUrl === ''
          setWantsOwn(isUnset)
          if (!isUnset) change({ network: { proxyMode: mode } })
        }}
      />
      {shown === 'manual' && <ProxyForm onApplied={() => setWantsOwn(false)} />}
      {shown === proxyMode && proxyMode !== 'none' && (
        <ProxyLogin key={`${proxyMode} ${proxyUrl}`} isOwn={proxyMode === 'manual'} />
      )}
      <NetworkTrial />
      <AuthoritiesField />
      <LinkHeaders />
    </SettingSection>
  )
}
