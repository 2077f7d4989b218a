import { argv } from 'node:process'
import { parseArgs } from 'node:util'
import { buildStep } from './lib/check-steps.mjs'
import { runInVirtualDesktop } from './lib/display.mjs'
import { toolScript } from './lib/project.mjs'
import { Explained, main } from './lib/run.mjs'
import { ensureSystemLibraries } from './lib/system-libraries.mjs'
import { prepareElectron } from './prepare-electron.mjs'

const HELP = `npm run chaos -- [--kills 200] [--files 3000] [--seed 1] [--rounds 1]

Kills the real app again and again while it transfers files to and from a server that fails at
random; afterwards every file must be there, once, with the right bytes.
  --kills   how often; default 200
  --files   how many each way; default 3000
  --seed    repeats an earlier run; otherwise each round has a new one
  --rounds  how many runs, one after the other; default 1`

const options = {
  kills: { type: 'string', default: '200' },
  files: { type: 'string', default: '3000' },
  seed: { type: 'string' },
  rounds: { type: 'string', default: '1' },
  help: { type: 'boolean', default: false },
}

function readOptions() {
  try {
    return parseArgs({ args: argv.slice(2), options }).values
  } catch (thrown) {
    throw new Explained(`${thrown.message}\n\n${HELP}`)
  }
}

// The long version of test/e2e/chaos.spec.ts.
await main(async () => {
  const { kills, files, seed, rounds, help } = readOptions()
  if (help) {
    console.log(HELP)
    return 0
  }
  const electron = await prepareElectron()
  await ensureSystemLibraries(electron.executablePath, { need: 'tests' })
  const [, build] = buildStep
  if (!(await build())) return 1
  const args = [toolScript('@playwright/test', 'playwright'), 'test', 'test/e2e/chaos.spec.ts']
  const chosen = { CHAOS_KILLS: kills, CHAOS_FILES: files, ...(seed ? { CHAOS_SEED: seed } : {}) }
  for (let round = 1; round <= Number(rounds); round += 1) {
    const env = { ...electron.env, ...chosen }
    const { code } = await runInVirtualDesktop(process.execPath, args, { env })
    if (code !== 0) return code
  }
  return 0
})
