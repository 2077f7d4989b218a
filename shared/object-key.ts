import {
  checkCustomName,
  checkDirectory,
  problemInFolders,
  problemInName,
} from './naming/check-name'
import { splitExtension } from './naming/extension'
import { type Checked, KEY_FOLDER_MAX_BYTES, KEY_MAX_BYTES } from './naming/naming-problem'
import { cutToUtf8, utf8Length } from './naming/utf8'

export type { Checked, NamingProblem } from './naming/naming-problem'
export { checkCustomName, checkDirectory, splitExtension, utf8Length }

/**
 * `no_subdirectory` → `docs/report.pdf`; `yyyy_mm_dd_hierarchy` → `docs/2026/11/23/report.pdf`;
 * `yyyy_mm_dd_combined` → `docs/20261123/report.pdf`.
 */
export type DirectoryMode = 'no_subdirectory' | 'yyyy_mm_dd_hierarchy' | 'yyyy_mm_dd_combined'
/** `filename` → as it is; `filename_timestamp` → `report_20261123140509123.pdf`. */
export type FileNameMode = 'filename' | 'filename_timestamp'

/** A moment on the wall clock of this computer. */
export type LocalTime = {
  year: number
  /** 1 to 12 */
  month: number
  day: number
  hour: number
  minute: number
  second: number
  millisecond: number
}

/** What the form says about a batch. `customName` left out or blank: the file's own name. */
export type NamingChoice = {
  directory: string
  directoryMode: DirectoryMode
  fileNameMode: FileNameMode
  customName?: string | undefined
}

/** What is known of one file. */
export type NamingSource = {
  fileName: string
  /** Folders below the drop, joined with '/': '' or 'photos/2024'. */
  relativeFolder: string
  /** 'jpg', found from the bytes or the type, without dot; used only when the name has none. */
  recognizedExtension?: string | undefined
}

/**
 * The object key of one file; the preview and the upload both call this.
 * Order: directory, date folders, folders of the drop, name. In NFC, case kept.
 * @param at the local moment at which the file was added
 */
export function buildObjectKey(
  choice: NamingChoice,
  source: NamingSource,
  at: LocalTime,
): Checked<string> {
  const directory = checkDirectory(choice.directory)
  if (!directory.ok) return directory
  const name = nameFor(choice, source, at)
  if (!name.ok) return name
  const relativeFolder = source.relativeFolder.normalize('NFC')
  if (relativeFolder !== '') {
    const problem = problemInFolders(relativeFolder, 'FOLDER')
    if (problem) return { ok: false, problem }
  }
  const folders = [directory.value, ...dateFolders(choice.directoryMode, at), relativeFolder]
  const folder = folders.filter((part) => part !== '').join('/')
  const key = `${folder}/${name.value}`
  if (utf8Length(folder) > KEY_FOLDER_MAX_BYTES || utf8Length(key) > KEY_MAX_BYTES)
    return { ok: false, problem: 'KEY_TOO_LONG' }
  return { ok: true, value: key }
}

function nameFor(choice: NamingChoice, source: NamingSource, at: LocalTime): Checked<string> {
  const own = source.fileName.normalize('NFC')
  const ownProblem = problemInName(own)
  if (ownProblem) return { ok: false, problem: ownProblem }
  let name = own
  if (choice.customName !== undefined && choice.customName.trim() !== '') {
    const custom = checkCustomName(choice.customName)
    if (!custom.ok) return custom
    name = withExtension(custom.value, splitExtension(own).extension)
  }
  if (source.recognizedExtension) name = withExtension(name, `.${source.recognizedExtension}`)
  const { stem, extension } = splitExtension(name)
  const stamp = choice.fileNameMode === 'filename_timestamp' ? `_${timestampOf(at)}` : ''
  const value = `${stem}${stamp}${extension}`
  const problem = problemInName(value)
  return problem ? { ok: false, problem } : { ok: true, value }
}

/** Gives `extension` (with its dot, or '') to a name that has none; `photo.` becomes `photo.jpg`. */
function withExtension(name: string, extension: string): string {
  if (extension === '' || splitExtension(name).extension !== '') return name
  return `${name.replace(/\.+$/, '')}${extension}`
}

function dateFolders(mode: DirectoryMode, at: LocalTime): readonly string[] {
  const parts = [padded(at.year, 4), padded(at.month, 2), padded(at.day, 2)]
  if (mode === 'yyyy_mm_dd_hierarchy') return parts
  return mode === 'yyyy_mm_dd_combined' ? [parts.join('')] : []
}

/** `YYYYMMDDHHmmssSSS`: 17 digits that sort as the moments do. */
export function timestampOf(at: LocalTime): string {
  const twoDigits = [at.month, at.day, at.hour, at.minute, at.second]
  const middle = twoDigits.map((part) => padded(part, 2)).join('')
  return `${padded(at.year, 4)}${middle}${padded(at.millisecond, 3)}`
}

function padded(value: number, digits: number): string {
  return String(value).padStart(digits, '0')
}

/**
 * The key to use when `key` is taken: `docs/report.pdf`, 2 → `docs/report (2).pdf`. Within 1,023
 * bytes by shortening the stem, and the extension after it, between code points; that always works
 * for a key from {@link buildObjectKey}, which leaves room for it.
 */
export function numberedKey(key: string, n: number): string {
  const nameStart = key.lastIndexOf('/') + 1
  const folder = key.slice(0, nameStart)
  const { stem, extension } = splitExtension(key.slice(nameStart))
  const number = ` (${n})`
  const room = Math.max(0, KEY_MAX_BYTES - utf8Length(folder) - utf8Length(number))
  const keptExtension = cutToUtf8(extension, room)
  return `${folder}${cutToUtf8(stem, room - utf8Length(keptExtension))}${number}${keptExtension}`
}
