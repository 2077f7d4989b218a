import { useTranslation } from 'react-i18next'
import { useSettings } from '../../state/settings'
import { ChoiceField } from './choice-field'
import { SettingSection } from './setting-section'
import { AT_START } from './setting-values'
import { useChangeSettings } from './use-change-settings'

/** What happens when the app starts. */
export function StartSection() {
  const { t } = useTranslation('settings')
  const change = useChangeSettings()
  const atStart = useSettings((settings) => settings.atStart)
  return (
    <SettingSection title={t('start')}>
      <ChoiceField
        label={t('atStart')}
        values={AT_START}
        words={(value) => t(`atStarts.${value}`)}
        value={atStart}
        onChange={(value) => change({ atStart: value })}
      />
    </SettingSection>
  )
}
