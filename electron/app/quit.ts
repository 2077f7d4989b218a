import type { App } from 'electron'

type Preventable = { preventDefault(): void }

export type QuitGuard = {
  /** For the window's `close`: with transfers under way it may not go before the person was asked. */
  windowClosing(event: Preventable): void
  /** The system goes down: nobody can be asked any more. */
  shuttingDown(): void
}

/**
 * Asks before the app quits with transfers under way, then lets everything end in order: running
 * requests are aborted, part files closed, the practice server stopped. Who quits again instead of
 * answering means it.
 * @param ask resolves true to quit
 */
export function guardQuit(deps: {
  app: Pick<App, 'on' | 'quit'>
  underWay: () => number
  ask: (count: number) => Promise<boolean>
  stop: () => Promise<void>
}): QuitGuard {
  const { app } = deps
  let state: 'running' | 'asking' | 'stopping' | 'stopped' = 'running'
  let isShuttingDown = false

  function stop(): void {
    state = 'stopping'
    deps.stop().finally(() => {
      state = 'stopped'
      app.quit()
    })
  }

  function askFirst(count: number): void {
    state = 'asking'
    const answered = (shallQuit: boolean) => {
      if (state !== 'asking') return
      state = 'running'
      if (shallQuit) stop()
    }
    // A question that can't be shown must not keep the app from ending.
    deps.ask(count).then(answered, () => answered(true))
  }

  app.on('before-quit', (event) => {
    if (state === 'stopped') return
    event.preventDefault()
    if (state === 'stopping') return
    const count = state === 'asking' || isShuttingDown ? 0 : deps.underWay()
    if (count > 0) askFirst(count)
    else stop()
  })

  return {
    windowClosing(event) {
      if (state === 'stopped' || state === 'stopping' || deps.underWay() === 0) return
      event.preventDefault()
      app.quit()
    },
    shuttingDown() {
      isShuttingDown = true
      app.quit()
    },
  }
}
