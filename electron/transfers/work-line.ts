/** Long pieces of work, one after the other, so that two of them never mix. */
export type WorkLine = {
  /** Runs at once when nothing is under way, else in its turn. Settles as the work does. */
  run(work: () => Promise<void>): Promise<void>
  isBusy(): boolean
  /** Resolves when nothing is under way or waiting any more. */
  idle(): Promise<void>
}

export function createWorkLine(): WorkLine {
  let last: Promise<void> = Promise.resolve()
  let open = 0
  return {
    run(work) {
      const turn = open === 0 ? work() : last.then(work)
      open += 1
      const ended = turn.finally(() => {
        open -= 1
      })
      // One that failed must not hold up the next; its caller hears of it.
      last = ended.catch(() => undefined)
      return ended
    },
    isBusy: () => open > 0,
    idle: () => last,
  }
}
