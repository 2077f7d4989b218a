import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { benchBucket } from './bucket'
import { contestants } from './contestants'
import { type BenchOptions, HELP, machine, readOptions } from './options'
import { tableOf, verdictsOf } from './report'
import type { WorkResult } from './results'
import { startServerProcess } from './server-process'
import { judgeTransfers } from './targets'
import { runTransfers } from './transfers'
import { transferWorks, type Work } from './works'

// `npm run bench`, once everything is built: plain Node, which starts the server and the
// contestants one after the other, each in a process of its own.
const say = (line: string) => console.log(line)

const options = readOptions(process.argv.slice(2))
if (options === 'help') say(HELP)
else process.exitCode = (await bench(options)) ? 0 : 1

/** @returns whether everything ran and all bytes were right; how fast it was is another matter */
async function bench(options: BenchOptions): Promise<boolean> {
  const works = chosenWorks(options)
  const startedAt = new Date().toISOString()
  const name = startedAt.replace(/[:.]/g, '-')
  const output = join(process.cwd(), '.cache', 'bench')
  const folder = mkdtempSync(join(options.folder, 'oss-courier-bench-'))
  say(`${machine()}; files in ${folder}`)
  const server = options.target ? undefined : await startServerProcess(join(folder, 'server'))
  const target = options.target ?? server?.target
  if (!target) throw new Error('No server')
  const results: WorkResult[] = []
  try {
    const stage = {
      target,
      bucket: benchBucket(target),
      ...(server ? { serverCpuSeconds: server.cpuSeconds } : {}),
      folder,
      prefix: `oss-courier-bench/${name}`,
      contestants: contestants(options.alone, say),
      rounds: options.rounds,
      ...(options.profile ? { profiles: join(output, name) } : {}),
      say,
    }
    for (const work of works) {
      say(`\n${work.id}`)
      results.push(await runTransfers(stage, work))
    }
  } finally {
    await server?.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  const verdicts = judgeTransfers(results)
  const problems = results.flatMap((result) => result.problems)
  const report = {
    version: 1,
    startedAt,
    machine: machine(),
    electron: process.env.OSS_COURIER_ELECTRON_VERSION,
    server: options.target ? new URL(target.endpoint).host : 'practice',
    folder: options.folder,
    quick: options.quick,
    rounds: options.rounds,
    works: results,
    verdicts,
    problems,
  }
  mkdirSync(output, { recursive: true })
  const path = join(output, `${name}.json`)
  writeFileSync(path, JSON.stringify(report, undefined, 2))
  say(`\nSpeed and CPU of the fastest of ${options.rounds}, memory and delays of the worst:\n`)
  say(tableOf(results))
  say(`\n${verdictsOf(verdicts)}`)
  for (const problem of problems) say(`WRONG: ${problem}`)
  say(`\n${path}`)
  return problems.length === 0
}

function chosenWorks({ only, quick }: BenchOptions): readonly Work[] {
  const all = transferWorks(quick)
  if (only.length === 0) return all
  const chosen = all.filter(({ id }) =>
    only.some((part) => id.startsWith(part) || id.endsWith(part)),
  )
  if (chosen.length === 0) throw new Error(`Works: ${all.map(({ id }) => id).join(', ')}`)
  return chosen
}
