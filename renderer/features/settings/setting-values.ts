import type { Settings } from '../../../shared/settings'

/**
 * The values of each choice, in the order in which they are offered. The keys of a record, so that
 * a value that `shared/settings` gains does not compile without its place here; its own lists stand
 * beside schemas that the page must not load.
 */
function valuesOf<T extends string>(values: Record<T, true>): readonly T[] {
  return Object.keys(values) as T[]
}

export const LANGUAGES = valuesOf<Settings['language']>({ system: true, en: true, 'zh-CN': true })

export const THEMES = valuesOf<Settings['theme']>({ system: true, light: true, dark: true })

export const AT_START = valuesOf<Settings['atStart']>({ wait: true, 'go-on': true })

export const DIRECTORY_MODES = valuesOf<Settings['upload']['directoryMode']>({
  no_subdirectory: true,
  yyyy_mm_dd_hierarchy: true,
  yyyy_mm_dd_combined: true,
})

export const FILE_NAME_MODES = valuesOf<Settings['upload']['fileNameMode']>({
  filename: true,
  filename_timestamp: true,
})

export const PROXY_MODES = valuesOf<Settings['network']['proxyMode']>({
  system: true,
  none: true,
  manual: true,
})

export const CONFLICT_POLICIES = valuesOf<Settings['upload']['conflict']>({
  number: true,
  overwrite: true,
  skip: true,
})

export const LINK_FORMS = valuesOf<Settings['links']['form']>({
  lines: true,
  semicolons: true,
  markdown: true,
  html: true,
  csv: true,
  tsv: true,
  json: true,
})
