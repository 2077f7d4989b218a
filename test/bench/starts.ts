import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { builtProgram } from './build-folder'
import { electronArgs, electronPath, runToEnd } from './electron-process'

/** Milliseconds from the start of the process to a window that a person can use, in turn. */
export type StartResult = {
  readonly app: readonly number[]
  /** A bare Electron window with an empty page. */
  readonly bare: readonly number[]
  readonly appMedianMs: number
  readonly bareMedianMs: number
  readonly problems: readonly string[]
}

/** What `start` needs of a run. */
type StartStage = { readonly folder: string; readonly say: (line: string) => void }

/**
 * Starts the built app and a bare window, one after the other. The first start of each makes its
 * profile and is not counted.
 * @param appMain the built main process, `out/main/main.js`
 */
export async function runStarts(
  stage: StartStage,
  appMain: string,
  times: number,
): Promise<StartResult> {
  const [app, bare]: [number[], number[]] = [[], []]
  for (let count = 0; count <= times; count += 1) {
    const appMs = await startOnce(join(stage.folder, 'start-app'), appMain)
    const bareMs = await startOnce(join(stage.folder, 'start-bare'), '')
    if (count === 0) continue
    app.push(appMs)
    bare.push(bareMs)
    stage.say(`  app ${appMs} ms, bare window ${bareMs} ms`)
  }
  const [appMedianMs, bareMedianMs] = [median(app), median(bare)]
  return { app, bare, appMedianMs, bareMedianMs, problems: [] }
}

async function startOnce(userData: string, probed: string): Promise<number> {
  const resultPath = `${userData}.txt`
  rmSync(resultPath, { force: true })
  const args = [builtProgram('start-probe.js'), ...electronArgs(userData)]
  const startMs = Date.now()
  const { code, printed } = await runToEnd(electronPath(), args, {
    OSS_COURIER_PROBED: probed,
    OSS_COURIER_RESULT: resultPath,
  })
  if (code !== 0) throw new Error(`A start ended with ${code}:\n${printed}`)
  return Number(readFileSync(resultPath, 'utf8')) - startMs
}

/** The middle one; of an even number the higher of both. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
