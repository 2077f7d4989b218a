import { Button, Popover } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Staging } from '../../../shared/staging'
import { formatCount } from '../../lib/format'
import { useErrorText } from '../../text/use-error-text'
import styles from './staging-problems.module.css'

/** Shown at once; the number says how many there are in all. */
const MOST_SHOWN = 100

/** What could not be read, each with its reason; the rest goes on. */
export function StagingProblems({ problems }: { readonly problems: Staging['problems'] }) {
  const { t, i18n } = useTranslation('upload')
  const errorText = useErrorText()
  if (problems.length === 0) return null
  const title = t('problems.title', {
    count: problems.length,
    formatted: formatCount(problems.length, i18n.language),
  })
  return (
    <Popover position="bottom-start" width={420} trapFocus returnFocus>
      <Popover.Target>
        <Button
          size="compact-sm"
          variant="subtle"
          color="red"
          leftSection={<IconAlertTriangle size={15} stroke={1.8} aria-hidden />}
        >
          {title}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard */}
        <ul className={styles.list} aria-label={title} tabIndex={0}>
          {problems.slice(0, MOST_SHOWN).map(({ name, error }, index) => {
            const { what, next } = errorText(error)
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: names repeat, and the list only grows
              <li key={index}>
                <strong className="oc-selectable">{name}</strong>
                <span>
                  {what} {next}
                </span>
              </li>
            )
          })}
        </ul>
      </Popover.Dropdown>
    </Popover>
  )
}
