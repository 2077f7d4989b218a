import type { Settings } from '../../shared/settings'

const ENGLISH = {
  practiceBucket: 'Practice bucket',
  cut: 'Cut',
  copy: 'Copy',
  paste: 'Paste',
  selectAll: 'Select all',
}
const CHINESE: typeof ENGLISH = {
  practiceBucket: '练习 Bucket',
  cut: '剪切',
  copy: '复制',
  paste: '粘贴',
  selectAll: '全选',
}

/**
 * The few words that main itself says; all others are the page's.
 * @param systemLanguage BCP 47 tag of the system, for the choice "as the system"
 */
export function wordsOf(language: Settings['language'], systemLanguage: string): typeof ENGLISH {
  const chosen = language === 'system' ? systemLanguage : language
  return chosen.toLowerCase().startsWith('zh') ? CHINESE : ENGLISH
}
