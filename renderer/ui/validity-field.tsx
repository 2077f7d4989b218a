import { Select, TextInput } from '@mantine/core'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatCount, formatTime } from '../lib/format'
import { readSeconds, V1_MAX_SECONDS, VALIDITY_PRESETS } from '../lib/validity'
import styles from './validity-field.module.css'

interface Props {
  readonly seconds: number
  /** See `maxValiditySeconds`. */
  readonly maxSeconds: number
  /** Called with valid numbers only, and with undefined while what is typed is none. */
  readonly onChange: (seconds: number | undefined) => void
}

/** How long links are valid: a preset or any number of seconds, always both in sight. */
export function ValidityField({ seconds, maxSeconds, onChange }: Props) {
  const { t, i18n } = useTranslation()
  const id = useId()
  const [typed, setTyped] = useState<string>()
  const text = typed ?? String(seconds)
  const valid = readSeconds(text, maxSeconds)
  const preset = VALIDITY_PRESETS.find((one) => one.seconds === valid)
  const max = formatCount(maxSeconds, i18n.language)
  const change = (next: string): void => {
    setTyped(next)
    onChange(readSeconds(next, maxSeconds))
  }
  const ends =
    valid === undefined ? undefined : formatTime(Date.now() + valid * 1000, i18n.language)
  const limit = t(maxSeconds === V1_MAX_SECONDS ? 'validity.limitV1' : 'validity.limitV4', { max })
  return (
    <fieldset className={styles.root} aria-describedby={`${id}-hint`}>
      <legend className={styles.label}>{t('validity.label')}</legend>
      <div className={styles.fields}>
        <Select
          aria-label={t('validity.label')}
          size="sm"
          allowDeselect={false}
          data={[
            ...VALIDITY_PRESETS.map(({ name, seconds: value }) => ({
              value: String(value),
              label: t(`validity.preset.${name}`),
            })),
            { value: 'custom', label: t('validity.preset.custom') },
          ]}
          value={preset === undefined ? 'custom' : String(preset.seconds)}
          onChange={(value) => value !== null && value !== 'custom' && change(value)}
        />
        <TextInput
          aria-label={t('validity.seconds')}
          size="sm"
          inputMode="numeric"
          rightSection={<span className={styles.unit}>s</span>}
          value={text}
          error={valid === undefined}
          onChange={(event) => change(event.currentTarget.value)}
        />
      </div>
      <p id={`${id}-hint`} className={styles.hint} data-invalid={valid === undefined || undefined}>
        {ends === undefined
          ? t('validity.invalid', { max })
          : `${t('validity.ends', { time: ends })} ${limit}`}
      </p>
    </fieldset>
  )
}
