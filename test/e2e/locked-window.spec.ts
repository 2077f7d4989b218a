import { expect, test } from '@playwright/test'
import { COMMANDS } from '../../shared/ipc/contract'
import { courierPage } from '../support/courier-page'
import { type LaunchedApp, launchApp } from '../support/launch-app'

let courier: LaunchedApp
test.beforeEach(async () => {
  courier = await launchApp()
})
test.afterEach(() => courier.close())

test('the page is isolated and sandboxed, and sees named functions only', async () => {
  const { app, page } = courier
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    const contents = window?.webContents
    return contents && Reflect.apply(Reflect.get(contents, 'getLastWebPreferences'), contents, [])
  })
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
  })
  const reach = await page.evaluate(() => ({
    globals: ['require', 'process', 'module', 'Buffer', 'ipcRenderer', 'electron'].filter(
      (name) => name in window,
    ),
    areas: Object.keys(window.courier).sort(),
    hasChannel: JSON.stringify(Object.keys(window.courier)).includes('invoke'),
  }))
  expect(reach.globals).toEqual([])
  expect(reach.hasChannel).toBe(false)
  expect(reach.areas).toContain('transfers')
})

test('it comes from app:// with a policy that blocks inline script, eval, frames and the network', async () => {
  const { page } = courier
  expect(page.url()).toMatch(/^app:\/\/courier\//)
  const blocked = await page.evaluate(async () => {
    const violations: string[] = []
    document.addEventListener('securitypolicyviolation', (event) =>
      violations.push(event.effectiveDirective),
    )
    const script = document.createElement('script')
    script.textContent = 'window.injected = true'
    document.body.append(script)
    const style = document.createElement('style')
    style.textContent = 'body { display: none }'
    document.body.append(style)
    const frame = document.createElement('iframe')
    frame.src = 'http://127.0.0.1:9/'
    document.body.append(frame)
    const fetched = await fetch('http://127.0.0.1:9/').then(
      () => 'answered',
      () => 'blocked',
    )
    await new Promise((resume) => setTimeout(resume, 300))
    for (const element of [script, style, frame]) element.remove()
    return { fetched, violations, injected: 'injected' in window }
  })
  expect(blocked).toMatchObject({ fetched: 'blocked', injected: false })
  expect([...new Set(blocked.violations)].sort()).toEqual([
    'connect-src',
    'frame-src',
    'script-src-elem',
    'style-src-elem',
  ])
})

test('it can neither navigate away nor open another window', async () => {
  const { app, page } = courier
  const before = page.url()
  const opened = await page.evaluate(() => window.open('http://127.0.0.1:9/') === null)
  expect(opened).toBe(true)
  await page.evaluate(() => {
    location.href = 'http://127.0.0.1:9/'
  })
  await page.waitForTimeout(300)
  expect(page.url()).toBe(before)
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
})

test('input of the wrong shape is refused by every command, and nothing runs', async () => {
  const takeSomething = Object.entries(COMMANDS)
    // Paths come from preload alone; what takes nothing drops what it is given.
    .filter(([name, { input }]) => name !== 'staging.addPaths' && input.type !== 'undefined')
    .map(([name]) => name.split('.'))
  const answers = await courier.page.evaluate(async (names) => {
    const bad = { ids: [7], path: '/etc/passwd', __proto__: null }
    const answered: [string, string][] = []
    for (const [area = '', verb = ''] of names) {
      const command: (input: unknown) => Promise<{ ok: boolean; error?: { code: string } }> =
        Reflect.get(Reflect.get(window.courier, area), verb)
      const answer = await command(bad)
      answered.push([`${area}.${verb}`, answer.ok ? 'accepted' : (answer.error?.code ?? '')])
    }
    return answered
  }, takeSomething)
  expect(answers.length).toBeGreaterThan(15)
  // A patch of settings has no required field: a foreign one is dropped and nothing changes.
  expect(answers.filter(([, code]) => code !== 'INVALID_REQUEST')).toEqual([
    ['settings.update', 'accepted'],
  ])
})

test('an ordinary session in both languages and themes breaks no policy and logs no error', async () => {
  const { page } = courier
  const complaints: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.reload()
  await courierPage(page).openPracticeBucket()
  for (const change of [
    { language: 'zh-CN', theme: 'dark' },
    { language: 'en', theme: 'light' },
  ] as const) {
    await page.evaluate((patch) => window.courier.settings.update(patch), change)
    for (const key of ['Control+2', 'Control+1', 'Control+Comma', 'Escape']) {
      await page.keyboard.press(key)
      await page.waitForTimeout(150)
    }
  }
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  expect(complaints).toEqual([])
})
