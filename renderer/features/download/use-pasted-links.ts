import { useDebouncedValue } from '@mantine/hooks'
import { useMemo } from 'react'
import { type PastedLink, parsePastedUrls } from '../../../shared/pasted-urls'
import { useConnections } from '../../state/connections'
import { addressesOf } from './download-summary'
import { usePasteDraft } from './paste-draft'

/** Short enough to feel live. */
const PAUSE_MS = 80
/** Long pastes take long enough to read that typing would stutter. */
const LONG_PAUSE_MS = 400
const LONG_TEXT_CHARS = 200_000

/** What was found in the paste box, a moment after the last key. */
export interface PastedLinks {
  readonly links: readonly PastedLink[]
  readonly duplicates: number
  /** True while what is shown is older than what was typed. */
  readonly isReading: boolean
}

/** Reads the paste box as one types. */
export function usePastedLinks(): PastedLinks {
  const text = usePasteDraft((draft) => draft.text)
  const connections = useConnections((all) => all)
  const pauseMs = text.length > LONG_TEXT_CHARS ? LONG_PAUSE_MS : PAUSE_MS
  const [settled] = useDebouncedValue(text, pauseMs)
  const parsed = useMemo(
    () => parsePastedUrls(settled, addressesOf(connections), Date.now()),
    [settled, connections],
  )
  return { ...parsed, isReading: settled !== text }
}
