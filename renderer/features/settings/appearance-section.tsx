import { useTranslation } from 'react-i18next'
import { useSettings } from '../../state/settings'
import { ChoiceField } from './choice-field'
import { SettingSection } from './setting-section'
import { LANGUAGES, THEMES } from './setting-values'
import { useChangeSettings } from './use-change-settings'

/** Language and colours. */
export function AppearanceSection() {
  const { t } = useTranslation('settings')
  const change = useChangeSettings()
  const language = useSettings((settings) => settings.language)
  const theme = useSettings((settings) => settings.theme)
  return (
    <SettingSection title={t('appearance')}>
      <ChoiceField
        label={t('language')}
        values={LANGUAGES}
        words={(value) => t(`languages.${value}`)}
        value={language}
        onChange={(value) => change({ language: value })}
      />
      <ChoiceField
        label={t('theme')}
        values={THEMES}
        words={(value) => t(`themes.${value}`)}
        value={theme}
        onChange={(value) => change({ theme: value })}
      />
    </SettingSection>
  )
}
