import { defineConfig } from '@playwright/test'

/** End-to-end tests in real Electron; `npm test` gives them a display and a keyring. */
export default defineConfig({
  testDir: './test/e2e',
  // The packaged program is made and started where CI has always proven it.
  testIgnore: process.platform === 'linux' ? [] : ['**/packaged.spec.ts'],
  globalSetup: './scripts/lib/playwright-setup.mjs',
  outputDir: './test-results',
  // One at a time: the tests share one display, and with it one clipboard.
  workers: 1,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  // A test that passes only at the second try is a finding, not a pass.
  retries: 0,
  reporter: 'list',
})
