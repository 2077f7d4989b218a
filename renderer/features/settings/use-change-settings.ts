import type { SettingsPatch } from '../../../shared/settings'
import { updateSettings } from '../../state/settings'
import { useNotify } from '../../ui/use-notify'

/** Gives a function that stores a change at once, and says so when that fails. */
export function useChangeSettings(): (patch: SettingsPatch) => void {
  const notify = useNotify()
  return (patch) => {
    void notify.attempt(updateSettings(patch))
  }
}
