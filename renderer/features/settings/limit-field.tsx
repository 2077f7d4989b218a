import { Select, TextInput } from '@mantine/core'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { NO_LIMIT } from '../../../shared/speed-limit'
import { LIMIT_UNITS, type LimitText, type LimitUnit, limitText, readLimit } from './limit-value'
import styles from './settings-dialog.module.css'

interface Props {
  readonly label: string
  /** Bytes per second; 0 for no limit. */
  readonly value: number
  readonly onChange: (bytesPerSecond: number) => void
}

/** 1 MB/s: what a person finds who turns the limit on for the first time. */
const FIRST_LIMIT = LIMIT_UNITS['MB/s']
const UNITS: readonly LimitUnit[] = ['KB/s', 'MB/s']

/** How fast all files of a direction may move together: none, or a number with its unit. */
export function LimitField({ label, value, onChange }: Props) {
  const { t, i18n } = useTranslation('settings')
  const id = useId()
  const [typed, setTyped] = useState<LimitText>()
  const isLimited = value !== NO_LIMIT
  const shown = typed ?? limitText(value)
  const isValid = !isLimited || readLimit(shown) !== undefined
  const apply = (next: LimitText): void => {
    const bytes = readLimit(next)
    setTyped(bytes === undefined ? next : undefined)
    if (bytes !== undefined && bytes !== value) onChange(bytes)
  }
  const choose = (unit: string | null): void => {
    const found = UNITS.find((one) => one === unit)
    if (found === undefined) {
      setTyped(undefined)
      onChange(NO_LIMIT)
    } else if (isLimited) apply({ ...shown, unit: found })
    else onChange(FIRST_LIMIT)
  }
  return (
    <fieldset className={styles.limit} aria-describedby={`${id}-hint`}>
      <legend className={styles.label}>{label}</legend>
      <div className={styles.limitFields} data-limited={isLimited || undefined}>
        {isLimited && (
          <TextInput
            aria-label={t('limitNumber')}
            inputMode="decimal"
            value={shown.text}
            error={!isValid}
            onChange={(event) => setTyped({ ...shown, text: event.currentTarget.value })}
            onBlur={() => apply(shown)}
            onKeyDown={(event) => event.key === 'Enter' && apply(shown)}
          />
        )}
        <Select
          key={i18n.language}
          aria-label={label}
          allowDeselect={false}
          data={[
            { value: 'none', label: t('noLimit') },
            ...UNITS.map((unit) => ({ value: unit, label: unit })),
          ]}
          value={isLimited ? shown.unit : 'none'}
          onChange={choose}
          comboboxProps={{ shadow: 'md' }}
        />
      </div>
      <p id={`${id}-hint`} className={styles.hint} data-invalid={!isValid || undefined}>
        {isValid ? t('limitHint') : t('limitRange')}
      </p>
    </fieldset>
  )
}
