import { CloseButton, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Direction } from '../../../shared/transfer'
import { formatCompact } from '../../lib/format'
import { useTransfers } from '../../state/transfers'
import styles from './filter-bar.module.css'
import { countOf, type QueueFilter, STATE_FILTERS, type StateFilter } from './queue-filter'
import { QUEUE_VIEWS } from './queue-view'

/** Narrows the list by state, with the counts, and by a part of the name. */
export function FilterBar({ direction }: { readonly direction: Direction }) {
  const { t } = useTranslation('transfers')
  const view = QUEUE_VIEWS[direction]
  const filter = view((state) => state.filter)
  const set = (change: Partial<QueueFilter>): void => {
    view.setState({ filter: { ...filter, ...change } })
  }
  return (
    <>
      <fieldset className={styles.states} aria-label={t('filter.label')}>
        {STATE_FILTERS.map((state) => (
          <StateButton
            key={state}
            direction={direction}
            state={state}
            isChosen={state === filter.state}
            onChoose={() => set({ state })}
          />
        ))}
      </fieldset>
      <TextInput
        className={styles.search}
        size="xs"
        aria-label={t('filter.search')}
        placeholder={t('filter.search')}
        leftSection={<IconSearch size={14} stroke={1.8} aria-hidden />}
        rightSection={
          filter.text !== '' && (
            <CloseButton
              size="xs"
              aria-label={t('filter.clearSearch')}
              onClick={() => set({ text: '' })}
            />
          )
        }
        value={filter.text}
        onChange={(event) => set({ text: event.currentTarget.value })}
      />
    </>
  )
}

interface StateButtonProps {
  readonly direction: Direction
  readonly state: StateFilter
  readonly isChosen: boolean
  readonly onChoose: () => void
}

/** By itself, so that a count that changes ten times a second does not draw the search anew. */
function StateButton({ direction, state, isChosen, onChoose }: StateButtonProps) {
  const { t, i18n } = useTranslation('transfers')
  const count = useTransfers((mirror) => countOf(mirror.tallies[direction], state))
  if (count === 0 && state !== 'all' && !isChosen) return null
  return (
    <button
      type="button"
      className={styles.state}
      data-state={state}
      aria-pressed={isChosen}
      onClick={onChoose}
    >
      {t(`filter.${state}`)}{' '}
      <span className={styles.count}>{formatCompact(count, i18n.language)}</span>
    </button>
  )
}
