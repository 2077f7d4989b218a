import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { builtApp, builtProgram } from './build-folder'
import { curlVersion, runCurl } from './curl'
import { electronArgs, electronPath, runToEnd } from './electron-process'
import type { BenchJob, Measurement } from './job'

/** Somebody who does the work: the engine, or a peer to compare it with. */
export type Contestant = {
  readonly name: 'engine' | 'curl' | 'ali-oss'
  run(job: BenchJob): Promise<Measurement>
}

/** The engine in Electron's main process; no window is opened. */
export const engine: Contestant = {
  name: 'engine',
  run(job) {
    const args = [builtApp(), ...electronArgs(join(job.scratch, 'user-data'))]
    return runElsewhere(electronPath(), args, job)
  },
}

const aliOss: Contestant = {
  name: 'ali-oss',
  run: (job) => runElsewhere(process.execPath, [builtProgram('ali-oss.js')], job),
}

/** All that can take part here. Where curl is missing it says so. */
export function contestants(alone: boolean, say: (line: string) => void): readonly Contestant[] {
  if (alone) return [engine]
  const version = curlVersion()
  if (version === undefined) say('curl is not installed here: its column is left out.')
  else say(`Peers: ${version}, ali-oss in Node ${process.versions.node}`)
  const curl: Contestant = { name: 'curl', run: runCurl }
  return [engine, ...(version === undefined ? [] : [curl]), aliOss]
}

/**
 * Gives a job to a program of ours, as a file, and reads its answer from another.
 * @throws Error with what it printed when it did not end well
 */
async function runElsewhere(
  command: string,
  args: readonly string[],
  job: BenchJob,
): Promise<Measurement> {
  const jobPath = join(job.scratch, 'job.json')
  const resultPath = join(job.scratch, 'result.json')
  writeFileSync(jobPath, JSON.stringify(job), { mode: 0o600 })
  const env = { OSS_COURIER_JOB: jobPath, OSS_COURIER_RESULT: resultPath }
  const { code, printed } = await runToEnd(command, args, env)
  if (code !== 0) throw new Error(`${command} ended with ${code}:\n${printed}`)
  return JSON.parse(readFileSync(resultPath, 'utf8'))
}
