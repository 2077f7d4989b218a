import { useCallback, useEffect, useState } from 'react'
import type { AppErrorInfo } from '../../../shared/errors'
import type { Unfinished } from '../../../shared/unfinished'
import { ask, courier, errorInfoOf } from '../../bridge'

/** What is known of a connection's unfinished uploads; `list` of an earlier answer stays in sight. */
export interface UnfinishedState {
  readonly isLoading: boolean
  readonly list?: Unfinished
  readonly error?: AppErrorInfo
}

/** Asks the server once, and again with `reload`. */
export function useUnfinished(connectionId: string): UnfinishedState & {
  readonly reload: () => Promise<void>
} {
  const [state, setState] = useState<UnfinishedState>({ isLoading: true })
  const reload = useCallback(async () => {
    setState((before) => ({ ...before, isLoading: true }))
    try {
      setState({ isLoading: false, list: await ask(courier.unfinished.list({ connectionId })) })
    } catch (problem) {
      setState({ isLoading: false, error: errorInfoOf(problem) })
    }
  }, [connectionId])
  useEffect(() => {
    void reload()
  }, [reload])
  return { ...state, reload }
}
