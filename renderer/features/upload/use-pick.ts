import { ask, courier } from '../../bridge'
import { useNotify } from '../../ui/use-notify'

/** Gives a function that opens the system's dialog; what is picked is staged by main. */
export function usePick(): (kind: 'files' | 'folder') => void {
  const notify = useNotify()
  return (kind) => void notify.attempt(ask(courier.staging.pick({ kind })))
}
