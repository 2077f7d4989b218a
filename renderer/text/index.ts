import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Language } from './language'
import { chinese, english } from './resources'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common'
    resources: typeof english
  }
}

/** Loads both languages and shows one. Called once, before the first render. */
export async function setUpText(language: Language): Promise<void> {
  await i18next.use(initReactI18next).init({
    resources: { en: english, 'zh-CN': chinese },
    lng: language,
    fallbackLng: 'en',
    defaultNS: 'common',
    ns: Object.keys(english),
    // React escapes what it shows; a second escaping would garble names with `&` in them.
    interpolation: { escapeValue: false },
    returnNull: false,
  })
  document.documentElement.lang = language
}

/** Switches every sentence on the screen at once. */
export async function changeLanguage(language: Language): Promise<void> {
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
}
