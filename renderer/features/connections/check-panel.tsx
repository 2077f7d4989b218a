import { Button, Loader } from '@mantine/core'
import {
  IconCircleCheck,
  IconCircleDashed,
  IconCircleMinus,
  IconCircleX,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { CHECK_STEPS } from '../../../shared/check-steps'
import type { ConnectionFields } from '../../../shared/connection'
import type { CheckReport } from '../../../shared/ipc/contract'
import { ErrorCard } from '../../ui/error-card'
import styles from './check-panel.module.css'
import { limitsOf, verdictOf } from './check-summary'
import type { ConnectionEditor } from './use-connection-editor'

const ICONS = {
  passed: IconCircleCheck,
  failed: IconCircleX,
  'not-permitted': IconCircleMinus,
  skipped: IconCircleDashed,
} as const satisfies Record<CheckReport['steps'][number]['outcome'], unknown>

/** What the connection test found: a line per step, and what to do about the one that failed. */
export function CheckPanel({ editor }: { readonly editor: ConnectionEditor }) {
  const { t } = useTranslation('connections')
  const { check } = editor
  if (check.status === 'idle') return null
  if (check.status === 'failed') return <ErrorCard error={check.error} />
  return (
    <section className={styles.root} aria-label={t('check.title')} aria-live="polite">
      {check.status === 'testing' ? (
        <PendingSteps />
      ) : (
        <Report report={check.report} onSuggest={editor.suggest} />
      )}
    </section>
  )
}

function PendingSteps() {
  const { t } = useTranslation('connections')
  return (
    <>
      <p className={styles.verdict}>
        <Loader size={16} aria-hidden /> {t('form.testing')}
      </p>
      <ul className={styles.steps} aria-hidden>
        {CHECK_STEPS.map((step) => (
          <li key={step} className={styles.step} data-outcome="pending">
            <IconCircleDashed size={18} stroke={1.8} className={styles.icon} />
            {t(`check.steps.${step}`)}
          </li>
        ))}
      </ul>
    </>
  )
}

function Report({
  report,
  onSuggest,
}: {
  readonly report: CheckReport
  readonly onSuggest: (fields: Partial<ConnectionFields>) => void
}) {
  const { t } = useTranslation('connections')
  const verdict = verdictOf(report)
  const failure = report.steps.find(({ outcome }) => outcome === 'failed')?.error
  const cure = report.suggestion && (
    <SuggestionButton fields={report.suggestion} onUse={onSuggest} />
  )
  return (
    <>
      <p className={styles.verdict} data-verdict={verdict}>
        {t(`check.${verdict}`)}
      </p>
      <ul className={styles.steps}>
        {report.steps.map(({ step, outcome }) => {
          const Icon = ICONS[outcome]
          return (
            <li key={step} className={styles.step} data-outcome={outcome}>
              <Icon size={18} stroke={1.8} aria-hidden className={styles.icon} />
              <span>{t(`check.steps.${step}`)}</span>
              <span className={styles.outcome}>{t(`check.${outcome}`)}</span>
            </li>
          )
        })}
      </ul>
      {limitsOf(report).map((step) => (
        <p key={step} className={styles.limit}>
          {t(`check.limits.${step}`)}
        </p>
      ))}
      {failure === undefined && cure !== undefined && (
        <p className={styles.limit}>{t('check.otherEndpoint')}</p>
      )}
      {failure !== undefined ? <ErrorCard error={failure} action={cure} /> : cure}
    </>
  )
}

function SuggestionButton({
  fields,
  onUse,
}: {
  readonly fields: Partial<ConnectionFields>
  readonly onUse: (fields: Partial<ConnectionFields>) => void
}) {
  const { t } = useTranslation('connections')
  const { endpoint, region } = fields
  const words =
    endpoint !== undefined
      ? t('check.useEndpoint', { endpoint: endpoint.replace(/^https?:\/\//, '') })
      : region !== undefined
        ? t('check.useRegion', { region })
        : t('check.useSuggestion')
  return (
    <Button size="xs" onClick={() => onUse(fields)}>
      {words}
    </Button>
  )
}
