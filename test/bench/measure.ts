import { join } from 'node:path'
import { benchBucket } from './bucket'
import { buildApp } from './build-app'
import { contestants } from './contestants'
import type { BenchOptions } from './options'
import type { WorkResult } from './results'
import { startServerProcess } from './server-process'
import { runSparse } from './sparse'
import { runStarts } from './starts'
import type { Figures } from './targets'
import { runTransfers } from './transfers'
import { chooseWorks, type Work } from './works'

/** Where a run writes, and how it tells what it does. */
export type Place = {
  readonly folder: string
  readonly output: string
  /** Of this run. */
  readonly name: string
  readonly say: (line: string) => void
}

const MIB = 1024 ** 2
const STARTS = 5
const ROWS = 100_000
/** What `--quick` makes of the rest. */
const QUICK = { rows: 2000, starts: 1, sparse: { referenceBytes: 16 * MIB, hugeBytes: 64 * MIB } }

/** Does all that the options ask for. @throws when something could not run at all */
export async function measure(
  options: BenchOptions,
  place: Place,
): Promise<{ figures: Figures; problems: readonly string[] }> {
  const { quick, projectRoot } = options
  const { transfers, extras } = chooseWorks(options.only, quick)
  const works = await measureTransfers(options, place, transfers)
  let figures: Figures = { works }
  if (extras.has('sparse-100g')) {
    place.say('\nsparse-100g')
    const sizes = { referenceBytes: 1024 * MIB, hugeBytes: options.sparseBytes }
    figures = { ...figures, sparse: await runSparse(place, quick ? QUICK.sparse : sizes) }
  }
  if (extras.has('rows-100k') || extras.has('start')) buildApp(projectRoot)
  if (extras.has('rows-100k')) {
    place.say('\nrows-100k')
    // Playwright is needed for this alone.
    const { runRows } = await import('./rows')
    const count = quick ? QUICK.rows : ROWS
    figures = { ...figures, rows: await runRows({ ...place, projectRoot }, count) }
  }
  if (extras.has('start')) {
    place.say('\nstart')
    const appMain = join(projectRoot, 'out', 'main', 'main.js')
    const start = await runStarts(place, appMain, quick ? QUICK.starts : STARTS)
    figures = { ...figures, start }
  }
  const { sparse, rows, start } = figures
  const all = [...works, ...[sparse, rows, start].filter((one) => one !== undefined)]
  return { figures, problems: all.flatMap(({ problems }) => problems) }
}

async function measureTransfers(
  options: BenchOptions,
  { folder, output, name, say }: Place,
  works: readonly Work[],
): Promise<readonly WorkResult[]> {
  if (works.length === 0) return []
  const server = options.target ? undefined : await startServerProcess(join(folder, 'server'))
  const target = options.target ?? server?.target
  if (!target) throw new Error('There is no server')
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
  }
  return results
}
