import { Autocomplete, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { LocalTime } from '../../../shared/object-key'
import type { Settings, SettingsPatch } from '../../../shared/settings'
import { updateSettings } from '../../state/settings'
import { type Choice, ChoiceCards } from '../../ui/choice-cards'
import { Later } from '../../ui/later'
import { useNotify } from '../../ui/use-notify'
import { ValidityField } from '../../ui/validity-field'
import { exampleKey, splitKey } from './key-preview'
import { useUploadForm } from './upload-form'
import styles from './upload-options.module.css'
import type { UploadPlan } from './use-upload-plan'

type UploadSettings = Settings['upload']

const DIRECTORY_MODES: readonly UploadSettings['directoryMode'][] = [
  'no_subdirectory',
  'yyyy_mm_dd_hierarchy',
  'yyyy_mm_dd_combined',
]
const NAME_MODES: readonly UploadSettings['fileNameMode'][] = ['filename', 'filename_timestamp']
const CONFLICTS: readonly UploadSettings['conflict'][] = ['number', 'overwrite', 'skip']

interface Props {
  readonly plan: UploadPlan
  /** The moment that examples show: that of the first staged file. */
  readonly exampleTime: LocalTime
}

/** Where the files go and what they are called; every choice shows what it does. */
export function UploadOptions({ plan, exampleTime }: Props) {
  const { t } = useTranslation(['upload', 'naming'])
  const notify = useNotify()
  const { directory, directoryProblem, customNameProblem, options } = plan
  const set = (upload: NonNullable<SettingsPatch['upload']>): void => {
    void notify.attempt(updateSettings({ upload }))
  }
  const example = (change: Partial<UploadSettings>): string =>
    exampleKey({ ...options, directory, ...change }, exampleTime)
  const directoryModes = DIRECTORY_MODES.map((value) => ({
    value,
    label: t(`options.modes.${value}`),
    example: example({ directoryMode: value, fileNameMode: 'filename' }),
    isName: true,
  }))
  const nameModes = NAME_MODES.map((value) => ({
    value,
    label: t(`options.nameModes.${value}`),
    example: splitKey(example({ fileNameMode: value })).name,
    isName: true,
  }))
  const conflicts: Choice<UploadSettings['conflict']>[] = CONFLICTS.map((value) => ({
    value,
    label: t(`options.conflicts.${value}`),
    example: t(`options.conflictHints.${value}`),
  }))
  return (
    <div className={styles.root}>
      <Autocomplete
        label={t('options.directory')}
        placeholder={t('options.directoryPlaceholder')}
        description={t('options.directoryHint')}
        required
        autoFocus={directory === ''}
        data={options.recentDirectories}
        value={directory}
        error={plan.isDirectoryTouched && directoryProblem && t(`naming:${directoryProblem}`)}
        comboboxProps={{ withinPortal: true }}
        onChange={(value) => useUploadForm.setState({ directory: value })}
      />
      {plan.isSingleFile && (
        <TextInput
          label={t('options.customName')}
          description={t('options.customNameHint')}
          value={plan.customName}
          error={customNameProblem !== undefined && t(`naming:${customNameProblem}`)}
          onChange={(event) => useUploadForm.setState({ customName: event.currentTarget.value })}
        />
      )}
      <Later>
        <ChoiceCards
          legend={t('options.directoryMode')}
          choices={directoryModes}
          value={options.directoryMode}
          onChange={(directoryMode) => set({ directoryMode })}
        />
        <ChoiceCards
          legend={t('options.nameMode')}
          choices={nameModes}
          value={options.fileNameMode}
          onChange={(fileNameMode) => set({ fileNameMode })}
        />
      </Later>
      <Later frames={2}>
        <ValidityField
          seconds={plan.validitySeconds}
          maxSeconds={plan.maxValidity}
          onChange={(seconds) => useUploadForm.setState({ validity: { seconds } })}
        />
        <ChoiceCards
          legend={t('options.conflict')}
          choices={conflicts}
          value={options.conflict}
          onChange={(conflict) => set({ conflict })}
        />
      </Later>
    </div>
  )
}
