import { isDeepStrictEqual } from 'node:util'
import { type Settings, type SettingsPatch, settingsSchema } from '../../shared/settings'
import type { Log } from '../app/log'
import { AppError } from '../errors/app-error'
import { type JsonFile, loadOrSetAside } from '../files/json-file'
import { readSettings, recentOf } from './read-settings'

/** The choices that outlive a session. */
export type SettingsService = {
  get(): Settings
  /**
   * Merges each group into the stored one. Nothing changes when it throws.
   * @throws AppError INVALID_REQUEST | DISK_FULL | FOLDER_NOT_WRITABLE
   */
  update(patch: SettingsPatch): Settings
  /** Makes this the upload directory of next time, first among the recent ones. Throws as `update`. */
  rememberDirectory(directory: string): Settings
  /** Called after each real change of `Settings`. @returns a function that ends it */
  onChanged(listener: (settings: Settings) => void): () => void
  /** Absolute path; undefined until chosen. Not part of `Settings`: the page sees no path. */
  downloadFolder(): string | undefined
  /** @throws AppError DISK_FULL | FOLDER_NOT_WRITABLE */
  setDownloadFolder(path: string): void
}

/** Reads the file once; damaged values become defaults one by one, a file that is no JSON is put aside. */
export function createSettings(options: {
  readonly file: JsonFile
  readonly log: Log
}): SettingsService {
  const { file, log } = options
  const loaded = loadOrSetAside(file, (value) => ({ value, whole: true }), log.warn)
  const listeners = new Set<(settings: Settings) => void>()
  let settings = readSettings(loaded.value)
  let downloadFolder = folderOf(loaded.value)

  const write = (next: Settings, folder: string | undefined) => {
    file.write(folder === undefined ? next : { ...next, downloadFolder: folder })
  }
  const update = (patch: SettingsPatch): Settings => {
    const next = merged(settings, patch)
    if (isDeepStrictEqual(next, settings)) return settings
    write(next, downloadFolder)
    settings = next
    for (const listener of listeners) listener(settings)
    return settings
  }

  return {
    get: () => settings,
    update,
    rememberDirectory: (directory) =>
      update({
        upload: {
          directory,
          recentDirectories: [directory, ...settings.upload.recentDirectories],
        },
      }),
    onChanged(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    downloadFolder: () => downloadFolder,
    setDownloadFolder(path) {
      write(settings, path)
      downloadFolder = path
    },
  }
}

function merged(settings: Settings, patch: SettingsPatch): Settings {
  const upload = { ...settings.upload, ...defined(patch.upload) }
  const parsed = settingsSchema.safeParse({
    ...settings,
    ...defined({ language: patch.language, theme: patch.theme, atStart: patch.atStart }),
    upload: { ...upload, recentDirectories: recentOf(upload.recentDirectories) },
    links: { ...settings.links, ...defined(patch.links) },
    download: { ...settings.download, ...defined(patch.download) },
    network: { ...settings.network, ...defined(patch.network) },
  })
  if (!parsed.success) throw new AppError('INVALID_REQUEST', {}, { cause: parsed.error })
  return parsed.data
}

function defined(values: Readonly<Record<string, unknown>> | undefined): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values ?? {}).filter(([, value]) => value !== undefined))
}

function folderOf(content: unknown): string | undefined {
  if (typeof content !== 'object' || content === null) return undefined
  const folder: unknown = Reflect.get(content, 'downloadFolder')
  return typeof folder === 'string' && folder !== '' ? folder : undefined
}
