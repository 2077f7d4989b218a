/**
 * Why a directory, a name or a whole key can't be used. The order is the order in which a person
 * reads a path: the directory, the folders of a dropped folder, the name, the whole.
 */
export const NAMING_PROBLEMS = [
  'DIRECTORY_EMPTY',
  'DIRECTORY_STARTS_WITH_SPACE',
  'DIRECTORY_STARTS_WITH_SLASH',
  'DIRECTORY_STARTS_WITH_BACKSLASH',
  'DIRECTORY_HAS_DOT_SEGMENT',
  'DIRECTORY_HAS_EMPTY_SEGMENT',
  'DIRECTORY_HAS_CONTROL_CHARACTER',
  'FOLDER_HAS_DOT_SEGMENT',
  'FOLDER_HAS_EMPTY_SEGMENT',
  'FOLDER_HAS_CONTROL_CHARACTER',
  'NAME_EMPTY',
  'NAME_STARTS_WITH_SPACE',
  'NAME_STARTS_WITH_SLASH',
  'NAME_STARTS_WITH_BACKSLASH',
  'NAME_HAS_SLASH',
  'NAME_IS_DOT_SEGMENT',
  'NAME_HAS_CONTROL_CHARACTER',
  'KEY_TOO_LONG',
  'KEY_HAS_LONE_SURROGATE',
] as const
export type NamingProblem = (typeof NAMING_PROBLEMS)[number]

export type Checked<T> = { ok: true; value: T } | { ok: false; problem: NamingProblem }

/** OSS takes keys of 1 to 1,023 UTF-8 bytes (object-naming-conventions; EC 0016-00000001). */
export const KEY_MAX_BYTES = 1023

/**
 * The most bytes that everything before the name may take, so that a name always has room to be
 * numbered: 1,023 less a slash and ` (9999999)`.
 */
export const KEY_FOLDER_MAX_BYTES = KEY_MAX_BYTES - 11
