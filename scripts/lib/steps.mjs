import { performance } from 'node:perf_hooks'
import { printError } from './run.mjs'

/** @returns for example `0.8 s` or `2 min 5 s` */
export function formatDuration(milliseconds) {
  const seconds = milliseconds / 1000
  if (seconds < 60) return `${seconds.toFixed(1)} s`
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`
}

/**
 * Runs steps in order, each announced and timed, and stops at the first that fails.
 * @param steps `[name, () => Promise<boolean>]`, true for success; one that throws has failed
 * @returns the name of the step that failed, or undefined
 */
export async function runSteps(steps) {
  for (const [name, body] of steps) {
    console.log(`\n── ${name}`)
    const start = performance.now()
    const ok = await body().catch(printError)
    const duration = formatDuration(performance.now() - start)
    console.log(`── ${name}: ${ok === true ? 'ok' : 'FAILED'} (${duration})`)
    if (ok !== true) return name
  }
  return undefined
}
