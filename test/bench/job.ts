import type { SignatureVersion } from '../../shared/connection'
import type { Direction } from '../../shared/transfer'

/** The bucket that everybody sends to and fetches from. */
export type BenchTarget = {
  /** `http://127.0.0.1:4000` */
  readonly endpoint: string
  readonly bucket: string
  readonly region: string
  readonly keyId: string
  readonly keySecret: string
  readonly pathStyle: boolean
  readonly signatureVersion: SignatureVersion
}

/** One file of a work: where it is or goes on this side, and its key on the other. */
export type BenchFile = { readonly path: string; readonly key: string; readonly sizeBytes: number }

/** What a contestant in a process of its own is told to do. */
export type BenchJob = {
  readonly target: BenchTarget
  readonly direction: Direction
  readonly kind: 'large' | 'small'
  readonly files: readonly BenchFile[]
  /** A new, empty folder for whatever the contestant writes beside the files. */
  readonly scratch: string
  /** A CPU profile of the work is written to this path. */
  readonly profile?: string
}

/** Milliseconds by which the event loop was late, its own timer's period taken off. */
export type LoopDelay = { readonly p50: number; readonly p99: number; readonly max: number }

/** What one run of one contestant cost. What can't be known of a contestant is left out. */
export type Measurement = {
  readonly wallMs: number
  /** User and system time of all threads. */
  readonly cpuSeconds?: number
  readonly peakRssBytes?: number
  /** Before the work began; the work's own memory is the peak without it. */
  readonly idleRssBytes?: number
  readonly loopDelay?: LoopDelay
  /** Of the practice server meanwhile: it shares the cores with the contestant. */
  readonly serverCpuSeconds?: number
  /** What was not as it must be: a failed row, an unverified file. Empty when all is well. */
  readonly problems: readonly string[]
}

/** Of how many files a contestant works on at the same time. */
export const SMALL_AT_ONCE = 10
