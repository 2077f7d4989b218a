import type { Settings, SettingsPatch } from '../../shared/settings'
import { ask, courier } from '../bridge'
import { createMirror } from './mirror'

/** The person's choices, as main stores them. */
export const settingsMirror = createMirror<Settings>(
  () => courier.settings.get(),
  (listener) => courier.on('settings.changed', listener),
)

/** One part of the settings; the selector must return something stable (a field, not a new object). */
export function useSettings<S>(selector: (settings: Settings) => S): S {
  return settingsMirror.use(selector)
}

/**
 * Stores a change; the mirror follows by the event that main sends.
 * @throws CommandFailed
 */
export async function updateSettings(patch: SettingsPatch): Promise<void> {
  await ask(courier.settings.update(patch))
}
