import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot, toolScript } from './project.mjs'
import { runNode } from './run.mjs'

/** Where the test runners leave their machine-readable reports. */
export const reportFolder = join(projectRoot, '.cache', 'test-reports')
export const vitestReport = join(reportFolder, 'vitest.json')
export const playwrightReport = join(reportFolder, 'playwright.json')

/** Deletes the reports of an earlier run, so that they can't be counted as this one's. */
export function clearReports() {
  rmSync(reportFolder, { recursive: true, force: true })
  mkdirSync(reportFolder, { recursive: true })
}

const succeeds = async (file, args) => (await runNode(file, args)).code === 0

/** Types, lint, and all tests that need no window, for `runSteps`. */
export const checkSteps = [
  ['types', () => succeeds(toolScript('typescript', 'tsc'), ['-b'])],
  ['lint', () => succeeds(toolScript('@biomejs/biome', 'biome'), ['check', '.'])],
  [
    'boundaries, unit and integration tests',
    () => {
      const reporters = ['--reporter=default', '--reporter=json']
      return succeeds(toolScript('vitest'), [
        'run',
        ...reporters,
        `--outputFile.json=${vitestReport}`,
      ])
    },
  ],
]

/** The app as it runs: `out/main`, `out/preload`, `out/renderer`. */
export const buildStep = [
  'build',
  () => succeeds(toolScript('electron-vite'), ['build', '--logLevel', 'warn']),
]
