import type { PracticeFault, PracticeRequestInfo } from '../../../electron/practice/practice-server'
import { type PracticeRig, startPracticeRig } from '../practice'
import { chaosFault, type Weather } from './chaos-faults'
import { createTrap, type Trap } from './kill-plan'

/** A server that outlives the app, fails by the dice, and remembers what was asked of it. */
export type ChaosServer = {
  readonly rig: PracticeRig
  readonly trap: Trap
  setWeather(weather: Weather): void
  /** Writes a line between the requests, such as a kill. */
  note(line: string): void
  /** Every request with what befell it, and the notes, for a test that failed. */
  story(): string
  /** So far: requests, and those of them that were struck. */
  counts(): { readonly requests: number; readonly faults: number }
}

const CLEAR: Weather = { faultRate: 0, stalls: false }

/** @param sizeOf bytes of an object, to know where in an answer a fault can strike */
export async function startChaosServer(
  seed: number,
  sizeOf: (key: string) => number,
): Promise<ChaosServer> {
  const trap = createTrap()
  const story: string[] = []
  const startedAtMs = Date.now()
  let weather = CLEAR
  const counts = { requests: 0, faults: 0 }

  const tell = (line: string) =>
    story.push(`${((Date.now() - startedAtMs) / 1000).toFixed(3)} ${line}`)

  function onRequest(request: PracticeRequestInfo): PracticeFault | undefined {
    const { operation, key, partNumber, uploadId, attempt, headers } = request
    const size = operation === 'GetObject' ? sizeOf(key) : Number(headers['content-length'] ?? 0)
    const fault = chaosFault(seed, weather, request, size)
    counts.requests += 1
    if (fault) counts.faults += 1
    const what = [key, operation, partNumber && `part ${partNumber}`, uploadId, `#${attempt}`]
    tell([...what, fault && JSON.stringify(fault)].filter(Boolean).join(' '))
    trap.request(operation)
    return fault
  }

  return {
    rig: await startPracticeRig({ hook: { onRequest } }),
    trap,
    setWeather(next) {
      weather = next
    },
    note: (line) => void tell(line),
    story: () => story.join('\n'),
    counts: () => counts,
  }
}
