import { z } from '../../shared/schema'
import { DEFAULT_SETTINGS, type Settings, settingsSchema } from '../../shared/settings'

/** As many recent directories as the list under the field shows. */
const MAX_RECENT = 10

/**
 * Settings from whatever a file holds: each value that is missing, of another type or out of its
 * range is the default, the others stay.
 */
export function readSettings(content: unknown): Settings {
  const raw = recordOf(content)
  const { shape } = settingsSchema
  const upload = recordOf(raw.upload)
  return {
    language: valueOr(shape.language, raw.language, DEFAULT_SETTINGS.language),
    theme: valueOr(shape.theme, raw.theme, DEFAULT_SETTINGS.theme),
    atStart: valueOr(shape.atStart, raw.atStart, DEFAULT_SETTINGS.atStart),
    upload: groupOr(
      shape.upload,
      { ...upload, recentDirectories: recentOf(upload.recentDirectories) },
      DEFAULT_SETTINGS.upload,
    ),
    links: groupOr(shape.links, recordOf(raw.links), DEFAULT_SETTINGS.links),
    download: groupOr(shape.download, recordOf(raw.download), DEFAULT_SETTINGS.download),
    network: groupOr(shape.network, recordOf(raw.network), DEFAULT_SETTINGS.network),
  }
}

/** Newest first, no doubles, ten at most; anything that is no directory text is left out. */
export function recentOf(value: unknown): string[] {
  if (!Array.isArray(value)) return []
  const directory = settingsSchema.shape.upload.shape.directory
  const texts = value.filter((item): item is string => directory.safeParse(item).success)
  return [...new Set(texts.filter((text) => text !== ''))].slice(0, MAX_RECENT)
}

function valueOr<T>(schema: z.ZodType<T>, value: unknown, fallback: T): T {
  const parsed = schema.safeParse(value)
  return parsed.success ? parsed.data : fallback
}

function groupOr<T extends Record<string, unknown>>(
  schema: z.ZodType<T> & { shape: Readonly<Record<string, z.ZodType>> },
  raw: Readonly<Record<string, unknown>>,
  fallback: T,
): T {
  const entries = Object.entries(schema.shape).map(([name, field]) => [
    name,
    valueOr(field, raw[name], fallback[name]),
  ])
  return valueOr(schema, Object.fromEntries(entries), fallback)
}

function recordOf(value: unknown): Record<string, unknown> {
  return z.record(z.string(), z.unknown()).safeParse(value).data ?? {}
}
