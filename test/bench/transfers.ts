import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { BenchBucket } from './bucket'
import type { Contestant } from './contestants'
import { compareFiles, filesOf, writeFiles } from './files'
import type { BenchFile, BenchTarget, Measurement } from './job'
import { summarizeProfile } from './profile-summary'
import { ratiosOf, resultOf, type WorkResult } from './results'
import type { Work } from './works'

/** What all works of a run have in common. */
export type Stage = {
  readonly target: BenchTarget
  readonly bucket: BenchBucket
  /** CPU seconds of the server so far, where they can be known. */
  readonly serverCpuSeconds?: () => Promise<number>
  /** A folder of this run. */
  readonly folder: string
  /** Under which all keys of this run lie. */
  readonly prefix: string
  readonly contestants: readonly Contestant[]
  readonly rounds: number
  /** Where CPU profiles go; without it none are made. */
  readonly profiles?: string
  readonly say: (line: string) => void
}

/** Lets every contestant do one work, in turn, round after round, and looks at what came out. */
export async function runTransfers(stage: Stage, work: Work): Promise<WorkResult> {
  const sources = filesOf(work, join(stage.folder, 'source'), `${stage.prefix}/${work.id}/seed`)
  await writeFiles(join(stage.folder, 'source'), sources)
  if (work.direction === 'download') await stage.bucket.seed(sources)
  const rounds = new Map<string, Measurement[]>(stage.contestants.map(({ name }) => [name, []]))
  const problems: string[] = []
  for (let round = 1; round <= stage.rounds; round += 1) {
    for (const contestant of stage.contestants) {
      const { name } = contestant
      try {
        const measured = await runOnce(stage, work, contestant, sources)
        rounds.get(name)?.push(measured)
        problems.push(...measured.problems.map((problem) => `${work.id}, ${name}: ${problem}`))
        stage.say(`  ${name} ${(measured.wallMs / 1000).toFixed(2)} s`)
      } catch (thrown) {
        problems.push(`${work.id}, ${name}: ${String(thrown)}`)
      }
    }
  }
  const profile = await profiled(stage, work, sources)
  rmSync(join(stage.folder, 'source'), { recursive: true })
  await stage.bucket.empty(`${stage.prefix}/${work.id}`)
  const contestants = [...rounds].flatMap(([name, list]) =>
    list.length === 0 ? [] : [resultOf(work, name, list)],
  )
  return {
    ...work,
    contestants,
    ratios: ratiosOf(contestants),
    ...(profile === undefined ? {} : { profile }),
    problems,
  }
}

/** A run of the engine that is not counted, since profiling costs time itself. */
async function profiled(
  stage: Stage,
  work: Work,
  sources: readonly BenchFile[],
): Promise<string | undefined> {
  const engine = stage.contestants.find(({ name }) => name === 'engine')
  if (!stage.profiles || !engine) return undefined
  mkdirSync(stage.profiles, { recursive: true })
  const path = join(stage.profiles, `${work.id}.cpuprofile`)
  const { problems } = await runOnce(stage, work, engine, sources, path)
  if (problems.length > 0) throw new Error(problems.join('\n'))
  stage.say(`  CPU profile: ${path}`)
  for (const line of summarizeProfile(path)) stage.say(line)
  return path
}

async function runOnce(
  stage: Stage,
  work: Work,
  contestant: Contestant,
  sources: readonly BenchFile[],
  profile?: string,
): Promise<Measurement> {
  const scratch = join(stage.folder, 'scratch')
  const targetFolder = join(stage.folder, 'target')
  for (const folder of [scratch, targetFolder]) {
    // A run that broke has left its own.
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
  }
  const isUpload = work.direction === 'upload'
  const prefix = `${stage.prefix}/${work.id}/${contestant.name}`
  const files = isUpload
    ? filesOf(work, join(stage.folder, 'source'), prefix)
    : filesOf(work, targetFolder, `${stage.prefix}/${work.id}/seed`)
  settleDisk()
  const serverBefore = await stage.serverCpuSeconds?.()
  const measured = await contestant.run({
    target: stage.target,
    direction: work.direction,
    kind: work.kind,
    files,
    scratch,
    ...(profile === undefined ? {} : { profile }),
  })
  const serverAfter = await stage.serverCpuSeconds?.()
  const wrong = isUpload
    ? await stage.bucket.check(prefix, files)
    : await compareFiles(sources, files)
  if (isUpload) await stage.bucket.empty(prefix)
  for (const folder of [scratch, targetFolder]) rmSync(folder, { recursive: true })
  return {
    ...measured,
    ...(serverBefore === undefined || serverAfter === undefined
      ? {}
      : { serverCpuSeconds: serverAfter - serverBefore }),
    problems: [...measured.problems, ...wrong],
  }
}

/** So that nobody pays for what the one before has left to be written. */
function settleDisk(): void {
  if (process.platform !== 'win32') spawnSync('sync')
}
