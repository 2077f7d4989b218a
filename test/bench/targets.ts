import type { ContestantResult, WorkResult } from './results'
import type { RowsResult } from './rows'
import { ownMb, type SparseResult } from './sparse'
import type { StartResult } from './starts'
import { bytesOf } from './works'

/** All that a run has measured; what was not asked for is missing. */
export type Figures = {
  readonly works: readonly WorkResult[]
  readonly sparse?: SparseResult
  readonly rows?: RowsResult
  readonly start?: StartResult
}

/** One figure and the work in which it was measured. */
type Reading = readonly [work: string, value: number | undefined]

/** A figure to aim at, and how it is read from the results. */
export type Target = {
  readonly id: string
  readonly what: string
  readonly unit: string
  readonly goal: number
  readonly better: 'higher' | 'lower'
  readonly read: (figures: Figures) => readonly Reading[]
}

/** How a target was met in one work. */
export type Verdict = Omit<Target, 'read' | 'id'> & {
  readonly target: string
  readonly work: string
  readonly value: number
  readonly reached: boolean
}

const GIB = 1024 ** 3

const engineOf = (work: WorkResult): ContestantResult | undefined =>
  work.contestants.find(({ name }) => name === 'engine')

/** Reads a figure from the works of a kind, or from all. */
const inWorks =
  (kind: WorkResult['kind'] | undefined, value: (work: WorkResult) => number | undefined) =>
  ({ works }: Figures): readonly Reading[] =>
    works
      .filter((work) => kind === undefined || work.kind === kind)
      .map((work) => [work.id, value(work)] as const)

const cpuPerGib = (work: WorkResult): number | undefined => {
  const cpu = engineOf(work)?.cpuSeconds
  return cpu === undefined ? undefined : cpu / (bytesOf(work) / GIB)
}

const ownMemory = (work: WorkResult): number | undefined => {
  const own = engineOf(work)?.ownRssBytes
  return own === undefined ? undefined : own / 1e6
}

/** What the app aims at. Falling short fails nothing: it is said. */
export const TARGETS: readonly Target[] = [
  {
    id: 'large-speed',
    what: 'large files, verified, against curl',
    unit: 'x',
    goal: 0.7,
    better: 'higher',
    read: inWorks('large', (work) => work.ratios.curl),
  },
  {
    id: 'large-cpu',
    what: 'CPU for large files',
    unit: 's/GiB',
    goal: 2.5,
    better: 'lower',
    read: inWorks('large', cpuPerGib),
  },
  {
    id: 'small-speed',
    what: 'small files against plain ali-oss',
    unit: 'x',
    goal: 3,
    better: 'higher',
    read: inWorks('small', (work) => work.ratios['ali-oss']),
  },
  {
    id: 'loop-delay',
    what: 'event-loop delay, p99',
    unit: 'ms',
    goal: 16,
    better: 'lower',
    read: (figures) => [
      ...inWorks(undefined, (work) => engineOf(work)?.loopDelay?.p99)(figures),
      ['sparse-100g', figures.sparse?.huge.loopDelay?.p99],
    ],
  },
  {
    id: 'memory',
    what: 'peak memory of main above idle',
    unit: 'MB',
    goal: 120,
    better: 'lower',
    read: (figures) => [
      ...inWorks(undefined, ownMemory)(figures),
      ['sparse-100g', figures.sparse && ownMb(figures.sparse.huge)],
    ],
  },
  {
    id: 'memory-by-size',
    // Two runs of the same size differ by some MB themselves.
    what: 'the same for a huge file as for 1 GiB',
    unit: 'MB more',
    goal: 16,
    better: 'lower',
    read: ({ sparse }) => {
      const [huge, reference] = [sparse && ownMb(sparse.huge), sparse && ownMb(sparse.reference)]
      const known = huge !== undefined && reference !== undefined
      return [['sparse-100g', known ? huge - reference : undefined]]
    },
  },
  {
    id: 'rows-memory',
    what: 'a long queue above an empty one, all processes',
    unit: 'MB',
    goal: 250,
    better: 'lower',
    read: ({ rows }) => {
      if (!rows) return []
      const { emptyBytes, listedBytes, usedBytes, retainedBytes } = rows.memory
      return [
        ['rows-100k, at rest', (listedBytes - emptyBytes) / 1e6],
        ['rows-100k, used', (usedBytes - emptyBytes) / 1e6],
        ['rows-100k, used and collected', (retainedBytes - emptyBytes) / 1e6],
      ]
    },
  },
  {
    id: 'rows-frames',
    what: 'longest frame of the window',
    unit: 'ms',
    goal: 50,
    better: 'lower',
    read: ({ rows }) =>
      Object.entries(rows?.frames ?? {})
        .filter(([phase]) => phase !== 'idle')
        .map(([phase, { longestMs }]) => [`rows-100k, ${phase}`, longestMs] as const),
  },
  {
    id: 'start',
    what: 'start against a bare Electron window',
    unit: 'x',
    goal: 1.6,
    better: 'lower',
    read: ({ start }) => [['start', start && start.appMedianMs / start.bareMedianMs]],
  },
]

/** Every target in every work that it is about and that could be measured. */
export function judge(figures: Figures): readonly Verdict[] {
  return TARGETS.flatMap(({ read, id, ...target }) =>
    read(figures).flatMap(([work, value]) => {
      if (value === undefined) return []
      const reached = target.better === 'higher' ? value >= target.goal : value <= target.goal
      return [{ target: id, ...target, work, value, reached }]
    }),
  )
}
