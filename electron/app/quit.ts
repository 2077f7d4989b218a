import type { App } from 'electron'

/**
 * Lets everything end in order before the app goes: running requests are aborted, part files
 * closed, the practice server stopped. A second quit meanwhile changes nothing.
 */
export function stopBeforeQuit(app: Pick<App, 'on' | 'quit'>, stop: () => Promise<void>): void {
  let state: 'running' | 'stopping' | 'stopped' = 'running'
  app.on('before-quit', (event) => {
    if (state === 'stopped') return
    event.preventDefault()
    if (state === 'stopping') return
    state = 'stopping'
    stop().finally(() => {
      state = 'stopped'
      app.quit()
    })
  })
}
