import type { AppInfo } from '../../../shared/ipc/contract'
import type { SettingsService } from '../../settings/settings'
import type { HandlersOf } from '../handlers'

/** Commands about the app itself, its settings and the clipboard. */
export function appHandlers(deps: {
  info: () => AppInfo
  settings: SettingsService
  /** Told after a change, so that a higher limit starts more transfers at once. */
  settingsChanged: () => void
  writeClipboard: (text: string) => Promise<void>
  readClipboard: () => Promise<string>
}): HandlersOf<'app'> & HandlersOf<'settings'> & HandlersOf<'clipboard'> {
  return {
    'app.info': () => deps.info(),
    'settings.get': () => deps.settings.get(),
    'settings.update': (patch) => {
      const settings = deps.settings.update(patch)
      deps.settingsChanged()
      return settings
    },
    'clipboard.writeText': async ({ text }) => {
      await deps.writeClipboard(text)
      return undefined
    },
    'clipboard.readText': async () => ({ text: await deps.readClipboard() }),
  }
}
