import { existsSync } from 'node:fs'
import {
  buildStep,
  checkSteps,
  clearReports,
  playwrightReport,
  vitestReport,
} from './lib/check-steps.mjs'
import { runInVirtualDesktop } from './lib/display.mjs'
import { toolScript } from './lib/project.mjs'
import { main } from './lib/run.mjs'
import { runSteps } from './lib/steps.mjs'
import { ensureSystemLibraries } from './lib/system-libraries.mjs'
import {
  addCounts,
  closingLine,
  NOTHING,
  readPlaywrightCounts,
  readVitestCounts,
} from './lib/test-counts.mjs'
import { prepareElectron } from './prepare-electron.mjs'

const endToEndStep = [
  'end-to-end tests in Electron',
  async () => {
    const electron = await prepareElectron()
    await ensureSystemLibraries(electron.executablePath, { need: 'tests' })
    const args = [toolScript('@playwright/test', 'playwright'), 'test', '--reporter=list,json']
    const env = { ...electron.env, PLAYWRIGHT_JSON_OUTPUT_NAME: playwrightReport }
    const { code } = await runInVirtualDesktop(process.execPath, args, { env })
    return code === 0
  },
]

/** Counts what ran; a step that broke without a failed test of its own counts as one failure. */
function countTests(failedStep) {
  const counts = [vitestReport, playwrightReport].map((path) => readCounts(path, failedStep))
  const total = addCounts(...counts)
  return failedStep && total.failed === 0 ? { ...total, failed: 1 } : total
}

/** A report that should be there and is not counts as a failure, so that nothing passes unseen. */
function readCounts(path, failedStep) {
  if (failedStep && !existsSync(path)) return NOTHING
  return path === vitestReport ? readVitestCounts(path) : readPlaywrightCounts(path)
}

// Everything, as CI runs it. The last line tells the counts.
await main(async () => {
  clearReports()
  const failedStep = await runSteps([...checkSteps, buildStep, endToEndStep])
  const counts = countTests(failedStep)
  if (failedStep) console.error(`\nStopped: ${failedStep} failed.`)
  console.log(`\n${closingLine(counts)}`)
  return failedStep || counts.failed > 0 || counts.passed === 0 ? 1 : 0
})
