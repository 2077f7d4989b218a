import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'

interface Props<T extends string> {
  readonly label: string
  readonly values: readonly T[]
  readonly words: (value: T) => string
  readonly value: T
  readonly onChange: (value: T) => void
}

/** One of a few values, by its name. */
export function ChoiceField<T extends string>({ label, values, words, value, onChange }: Props<T>) {
  // Names change with the language, which Select keeps as its text: a new key writes them anew.
  const { i18n } = useTranslation()
  return (
    <Select
      key={i18n.language}
      label={label}
      allowDeselect={false}
      data={values.map((one) => ({ value: one, label: words(one) }))}
      value={value}
      onChange={(chosen) => {
        const found = values.find((one) => one === chosen)
        if (found !== undefined && found !== value) onChange(found)
      }}
      comboboxProps={{ shadow: 'md' }}
    />
  )
}
