import { NumberInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { MOST_AT_ONCE, readAtOnce } from './read-at-once'

interface Props {
  readonly label: string
  readonly value: number
  readonly onChange: (value: number) => void
}

/** How many files move at the same time. */
export function AtOnceField({ label, value, onChange }: Props) {
  const { t } = useTranslation('settings')
  return (
    <NumberInput
      label={label}
      description={t('atOnceHint')}
      min={1}
      max={MOST_AT_ONCE}
      allowDecimal={false}
      allowNegative={false}
      clampBehavior="strict"
      value={value}
      onChange={(typed) => {
        const count = readAtOnce(typed)
        if (count !== undefined && count !== value) onChange(count)
      }}
    />
  )
}
