import { writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { app, BrowserWindow } from 'electron'

// Starts an app, or a bare window with an empty page, and writes down when a person could use it.
const { OSS_COURIER_PROBED: probed, OSS_COURIER_RESULT: resultPath } = process.env

/** Resolves in the page once there is something to press (or, in an empty page, all is loaded) and two frames have followed. */
const waitInPage = (selector: string) => `new Promise((resolve) => {
  const look = () => {
    if (document.readyState === 'complete' && document.querySelector(${JSON.stringify(selector)})) {
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(Date.now())))
    } else requestAnimationFrame(look)
  }
  look()
})`

app.on('browser-window-created', (_event, window) => {
  const shown = window.isVisible()
    ? Promise.resolve(Date.now())
    : new Promise<number>((resolve) => window.once('show', () => resolve(Date.now())))
  window.webContents.once('dom-ready', async () => {
    const selector = probed ? '#root button' : 'body'
    const ready = Number(await window.webContents.executeJavaScript(waitInPage(selector)))
    if (resultPath) writeFileSync(resultPath, String(Math.max(ready, await shown)))
    app.quit()
  })
})

if (probed) await import(pathToFileURL(probed).href)
else {
  app.on('window-all-closed', () => app.quit())
  app.whenReady().then(() => {
    const window = new BrowserWindow({ width: 1180, height: 820 })
    window.loadURL('data:text/html,<!doctype html><title>Empty</title>')
  })
}
