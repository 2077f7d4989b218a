import type { App } from 'electron'

/** What the end of the app would interrupt. */
export type UnderWay = {
  readonly transfers: number
  /** A dropped folder is still walked, and its files enter the queue. */
  readonly isAdding: boolean
}

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
  underWay: () => UnderWay
  ask: (underWay: UnderWay) => Promise<boolean>
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

  /** Undefined when nothing is. */
  function interrupted(): UnderWay | undefined {
    const underWay = deps.underWay()
    return underWay.transfers > 0 || underWay.isAdding ? underWay : undefined
  }

  function askFirst(underWay: UnderWay): void {
    state = 'asking'
    const answered = (shallQuit: boolean) => {
      if (state !== 'asking') return
      state = 'running'
      if (shallQuit) stop()
    }
    // A question that can't be shown must not keep the app from ending.
    deps.ask(underWay).then(answered, () => answered(true))
  }

  app.on('before-quit', (event) => {
    if (state === 'stopped') return
    event.preventDefault()
    if (state === 'stopping') return
    const underWay = state === 'asking' || isShuttingDown ? undefined : interrupted()
    if (underWay) askFirst(underWay)
    else stop()
  })

  return {
    windowClosing(event) {
      if (state === 'stopped' || state === 'stopping' || !interrupted()) return
      event.preventDefault()
      app.quit()
    },
    shuttingDown() {
      isShuttingDown = true
      app.quit()
    },
  }
}
