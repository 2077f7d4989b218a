import { checkSteps, clearReports, vitestReport } from './lib/check-steps.mjs'
import { main } from './lib/run.mjs'
import { runSteps } from './lib/steps.mjs'
import { closingLine, readVitestCounts } from './lib/test-counts.mjs'

// The quick part of `npm test`: everything that needs no window, in under a minute.
await main(async () => {
  clearReports()
  const failed = await runSteps(checkSteps)
  if (failed) {
    console.error(`\nStopped: ${failed} failed.`)
    return 1
  }
  console.log(`\nAll in order: ${closingLine(readVitestCounts(vitestReport))}`)
})
