import { type Checked, KEY_FOLDER_MAX_BYTES, type NamingProblem } from './naming-problem'
import { utf8Length } from './utf8'

/** What looks like a space at the start of a name but is none that `trim()` takes away. */
const INVISIBLE_START = /^[\p{Default_Ignorable_Code_Point}\u2800]/u
const CONTROL_CHARACTER = /[\p{Cc}\u2028\u2029]/u
const LONE_SURROGATE = /\p{Cs}/u

/**
 * The directory field. White space is cut off both ends first, then slashes at the end; so "may
 * not start with a space" holds for what remains, and DIRECTORY_STARTS_WITH_SPACE is left for
 * characters that look like a space and can't be trimmed (a zero-width one, from a paste).
 */
export function checkDirectory(input: string): Checked<string> {
  const trimmed = input.trim()
  const startProblem = startOf(trimmed, 'DIRECTORY')
  if (startProblem) return { ok: false, problem: startProblem }
  const value = trimmed.replace(/[/\s]+$/u, '').normalize('NFC')
  const problem = problemInFolders(value, 'DIRECTORY')
  return problem ? { ok: false, problem } : { ok: true, value }
}

/**
 * The custom name: trimmed, same start rule, one segment only (a folder belongs into the
 * directory, where it is seen).
 */
export function checkCustomName(input: string): Checked<string> {
  const value = input.trim().normalize('NFC')
  const problem = startOf(value, 'NAME') ?? problemInName(value)
  return problem ? { ok: false, problem } : { ok: true, value }
}

/** A path of folders without a slash at either end; '' is none of this function's business. */
export function problemInFolders(
  path: string,
  area: 'DIRECTORY' | 'FOLDER',
): NamingProblem | undefined {
  if (CONTROL_CHARACTER.test(path)) return `${area}_HAS_CONTROL_CHARACTER`
  if (LONE_SURROGATE.test(path)) return 'KEY_HAS_LONE_SURROGATE'
  const segments = path.split('/')
  if (segments.includes('')) return `${area}_HAS_EMPTY_SEGMENT`
  if (segments.some(isDotSegment)) return `${area}_HAS_DOT_SEGMENT`
  return utf8Length(path) > KEY_FOLDER_MAX_BYTES ? 'KEY_TOO_LONG' : undefined
}

/** The last segment of a key, be it a custom name or the name of a file. */
export function problemInName(name: string): NamingProblem | undefined {
  if (name === '') return 'NAME_EMPTY'
  if (CONTROL_CHARACTER.test(name)) return 'NAME_HAS_CONTROL_CHARACTER'
  if (LONE_SURROGATE.test(name)) return 'KEY_HAS_LONE_SURROGATE'
  if (name.includes('/')) return 'NAME_HAS_SLASH'
  return isDotSegment(name) ? 'NAME_IS_DOT_SEGMENT' : undefined
}

/** URLs fold these away (`a/../b` is requested as `b`), so no key may hold one. */
function isDotSegment(segment: string): boolean {
  return segment === '.' || segment === '..'
}

function startOf(text: string, area: 'DIRECTORY' | 'NAME'): NamingProblem | undefined {
  if (text === '') return `${area}_EMPTY`
  if (INVISIBLE_START.test(text)) return `${area}_STARTS_WITH_SPACE`
  if (text.startsWith('/')) return `${area}_STARTS_WITH_SLASH`
  return text.startsWith('\\') ? `${area}_STARTS_WITH_BACKSLASH` : undefined
}
