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

/** Does all that the options ask for. @returns the figures, and one sentence for all that was wrong */
export async function measure(
  options: BenchOptions,
  place: Place,
): Promise<{ figures: Figures; problems: readonly string[] }> {
  const { quick, projectRoot } = options
  const { transfers, extras } = chooseWorks(options.only, quick)
  const profiles = join(place.output, place.name)
  const problems: string[] = []
  /** What breaks is told at the end; the rest is measured all the same. */
  const attempt = async <T extends { readonly problems: readonly string[] }>(
    id: string,
    work: () => Promise<T>,
  ): Promise<T | undefined> => {
    place.say(`\n${id}`)
    try {
      const result = await work()
      problems.push(...result.problems)
      return result
    } catch (thrown) {
      problems.push(`${id}: ${thrown instanceof Error ? thrown.stack : String(thrown)}`)
      return undefined
    }
  }

  let figures: Figures = { works: await measureTransfers(options, place, transfers, attempt) }
  if (extras.has('sparse-100g')) {
    const sizes = { referenceBytes: 1024 * MIB, hugeBytes: options.sparseBytes }
    const sparse = await attempt('sparse-100g', () =>
      runSparse(place, quick ? QUICK.sparse : sizes),
    )
    figures = { ...figures, ...(sparse ? { sparse } : {}) }
  }
  if (extras.has('rows-100k') || extras.has('start')) buildApp(projectRoot)
  if (extras.has('rows-100k')) {
    const rows = await attempt('rows-100k', async () => {
      // Playwright is needed for this alone.
      const { runRows } = await import('./rows')
      const stage = { ...place, projectRoot, ...(options.profile ? { profiles } : {}) }
      return runRows(stage, quick ? QUICK.rows : ROWS)
    })
    figures = { ...figures, ...(rows ? { rows } : {}) }
  }
  if (extras.has('start')) {
    const appMain = join(projectRoot, 'out', 'main', 'main.js')
    const start = await attempt('start', () =>
      runStarts(place, appMain, quick ? QUICK.starts : STARTS),
    )
    figures = { ...figures, ...(start ? { start } : {}) }
  }
  return { figures, problems }
}

type Attempt = (id: string, work: () => Promise<WorkResult>) => Promise<WorkResult | undefined>

async function measureTransfers(
  options: BenchOptions,
  { folder, output, name, say }: Place,
  works: readonly Work[],
  attempt: Attempt,
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
      const result = await attempt(work.id, () => runTransfers(stage, work))
      if (result) results.push(result)
    }
  } finally {
    await server?.stop()
  }
  return results
}
