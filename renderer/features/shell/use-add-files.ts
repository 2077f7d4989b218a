import { useCallback } from 'react'
import { ask, courier } from '../../bridge'
import { useLatest } from '../../lib/use-latest'
import { openWorkspace } from '../../state/workspace'
import { useNotify } from '../../ui/use-notify'

/** Gives a function, stable over renders, that stages files and shows the Upload workspace. */
export function useAddFiles(): (files: readonly File[]) => void {
  const notify = useLatest(useNotify())
  return useCallback(
    (files) => {
      openWorkspace('upload')
      void notify.current.attempt(ask(courier.stageFiles(files)))
    },
    [notify],
  )
}
