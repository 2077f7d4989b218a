import { readFileSync } from 'node:fs'

/** The parts of a `.cpuprofile` that a summary needs. */
type CpuProfile = {
  readonly nodes: readonly {
    readonly id: number
    readonly callFrame: {
      readonly functionName: string
      readonly url: string
      readonly lineNumber: number
    }
  }[]
  readonly samples: readonly number[]
  readonly timeDeltas: readonly number[]
}

const MOST = 12
/** Starting and stopping the profiler itself. */
const OWN = /node:inspector/

/** The functions that used most time themselves, of the whole time that was not idle. */
export function summarizeProfile(path: string): readonly string[] {
  const { nodes, samples, timeDeltas }: CpuProfile = JSON.parse(readFileSync(path, 'utf8'))
  const names = new Map(nodes.map(({ id, callFrame }) => [id, nameOf(callFrame)]))
  const times = new Map<string, number>()
  for (const [index, id] of samples.entries()) {
    const name = names.get(id) ?? '(unknown)'
    times.set(name, (times.get(name) ?? 0) + (timeDeltas[index] ?? 0))
  }
  for (const name of times.keys()) if (name === '(idle)' || OWN.test(name)) times.delete(name)
  const busy = [...times.values()].reduce((sum, time) => sum + time, 0)
  return [...times]
    .sort(([, a], [, b]) => b - a)
    .slice(0, MOST)
    .map(([name, time]) => {
      const share = ((time / busy) * 100).toFixed(1).padStart(5)
      return `${(time / 1000).toFixed(0).padStart(6)} ms ${share}%  ${name}`
    })
}

function nameOf(frame: CpuProfile['nodes'][number]['callFrame']): string {
  const { functionName, url, lineNumber } = frame
  const file = url.split('/').at(-1) ?? ''
  return file === '' ? functionName : `${functionName || '(anonymous)'}  ${file}:${lineNumber + 1}`
}
