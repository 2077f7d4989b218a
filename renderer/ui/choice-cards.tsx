import { useId } from 'react'
import styles from './choice-cards.module.css'

/** One choice with an example of what it does. */
export interface Choice<T extends string> {
  readonly value: T
  readonly label: string
  readonly example: string
  /** True when the example is a name and not a sentence. */
  readonly isName?: boolean
}

interface Props<T extends string> {
  readonly legend: string
  readonly choices: readonly Choice<T>[]
  readonly value: T
  readonly onChange: (value: T) => void
}

/** A few choices, each shown with its effect. Native radio buttons: arrow keys and names for free. */
export function ChoiceCards<T extends string>({ legend, choices, value, onChange }: Props<T>) {
  const name = useId()
  return (
    <fieldset className={styles.root}>
      <legend className={styles.legend}>{legend}</legend>
      {choices.map((choice) => (
        <label key={choice.value} className={styles.card}>
          <input
            type="radio"
            name={name}
            value={choice.value}
            checked={choice.value === value}
            onChange={() => onChange(choice.value)}
          />
          <span className={styles.words}>
            <span className={styles.label}>{choice.label}</span>
            <span className={styles.example} data-name={choice.isName}>
              {choice.example}
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
