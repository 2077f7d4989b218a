import type { LocalTime, NamingChoice, NamingProblem } from '../../../shared/object-key'
import { buildObjectKey } from '../../../shared/object-key'
import { createKeyPlanner, type PlannedKey } from '../../../shared/plan-keys'
import type { StagedFile } from '../../../shared/staging'

/** A staged file beside the key it will have. */
export interface PreviewLine {
  readonly file: StagedFile
  readonly planned: PlannedKey
}

/** Keys of the staged files in drop order, from the functions that make them when they are sent. */
export function previewKeys(
  files: readonly StagedFile[],
  choice: NamingChoice,
): readonly PreviewLine[] {
  const plan = createKeyPlanner(choice)
  return files.map((file) => ({ file, planned: plan(file) }))
}

/** The first problem of a preview that concerns a file and not the form, e.g. a key that is too long. */
export function firstProblem(lines: readonly PreviewLine[]): NamingProblem | undefined {
  for (const { planned } of lines) if (!planned.ok) return planned.problem
  return undefined
}

/**
 * How many files of a preview have no key. They end as failed rows that say why, and hold back
 * nothing but themselves.
 */
export function problemCount(lines: readonly PreviewLine[]): number {
  return lines.filter(({ planned }) => !planned.ok).length
}

/** True when at least one file has a key, so that there is something to send. */
export function isSendable(lines: readonly PreviewLine[]): boolean {
  return lines.some(({ planned }) => planned.ok)
}

/** Cuts a key before its last segment: folders are shown softer than the name. */
export function splitKey(key: string): { readonly folder: string; readonly name: string } {
  const at = key.lastIndexOf('/') + 1
  return { folder: key.slice(0, at), name: key.slice(at) }
}

const SAMPLE = { fileName: 'report.pdf', relativeFolder: '' }

/** What a choice does to `report.pdf`, for the examples beside the choices. */
export function exampleKey(choice: NamingChoice, at: LocalTime): string {
  const directory = choice.directory.trim() === '' ? 'docs' : choice.directory
  const built = buildObjectKey({ ...choice, directory, customName: undefined }, SAMPLE, at)
  if (built.ok) return built.value
  const fallback = buildObjectKey({ ...choice, directory: 'docs' }, SAMPLE, at)
  return fallback.ok ? fallback.value : ''
}
