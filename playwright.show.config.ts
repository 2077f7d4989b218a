import { defineConfig } from '@playwright/test'

/** The scripts that show the app, played by `npm run tour` and `npm run pictures`. */
export default defineConfig({
  globalSetup: './scripts/lib/playwright-setup.mjs',
  outputDir: './test-results',
  workers: 1,
  timeout: 10 * 60_000,
  expect: { timeout: 30_000 },
  reporter: './scripts/lib/step-reporter.mjs',
  projects: [
    { name: 'tour', testDir: './test/tour', testMatch: 'tour.ts' },
    { name: 'pictures', testDir: './test/pictures', testMatch: 'pictures.ts' },
  ],
})
