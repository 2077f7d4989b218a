import { spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { curlVersion, runCurl } from './curl'
import type { BenchJob, Measurement } from './job'

/** Somebody who does the work: the engine, or a peer to compare it with. */
export type Contestant = {
  readonly name: 'engine' | 'curl' | 'ali-oss'
  run(job: BenchJob): Promise<Measurement>
}

/** Where the programs of the benchmark were built. */
const BUILD = import.meta.dirname

/** The engine in Electron's main process; no window is opened. */
const engine: Contestant = {
  name: 'engine',
  run(job) {
    const isRoot = process.platform === 'linux' && process.getuid?.() === 0
    const args = [
      BUILD,
      ...(isRoot ? ['--no-sandbox'] : []),
      '--disable-background-networking',
      '--disable-component-update',
      '--no-first-run',
      `--user-data-dir=${join(job.scratch, 'user-data')}`,
    ]
    const electron = process.env.ELECTRON_EXEC_PATH
    if (!electron) throw new Error('ELECTRON_EXEC_PATH is not set. Start with: npm run bench')
    return runElsewhere(electron, args, job)
  },
}

const aliOss: Contestant = {
  name: 'ali-oss',
  run: (job) => runElsewhere(process.execPath, [join(BUILD, 'ali-oss.js')], job),
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

/** Gives a job to a program of ours, as a file, and reads its answer from another. */
async function runElsewhere(
  command: string,
  args: readonly string[],
  job: BenchJob,
): Promise<Measurement> {
  const jobPath = join(job.scratch, 'job.json')
  const resultPath = join(job.scratch, 'result.json')
  writeFileSync(jobPath, JSON.stringify(job), { mode: 0o600 })
  const env = { ...process.env, OSS_COURIER_JOB: jobPath, OSS_COURIER_RESULT: resultPath }
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      printed += chunk
    })
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  })
  if (code !== 0) {
    return { wallMs: Number.NaN, problems: [`${command} ended with ${code}:\n${printed}`] }
  }
  return JSON.parse(readFileSync(resultPath, 'utf8'))
}
