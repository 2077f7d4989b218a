import { app } from 'electron'
import { createSettingsFile } from '../settings/settings-store'
import { storedLanguage } from '../settings/stored-language'
import { appInfo } from './app-info'
import { wordsOf } from './words'

/** Words for when there are no settings yet: in the language that was chosen, if that can be read. */
export function earlyWords(): ReturnType<typeof wordsOf> {
  const language = storedLanguage(createSettingsFile(app.getPath('userData'), Date.now))
  return wordsOf(language, appInfo(undefined).systemLanguage)
}
