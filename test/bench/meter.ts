import { readFileSync, writeFileSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as delay } from 'node:timers/promises'
import type { LoopDelay, Measurement } from './job'

/** 2 ms: short against a frame, and rare enough to cost nothing. */
const RESOLUTION_MS = 2
/** What a start leaves behind (compiling, collecting) has settled by then. */
const SETTLE_MS = 1000

/** What a process can tell of itself. */
type Measured = Required<
  Pick<Measurement, 'cpuSeconds' | 'idleRssBytes' | 'peakRssBytes' | 'loopDelay'>
>

type Meter = {
  /** Ends measuring; the wall time is the caller's, who knows when the work was really over. */
  stop(): Measured
}

/**
 * Begins to measure this process: CPU of all threads, peak memory, and how late its event loop is.
 * Waits until the process is idle first.
 */
export async function startMeter(): Promise<Meter> {
  await delay(SETTLE_MS)
  const idleRssBytes = forgetPeak()
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
  histogram.enable()
  const cpu = process.cpuUsage()
  return {
    stop() {
      const { user, system } = process.cpuUsage(cpu)
      histogram.disable()
      return {
        cpuSeconds: (user + system) / 1e6,
        idleRssBytes,
        peakRssBytes: peakRss(),
        loopDelay: loopDelayOf(histogram),
      }
    },
  }
}

/** Node counts from one tick of its timer to the next: the period itself is no delay. */
function loopDelayOf(histogram: {
  percentile(percentile: number): number
  readonly max: number
}): LoopDelay {
  const late = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - RESOLUTION_MS)
  return {
    p50: late(histogram.percentile(50)),
    p99: late(histogram.percentile(99)),
    max: late(histogram.max),
  }
}

/** Starts the peak anew where the system can (Linux). @returns the memory in use now, in bytes */
function forgetPeak(): number {
  if (process.platform === 'linux') writeFileSync('/proc/self/clear_refs', '5')
  return process.memoryUsage.rss()
}

function peakRss(): number {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS * 1024
  return statusBytes(readFileSync('/proc/self/status', 'utf8'), 'VmHWM') ?? 0
}

/** A line of `/proc/<pid>/status`, `VmHWM:   1234 kB`, in bytes. */
export function statusBytes(status: string, name: string): number | undefined {
  const found = new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]
  return found === undefined ? undefined : Number(found) * 1024
}
