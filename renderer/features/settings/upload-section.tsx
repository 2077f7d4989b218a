import { Button, Input } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { maxValiditySeconds } from '../../lib/validity'
import { useActiveConnection } from '../../state/connections'
import { useSettings } from '../../state/settings'
import { openUnfinished } from '../../state/unfinished'
import { ValidityField } from '../../ui/validity-field'
import { AtOnceField } from './at-once-field'
import { ChoiceField } from './choice-field'
import { LimitField } from './limit-field'
import { SettingSection } from './setting-section'
import { CONFLICT_POLICIES, DIRECTORY_MODES, FILE_NAME_MODES, LINK_FORMS } from './setting-values'
import { useChangeSettings } from './use-change-settings'

/** How files are named and sent, and what their links are like. */
/** @param onLeave closes the settings before another dialog opens */
export function UploadSection({ onLeave }: { readonly onLeave: () => void }) {
  const { t } = useTranslation(['settings', 'unfinished'])
  const change = useChangeSettings()
  const upload = useSettings((settings) => settings.upload)
  const links = useSettings((settings) => settings.links)
  const signatureVersion = useActiveConnection()?.signatureVersion
  return (
    <>
      <SettingSection title={t('upload')}>
        <ChoiceField
          label={t('directoryMode')}
          values={DIRECTORY_MODES}
          words={(value) => t(`directoryModes.${value}`)}
          value={upload.directoryMode}
          onChange={(directoryMode) => change({ upload: { directoryMode } })}
        />
        <ChoiceField
          label={t('fileNameMode')}
          values={FILE_NAME_MODES}
          words={(value) => t(`fileNameModes.${value}`)}
          value={upload.fileNameMode}
          onChange={(fileNameMode) => change({ upload: { fileNameMode } })}
        />
        <ChoiceField
          label={t('uploadConflict')}
          values={CONFLICT_POLICIES}
          words={(value) => t(`conflicts.${value}`)}
          value={upload.conflict}
          onChange={(conflict) => change({ upload: { conflict } })}
        />
        <AtOnceField
          label={t('uploadAtOnce')}
          value={upload.atOnce}
          onChange={(atOnce) => change({ upload: { atOnce } })}
        />
        <LimitField
          label={t('uploadLimit')}
          value={upload.limitBytesPerSecond}
          onChange={(limitBytesPerSecond) => change({ upload: { limitBytesPerSecond } })}
        />
        <Input.Wrapper label={t('unfinished:title')} labelElement="div">
          <Button
            variant="default"
            fullWidth
            onClick={() => {
              onLeave()
              openUnfinished()
            }}
          >
            {t('unfinished:show')}
          </Button>
        </Input.Wrapper>
      </SettingSection>
      <SettingSection title={t('links')}>
        <ValidityField
          seconds={links.validitySeconds}
          maxSeconds={maxValiditySeconds(signatureVersion)}
          onChange={(validitySeconds) =>
            validitySeconds !== undefined && change({ links: { validitySeconds } })
          }
        />
        <ChoiceField
          label={t('linkForm')}
          values={LINK_FORMS}
          words={(value) => t(`linkForms.${value}`)}
          value={links.form}
          onChange={(form) => change({ links: { form } })}
        />
      </SettingSection>
    </>
  )
}
