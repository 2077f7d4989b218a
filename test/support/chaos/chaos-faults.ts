import type { PracticeFault, PracticeRequestInfo } from '../../../electron/practice/practice-server'
import { answerWith, INTERNAL_ERROR, NO_SUCH_UPLOAD } from '../faults'
import { type Dice, diceFor } from './dice'

/** How bad the way to the server is. */
export type Weather = {
  /** Share of requests that are struck, 0 to 1. */
  readonly faultRate: number
  /** Whether a request may hang until the app is killed. */
  readonly stalls: boolean
}

/** 503 as the service gives it, with a delay that a test can wait for. */
const BUSY = answerWith(503, 'SlowDown', { 'x-oss-qos-delay-time': '50' })
const MAX_DELAY_MS = 250
/** No body of a request takes longer than this because of a slow line. */
const SLOW_SECONDS = 1.5

type Maker = (dice: Dice, bodyBytes: number) => PracticeFault

const inside = (dice: Dice, bodyBytes: number) => dice.between(0, Math.max(0, bodyBytes - 1))

/** What can happen to any request. */
const ANY: readonly Maker[] = [
  () => ({ kind: 'reset' }),
  () => INTERNAL_ERROR,
  () => BUSY,
  (dice) => ({ kind: 'delay', milliseconds: dice.between(20, MAX_DELAY_MS) }),
]

const LOST_ANSWER: readonly Maker[] = [() => ({ kind: 'lose-answer' })]

const slow: Maker = (dice, bodyBytes) => ({
  kind: 'slow',
  bytesPerSecond: Math.ceil((bodyBytes + 1) / (SLOW_SECONDS * (0.2 + 0.8 * dice.next()))),
})

/** What can happen to bytes on their way to the server. */
const SENT: readonly Maker[] = [
  (dice, size) => ({ kind: 'reset-request', afterBytes: inside(dice, size) }),
  (dice, size) => ({ kind: 'flip-request-byte', at: inside(dice, size) }),
  () => ({ kind: 'wrong-crc' }),
  slow,
]

/** What can happen to bytes on their way from the server. */
const RECEIVED: readonly Maker[] = [
  (dice, size) => ({ kind: 'reset-response', afterBytes: inside(dice, size) }),
  (dice, size) => ({ kind: 'cut-response', afterBytes: inside(dice, size) }),
  (dice, size) => ({ kind: 'flip-response-byte', at: inside(dice, size) }),
  () => ({ kind: 'wrong-crc' }),
  () => ({ kind: 'ignore-range' }),
  slow,
]

const STALL_SENT: Maker = (dice, size) => ({
  kind: 'stall-request',
  afterBytes: inside(dice, size),
})
const STALL_RECEIVED: Maker = (dice, size) => ({
  kind: 'stall-response',
  afterBytes: inside(dice, size),
})

/** An upload id that the service says it never knew; rarer than the others, since it costs the most. */
const GONE: readonly Maker[] = [() => NO_SUCH_UPLOAD]

function makersFor({ operation }: PracticeRequestInfo, stalls: boolean): readonly Maker[] {
  switch (operation) {
    case 'PutObject':
      return [...ANY, ...SENT, ...LOST_ANSWER, ...LOST_ANSWER, ...(stalls ? [STALL_SENT] : [])]
    case 'UploadPart':
      return [...ANY, ...SENT, ...LOST_ANSWER, ...GONE, ...(stalls ? [STALL_SENT] : [])]
    case 'CompleteMultipartUpload':
      return [...ANY, ...LOST_ANSWER, ...LOST_ANSWER, ...GONE, () => ({ kind: 'wrong-crc' })]
    case 'InitiateMultipartUpload':
      return [...ANY, ...LOST_ANSWER, ...LOST_ANSWER]
    case 'AbortMultipartUpload':
      return [...ANY, ...LOST_ANSWER]
    case 'GetObject':
      return [...ANY, ...RECEIVED, ...RECEIVED, ...(stalls ? [STALL_RECEIVED] : [])]
    default:
      return ANY
  }
}

/**
 * What happens to a request: the same for the same seed, request and attempt.
 * @param bodyBytes of the body that it carries, either way
 */
export function chaosFault(
  seed: number,
  weather: Weather,
  request: PracticeRequestInfo,
  bodyBytes: number,
): PracticeFault | undefined {
  const { operation, key, partNumber, attempt } = request
  const dice = diceFor(seed, 'fault', operation, key, partNumber, attempt)
  if (dice.next() >= weather.faultRate) return undefined
  return dice.pick(makersFor(request, weather.stalls))(dice, bodyBytes)
}
