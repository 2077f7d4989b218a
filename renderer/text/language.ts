import type { Settings } from '../../shared/settings'

/** A language the window speaks. */
export type Language = 'en' | 'zh-CN'

/**
 * The language to show. Any Chinese system gets Simplified Chinese, every other one English.
 * @param systemLanguage BCP 47 tag, `zh-Hans-CN`, `en-GB`
 */
export function languageFor(choice: Settings['language'], systemLanguage: string): Language {
  if (choice !== 'system') return choice
  return systemLanguage.toLowerCase().split(/[-_]/)[0] === 'zh' ? 'zh-CN' : 'en'
}
