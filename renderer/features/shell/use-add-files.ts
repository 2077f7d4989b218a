import { useCallback, useRef } from 'react'
import { ask, courier } from '../../bridge'
import { openWorkspace } from '../../state/workspace'
import { useNotify } from '../../ui/use-notify'

/** Gives a function, stable over renders, that stages files and shows the Upload workspace. */
export function useAddFiles(): (files: readonly File[]) => void {
  const notify = useNotify()
  const latest = useRef(notify)
  latest.current = notify
  return useCallback((files) => {
    openWorkspace('upload')
    void latest.current.attempt(ask(courier.stageFiles(files)))
  }, [])
}
