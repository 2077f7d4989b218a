import type { Settings } from '../../../shared/settings'

const directoryModes = {
  no_subdirectory: 'None · docs/',
  yyyy_mm_dd_hierarchy: 'Year / month / day · docs/2026/11/23/',
  yyyy_mm_dd_combined: 'One per day · docs/20261123/',
} satisfies Record<Settings['upload']['directoryMode'], string>

const fileNameModes = {
  filename: 'Keep the name',
  filename_timestamp: 'Add date and time',
} satisfies Record<Settings['upload']['fileNameMode'], string>

const conflicts = {
  number: 'Keep both (numbered)',
  overwrite: 'Replace',
  skip: 'Skip',
} satisfies Record<Settings['upload']['conflict'], string>

const linkForms = {
  lines: 'One per line',
  semicolons: 'Joined with ;',
  markdown: 'Markdown',
  html: 'HTML',
  csv: 'CSV',
  tsv: 'TSV (tables)',
  json: 'JSON',
} satisfies Record<Settings['links']['form'], string>

const languages = {
  system: 'Same as the system',
  en: 'English',
  'zh-CN': '简体中文',
} satisfies Record<Settings['language'], string>

const themes = {
  system: 'Same as the system',
  light: 'Light',
  dark: 'Dark',
} satisfies Record<Settings['theme'], string>

const atStarts = {
  wait: 'Wait, paused',
  'go-on': 'Go on by themselves',
} satisfies Record<Settings['atStart'], string>

/** The settings dialog. */
export const settings = {
  title: 'Settings',
  open: 'Settings',
  atOnceApplied: 'Changes apply at once.',
  appearance: 'Appearance',
  language: 'Language',
  languages,
  theme: 'Theme',
  themes,
  start: 'Start',
  atStart: 'Unfinished transfers of last time',
  atStarts,
  upload: 'Upload',
  directoryMode: 'Date folders',
  directoryModes,
  fileNameMode: 'File name',
  fileNameModes,
  uploadConflict: 'When the object exists',
  downloadConflict: 'When the file exists',
  conflicts,
  uploadAtOnce: 'Files at once',
  downloadAtOnce: 'Files at once',
  atOnceHint: '1 to 10. Fewer on a slow network.',
  uploadLimit: 'Speed limit',
  downloadLimit: 'Speed limit',
  noLimit: 'No limit',
  limitNumber: 'Speed',
  limitHint: 'For all files together.',
  limitRange: 'From 10 KB/s to 10,240 MB/s.',
  links: 'Links',
  linkForm: '“Copy all links” writes',
  linkForms,
  download: 'Download',
  folder: 'Download folder',
  folderNone: 'Not chosen yet',
  folderChoose: 'Choose…',
  folderOpen: 'Open folder',
  about: 'About',
  version: 'Version {{version}}',
}
