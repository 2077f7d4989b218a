import { useEffect } from 'react'
import { useAppInfo } from '../state/app-info'
import { useSettings } from '../state/settings'
import { changeLanguage } from '../text'
import { languageFor } from '../text/language'

/** Keeps the words on the screen in the language of the settings. */
export function useLanguage(): void {
  const choice = useSettings((settings) => settings.language)
  const systemLanguage = useAppInfo((info) => info.systemLanguage)
  useEffect(() => {
    void changeLanguage(languageFor(choice, systemLanguage))
  }, [choice, systemLanguage])
}
