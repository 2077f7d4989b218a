import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { OSS_REGIONS } from '../../../shared/oss-regions'
import { regionOf } from './connection-form'
import { findRegions } from './region-search'
import type { ConnectionEditor } from './use-connection-editor'
import { useProblemText } from './use-problem-text'

interface Props {
  readonly editor: ConnectionEditor
  readonly label: string
  readonly hint?: string
  readonly onPick: (region: string) => void
  readonly hasFirstFocus?: boolean
}

/** A region by its name in either language or by its id. */
export function RegionPicker({ editor, label, hint, onPick, hasFirstFocus }: Props) {
  const { t, i18n } = useTranslation('connections')
  const problemText = useProblemText()
  const language = i18n.language === 'zh-CN' ? 'zh-CN' : 'en'
  const current = regionOf(editor.form)
  const known = OSS_REGIONS.map(({ id, names }) => ({
    value: id,
    label: `${names[language]} · ${id}`,
  }))
  const isKnown = current === '' || known.some(({ value }) => value === current)
  const problem = editor.problems.region
  return (
    <Select
      label={label}
      description={hint}
      placeholder={t('form.regionPlaceholder')}
      nothingFoundMessage={t('form.regionNone')}
      searchable
      openOnFocus={false}
      data={isKnown ? known : [{ value: current, label: current }, ...known]}
      filter={({ options, search }) => {
        const found = findRegions(search)
        return options.filter((option) => 'value' in option && found.has(option.value))
      }}
      value={current === '' ? null : current}
      onChange={(value) => value !== null && onPick(value)}
      onBlur={() => editor.leave('region')}
      error={problem === undefined ? undefined : problemText(problem)}
      aria-required
      data-field="region"
      data-autofocus={hasFirstFocus || undefined}
      comboboxProps={{ shadow: 'md' }}
    />
  )
}
