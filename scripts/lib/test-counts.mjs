import { existsSync, readFileSync } from 'node:fs'

/** No test ran. */
export const NOTHING = { passed: 0, failed: 0, skipped: 0 }

/** What a run that left no report is counted as: it broke before it could count. */
const BROKEN = { passed: 0, failed: 1, skipped: 0 }

/** Reads the file that Vitest's `json` reporter wrote; a test file that didn't load is a failure. */
export function readVitestCounts(path) {
  if (!existsSync(path)) return BROKEN
  const report = JSON.parse(readFileSync(path, 'utf8'))
  const unloaded = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  )
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded.length,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

/** Reads the file that Playwright's `json` reporter wrote. */
export function readPlaywrightCounts(path) {
  if (!existsSync(path)) return BROKEN
  const { stats, errors } = JSON.parse(readFileSync(path, 'utf8'))
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
  }
}

/** Adds counts up. */
export function addCounts(...counts) {
  const sum = (key) => counts.reduce((total, count) => total + count[key], 0)
  return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') }
}

/** The closing line of a test run, in a form that other programs can read. */
export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}
