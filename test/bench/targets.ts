import type { ContestantResult, WorkResult } from './results'

/** A figure to aim at, and how it is read from the results. */
export type Target = {
  readonly id: string
  readonly what: string
  readonly unit: string
  readonly goal: number
  readonly better: 'higher' | 'lower'
  /** One value for each work that it is about. */
  readonly read: (work: WorkResult) => number | undefined
}

/** How a target was met in one work. */
export type Verdict = {
  readonly target: string
  readonly what: string
  readonly work: string
  readonly unit: string
  readonly goal: number
  readonly better: 'higher' | 'lower'
  readonly value: number
  readonly reached: boolean
}

const GIB = 1024 ** 3
const MB = 1e6
const engineOf = (work: WorkResult): ContestantResult | undefined =>
  work.contestants.find(({ name }) => name === 'engine')

/** What the engine aims at. Falling short fails nothing: it is said. */
export const TRANSFER_TARGETS: readonly Target[] = [
  {
    id: 'large-speed',
    what: 'large files, verified, against curl',
    unit: 'x',
    goal: 0.7,
    better: 'higher',
    read: (work) => (work.kind === 'large' ? work.ratios.curl : undefined),
  },
  {
    id: 'large-cpu',
    what: 'CPU for large files',
    unit: 's/GiB',
    goal: 2.5,
    better: 'lower',
    read: (work) => {
      const cpu = engineOf(work)?.cpuSeconds
      if (work.kind !== 'large' || cpu === undefined) return undefined
      return cpu / ((work.count * work.sizeBytes) / GIB)
    },
  },
  {
    id: 'small-speed',
    what: 'small files against plain ali-oss',
    unit: 'x',
    goal: 3,
    better: 'higher',
    read: (work) => (work.kind === 'small' ? work.ratios['ali-oss'] : undefined),
  },
  {
    id: 'loop-delay',
    what: 'event-loop delay, p99',
    unit: 'ms',
    goal: 16,
    better: 'lower',
    read: (work) => engineOf(work)?.loopDelay?.p99,
  },
  {
    id: 'memory',
    what: 'peak memory of main above idle',
    unit: 'MB',
    goal: 120,
    better: 'lower',
    read: (work) => {
      const own = engineOf(work)?.ownRssBytes
      return own === undefined ? undefined : own / MB
    },
  },
]

/** Every target in every work that it is about and that could be measured. */
export function judgeTransfers(works: readonly WorkResult[]): readonly Verdict[] {
  return TRANSFER_TARGETS.flatMap(({ read, id, ...target }) =>
    works.flatMap((work) => {
      const value = read(work)
      return value === undefined ? [] : [verdictOf({ ...target, id }, work.id, value)]
    }),
  )
}

function verdictOf(target: Omit<Target, 'read'>, work: string, value: number): Verdict {
  const { id, what, unit, goal, better } = target
  const reached = better === 'higher' ? value >= goal : value <= goal
  return { target: id, what, work, unit, goal, better, value, reached }
}
