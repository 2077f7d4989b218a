import type { i18n as I18n, TFunction } from 'i18next'
import { createContext, useContext, useMemo } from 'react'
import { useTranslation } from 'react-i18next'

const NAMESPACES = ['transfers', 'links', 'common', 'errors', 'naming'] as const

/** The words of a long list's lines, and the language they are in. */
export interface ListText {
  readonly t: TFunction<typeof NAMESPACES>
  readonly i18n: I18n
  readonly language: string
}

const Text = createContext<ListText | undefined>(undefined)

/** Hands the words to all lines below, so that not each of their parts has to fetch them. */
export const ListTextProvider = Text.Provider

/** The words, made once for the list. */
export function useMadeListText(): ListText {
  const { t, i18n } = useTranslation(NAMESPACES)
  const { language } = i18n
  return useMemo(() => ({ t, i18n, language }), [t, i18n, language])
}

/** The words for a line. Called below {@link ListTextProvider}. */
export function useListText(): ListText {
  const text = useContext(Text)
  if (text === undefined) throw new Error('There is no list around this line')
  return text
}
