import type { Settings } from '../../shared/settings'
import type { JsonFile } from '../files/json-file'
import { readSettings } from './read-settings'

/** The chosen language, before there are settings; the system's when the file tells nothing. */
export function storedLanguage(file: Pick<JsonFile, 'read'>): Settings['language'] {
  try {
    return readSettings(file.read()).language
  } catch {
    return 'system'
  }
}
