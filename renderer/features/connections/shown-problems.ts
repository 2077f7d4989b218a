import type { FieldName, FieldProblem, FormProblems } from './check-form'
import type { ConnectionForm } from './connection-form'

/** Problems that typing on may cure; saying so on every key would only be noise. */
const UNFINISHED: ReadonlySet<FieldProblem['problem']> = new Set([
  'ENDPOINT_BAD_HOST',
  'ENDPOINT_BAD_PORT',
  'ENDPOINT_BAD_SCHEME',
  'BUCKET_TOO_SHORT',
  'BUCKET_STARTS_OR_ENDS_WITH_HYPHEN',
  'REGION_BAD',
  'REGION_NEEDED',
  'KEY_ID_MISSING_FOR_SECRET',
  'SECRET_MISSING_FOR_ID',
])

/**
 * The problems to show before "Save" was tried: what is plainly wrong at once, what may only be
 * unfinished after the field was left, and an empty field only after something else was typed
 * into it and taken out again.
 * @param left fields that had the focus and lost it
 */
export function shownProblems(
  all: FormProblems,
  form: ConnectionForm,
  left: ReadonlySet<FieldName>,
): FormProblems {
  const shown = Object.entries(all).filter(([name, { problem, suggestion }]) => {
    const field = name as FieldName
    if (field === 'keepUntilQuit') return false
    if (problem === 'NEW_HOST_NEEDS_SECRET') return true
    if (form[field] === '' && problem !== 'REGION_NEEDED') {
      return problem.endsWith('_FOR_ID') || problem.endsWith('_FOR_SECRET')
        ? left.has(field)
        : false
    }
    return suggestion !== undefined || !UNFINISHED.has(problem) || left.has(field)
  })
  return Object.fromEntries(shown)
}
