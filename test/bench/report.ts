import type { ContestantResult, WorkResult } from './results'
import type { RowsResult } from './rows'
import type { Verdict } from './targets'

const MB = 1e6
const HEAD = [
  'work',
  'who',
  'wall s',
  'speed',
  'CPU s',
  'server',
  'peak MB',
  'above idle',
  'loop p50',
  'p99',
  'max ms',
  'engine is',
]

/** The figures of all works, one line for each contestant. */
export function tableOf(works: readonly WorkResult[]): string {
  const lines = works.flatMap((work) =>
    work.contestants.map((result, index) => [index === 0 ? work.id : '', ...cells(work, result)]),
  )
  return layOut([HEAD, ...lines])
}

function cells(work: WorkResult, result: ContestantResult): string[] {
  const { name, wallMs, perSecond, cpuSeconds, serverCpuSeconds } = result
  const { peakRssBytes, ownRssBytes, loopDelay } = result
  const ratio = work.ratios[name]
  return [
    name,
    (wallMs / 1000).toFixed(2),
    `${Math.round(perSecond)} ${work.kind === 'large' ? 'MB/s' : '/s'}`,
    cpuSeconds?.toFixed(2) ?? '-',
    serverCpuSeconds?.toFixed(2) ?? '-',
    peakRssBytes === undefined ? '-' : String(Math.round(peakRssBytes / MB)),
    ownRssBytes === undefined ? '-' : `+${Math.round(ownRssBytes / MB)}`,
    loopDelay?.p50.toFixed(1) ?? '-',
    loopDelay?.p99.toFixed(1) ?? '-',
    loopDelay?.max.toFixed(0) ?? '-',
    ratio === undefined ? '' : `${ratio.toFixed(2)} x`,
  ]
}

/** The long queue: memory, times, and how smooth the window was meanwhile. */
export function rowsOf(rows: RowsResult): string {
  const { memory, count, stagedMs, listedMs, restartMs } = rows
  const { emptyBytes, listedBytes, usedBytes, retainedBytes, peakBytes } = memory
  const more = (bytes: number) => `+${Math.round((bytes - emptyBytes) / MB)}`
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`
  const phases = Object.entries(rows.frames).map(([phase, frames]) => [
    phase,
    String(frames.count),
    String(frames.longCount),
    frames.longestMs.toFixed(0),
    frames.gapP99Ms.toFixed(0),
    frames.gapMaxMs.toFixed(0),
  ])
  return [
    `${count} rows: walked in ${seconds(stagedMs)}, listed in ${seconds(listedMs)}, there after a restart in ${seconds(restartMs)}`,
    `memory of all processes, MB: ${Math.round(emptyBytes / MB)} with an empty queue, ${more(listedBytes)} listed, ${more(usedBytes)} used, ${more(retainedBytes)} after a collection, ${more(peakBytes)} at most`,
    layOut([['window', 'frames', 'long', 'longest ms', 'gap p99', 'gap max ms'], ...phases]),
  ].join('\n')
}

/** One line for each target and work: reached, or short by how much. */
export function verdictsOf(verdicts: readonly Verdict[]): string {
  return layOut(
    verdicts.map(({ what, work, value, goal, unit, better, reached }) => [
      reached ? 'reached' : 'SHORT',
      what,
      work,
      `${value.toFixed(2)} ${unit}`,
      `${better === 'higher' ? 'at least' : 'at most'} ${goal} ${unit}`,
      reached ? '' : `by ${Math.abs(value - goal).toFixed(2)} ${unit}`,
    ]),
  )
}

/** Columns of equal width: text to the left, figures to the right. */
function layOut(lines: readonly (readonly string[])[]): string {
  const widths = (lines[0] ?? []).map((_, column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0)),
  )
  return lines
    .map((line) =>
      line
        .map((cell, column) => {
          const width = widths[column] ?? 0
          return /^[\d+-]/.test(cell) ? cell.padStart(width) : cell.padEnd(width)
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
