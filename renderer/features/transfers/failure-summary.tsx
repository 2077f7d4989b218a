import { Button, Popover } from '@mantine/core'
import { IconChevronDown, IconRefresh } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatCount } from '../../lib/format'
import { useTransfers } from '../../state/transfers'
import { ErrorCard } from '../../ui/error-card'
import { type FailureGroup, groupFailures } from './failure-groups'
import styles from './failure-summary.module.css'
import { useRowActions } from './row-actions'

/** Names shown per reason; the rest is counted. */
const MOST_NAMES = 5

interface Props {
  readonly batchId: string
  /** `3 failed` */
  readonly label: string
  readonly tabIndex: number
}

/** Why files of a batch failed, by reason, with what to do about each. */
export function FailureSummary({ batchId, label, tabIndex }: Props) {
  const { t } = useTranslation('transfers')
  const actions = useRowActions()
  const [opened, setOpened] = useState(false)
  const idsOfBatch = (): readonly string[] =>
    useTransfers.getState().batches.get(batchId)?.rowIds ?? []
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      width={440}
      position="bottom-end"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <Button
          variant="subtle"
          color="red"
          size="compact-sm"
          tabIndex={tabIndex}
          rightSection={<IconChevronDown size={14} stroke={1.8} aria-hidden />}
          onClick={() => setOpened(!opened)}
        >
          {label} · {t('batch.why')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        {opened && (
          <section className={styles.root} aria-label={t('batch.whyTitle')}>
            <Groups ids={idsOfBatch()} />
            <Button
              size="xs"
              leftSection={<IconRefresh size={15} stroke={1.8} aria-hidden />}
              onClick={() => {
                actions.retryFailed(idsOfBatch())
                setOpened(false)
              }}
            >
              {t('actions.retry')}
            </Button>
          </section>
        )}
      </Popover.Dropdown>
    </Popover>
  )
}

function Groups({ ids }: { readonly ids: readonly string[] }) {
  const { rows } = useTransfers.getState()
  return groupFailures(ids.map((id) => rows.get(id))).map((group) => (
    <div key={`${group.error.code} ${group.error.oss?.code}`} className={styles.group}>
      <ErrorCard error={group.error} />
      <Names group={group} />
    </div>
  ))
}

function Names({ group: { names } }: { readonly group: FailureGroup }) {
  const { t, i18n } = useTranslation('transfers')
  const hidden = names.length - MOST_NAMES
  return (
    <ul className={styles.names}>
      {names.slice(0, MOST_NAMES).map((name, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: names repeat, and the list does not change
        <li key={index} className="oc-selectable">
          {name}
        </li>
      ))}
      {hidden > 0 && (
        <li>{t('batch.more', { count: hidden, formatted: formatCount(hidden, i18n.language) })}</li>
      )}
    </ul>
  )
}
