import { Select, TextInput } from '@mantine/core'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatCount, formatTime } from '../lib/format'
import { joinSentences } from '../lib/join-sentences'
import { maxValiditySeconds, readSeconds, VALIDITY_PRESETS } from '../lib/validity'
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
  const { t, i18n } = useTranslation(['common', 'naming'])
  const id = useId()
  const [typed, setTyped] = useState<string>()
  const text = typed ?? String(seconds)
  const read = readSeconds(text, maxSeconds)
  const valid = read.ok ? read.seconds : undefined
  const preset = VALIDITY_PRESETS.find((one) => one.seconds === valid)
  const max = formatCount(maxSeconds, i18n.language)
  const change = (next: string): void => {
    setTyped(next)
    const checked = readSeconds(next, maxSeconds)
    onChange(checked.ok ? checked.seconds : undefined)
  }
  const hint = (validSeconds: number): string => {
    const time = formatTime(Date.now() + validSeconds * 1000, i18n.language)
    const isV1 = maxSeconds === maxValiditySeconds('v1')
    const limit = t(isV1 ? 'validity.limitV1' : 'validity.limitV4', { max })
    return joinSentences(t('validity.ends', { time }), limit)
  }
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
          error={!read.ok}
          onChange={(event) => change(event.currentTarget.value)}
        />
      </div>
      <p id={`${id}-hint`} className={styles.hint} data-invalid={!read.ok || undefined}>
        {read.ok ? hint(read.seconds) : t(`naming:${read.problem}`)}
      </p>
    </fieldset>
  )
}
