import { DEFAULT_NETWORK, networkSettingsSchema } from './network-settings'
import { z } from './schema'
import { MAX_LIMIT_BYTES_PER_SECOND, MIN_LIMIT_BYTES_PER_SECOND, NO_LIMIT } from './speed-limit'

export const LANGUAGES = ['system', 'en', 'zh-CN'] as const
/** What unfinished transfers of the last time do when the app starts; those paused by hand wait. */
export const AT_START = ['wait', 'go-on'] as const
export const THEMES = ['system', 'light', 'dark'] as const
export const DIRECTORY_MODES = [
  'no_subdirectory',
  'yyyy_mm_dd_hierarchy',
  'yyyy_mm_dd_combined',
] as const
export const FILE_NAME_MODES = ['filename', 'filename_timestamp'] as const

/** What happens when the name is taken: a number is added (`a (2).txt`), it is replaced, or left out. */
export const CONFLICT_POLICIES = ['number', 'overwrite', 'skip'] as const
export type ConflictPolicy = (typeof CONFLICT_POLICIES)[number]

export const LINK_FORMS = ['lines', 'semicolons', 'markdown', 'html', 'csv', 'tsv', 'json'] as const

const limitBytesPerSecond = z.union([
  z.literal(NO_LIMIT),
  z.number().int().min(MIN_LIMIT_BYTES_PER_SECOND).max(MAX_LIMIT_BYTES_PER_SECOND),
])

/** Choices that outlive a session. Nothing secret, and no path: the page reads this whole. */
export const settingsSchema = z.object({
  language: z.enum(LANGUAGES),
  theme: z.enum(THEMES),
  atStart: z.enum(AT_START),
  upload: z.object({
    directory: z.string().max(1023),
    recentDirectories: z.array(z.string().max(1023)).max(10),
    directoryMode: z.enum(DIRECTORY_MODES),
    fileNameMode: z.enum(FILE_NAME_MODES),
    conflict: z.enum(CONFLICT_POLICIES),
    atOnce: z.number().int().min(1).max(10),
    limitBytesPerSecond,
  }),
  links: z.object({
    validitySeconds: z.number().int().min(1).max(315_360_000),
    form: z.enum(LINK_FORMS),
  }),
  download: z.object({
    conflict: z.enum(CONFLICT_POLICIES),
    atOnce: z.number().int().min(1).max(10),
    limitBytesPerSecond,
  }),
  network: networkSettingsSchema,
})
export type Settings = z.infer<typeof settingsSchema>

/** A change: each group is merged into the stored one. */
export const settingsPatchSchema = z.object({
  language: settingsSchema.shape.language.optional(),
  theme: settingsSchema.shape.theme.optional(),
  atStart: settingsSchema.shape.atStart.optional(),
  upload: settingsSchema.shape.upload.partial().optional(),
  links: settingsSchema.shape.links.partial().optional(),
  download: settingsSchema.shape.download.partial().optional(),
  network: networkSettingsSchema.partial().optional(),
})
export type SettingsPatch = z.infer<typeof settingsPatchSchema>

export const DEFAULT_SETTINGS: Settings = {
  language: 'system',
  theme: 'system',
  atStart: 'wait',
  upload: {
    directory: '',
    recentDirectories: [],
    directoryMode: 'no_subdirectory',
    fileNameMode: 'filename',
    conflict: 'number',
    atOnce: 3,
    limitBytesPerSecond: NO_LIMIT,
  },
  links: { validitySeconds: 3600, form: 'lines' },
  download: { conflict: 'number', atOnce: 3, limitBytesPerSecond: NO_LIMIT },
  network: DEFAULT_NETWORK,
}
