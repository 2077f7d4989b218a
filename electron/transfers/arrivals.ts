import type { Direction } from '../../shared/transfer'
import type { Job } from './job'
import { transition } from './transition'

/** Jobs that come one slice after the other, such as those of a folder that is still walked. */
export type Arrival = {
  /** The jobs of a slice in the state that the last command on "all" wants. */
  inOrder(jobs: readonly Job[]): readonly Job[]
  ended(): void
}

/** "Pause all" and "cancel all" mean what is still on its way, too. */
export type Arrivals = {
  /** @param stop ends the source of the jobs */
  begin(direction: Direction, stop: () => void): Arrival
  pause(direction: Direction): void
  resume(direction: Direction): void
  /** Stops the sources; what comes nevertheless is cancelled. */
  cancel(direction: Direction): void
  /** Resolves when nothing is on its way any more. */
  idle(): Promise<void>
}

export function createArrivals(now: () => number): Arrivals {
  const open = new Set<{
    direction: Direction
    order: 'run' | 'pause' | 'cancel'
    stop: () => void
  }>()

  let tellIdle: () => void = () => undefined

  function giveOrder(direction: Direction, order: 'run' | 'pause'): void {
    for (const one of open) {
      if (one.direction === direction && one.order !== 'cancel') one.order = order
    }
  }

  return {
    begin(direction, stop) {
      const own = { direction, order: 'run' as 'run' | 'pause' | 'cancel', stop }
      open.add(own)
      return {
        inOrder(jobs) {
          if (own.order === 'run') return jobs
          const event =
            own.order === 'pause'
              ? ({ type: 'paused' } as const)
              : ({ type: 'cancelled', atMs: now() } as const)
          return jobs.map((job) => ({
            ...job,
            row: { ...job.row, state: transition(job.row.state, event) },
          }))
        },
        ended() {
          open.delete(own)
          if (open.size === 0) tellIdle()
        },
      }
    },
    pause: (direction) => giveOrder(direction, 'pause'),
    resume: (direction) => giveOrder(direction, 'run'),
    cancel(direction) {
      for (const one of open) {
        if (one.direction !== direction) continue
        one.order = 'cancel'
        one.stop()
      }
    },
    async idle() {
      if (open.size === 0) return
      await new Promise<void>((resolve) => {
        tellIdle = resolve
      })
    },
  }
}
