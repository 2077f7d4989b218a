import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import { hasKeyring, keyringArgs } from './keyring'
import { QUIET_CHROMIUM } from './quiet-chromium'

/** The repository's root: what `electron <folder>` is started with. */
const PROJECT_ROOT = join(import.meta.dirname, '..', '..')

const CLOSE_LIMIT_MS = 10_000

export type LaunchOptions = {
  /** Kept on close, for tests that start the app again; without it a new folder is made and deleted. */
  readonly userDataDir?: string
  readonly env?: Readonly<Record<string, string>>
  /** More switches for Electron or arguments for the app. */
  readonly args?: readonly string[]
  /** Language of the system as the app sees it; by default `en-US`. */
  readonly lang?: string
  /** By default a real keyring where the runner has one; false for a machine without. */
  readonly keyring?: boolean
  /** The app's folder; by default the repository's root. */
  readonly appFolder?: string
  /** Another program than the development Electron: a packaged app, started without a folder. */
  readonly executablePath?: string
}

export type LaunchedApp = {
  readonly app: ElectronApplication
  /** The first window, loaded. */
  readonly page: Page
  readonly userDataDir: string
  /** Everything the app has printed so far, both streams. */
  readonly output: () => string
  /** What native dialogs have asked or said message and detail in one line each; of what
   * comes right at the start only with `appThatListens`. */
  readonly asked: () => Promise<readonly string[]>
  /** Quits the app, by force if it does not within 10 s; safe to call twice. */
  readonly close: () => Promise<void>
}

/**
 * Starts the built app in real Electron with data of its own and waits for its first window.
 * The environment names the binary (`ELECTRON_EXEC_PATH`, set by `playwright.config.ts`).
 */
export async function launchApp(options: LaunchOptions = {}): Promise<LaunchedApp> {
  const userDataDir = options.userDataDir ?? (await mkdtemp(join(tmpdir(), 'oss-courier-test-')))
  const app = await _electron.launch(commandOf({ ...options, userDataDir }))
  // Taken now: Playwright forgets the process when the app ends.
  const child = app.process()
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      printed += String(chunk)
    })
  }
  const close = async () => {
    await closeOrKill(app, child)
    if (!options.userDataDir) await rm(userDataDir, { recursive: true, force: true, maxRetries: 3 })
  }
  try {
    const asked = await answerQuit(app)
    const page = await app.firstWindow()
    await page.waitForLoadState('domcontentloaded')
    const output = () => printed
    return { app, page, userDataDir, output, asked: () => asked.jsonValue(), close }
  } catch (error) {
    await close()
    throw new Error(`The app showed no window. It printed:\n${printed}`, { cause: error })
  }
}

/**
 * Closing a test's app with transfers under way means it: "Quit" is the first answer.
 * @returns what the app has asked and will ask
 */
async function answerQuit(app: ElectronApplication) {
  const answer = () =>
    app.evaluateHandle(({ dialog }) => {
      const early = Reflect.get(globalThis, 'askedInDialogs') as string[] | undefined
      if (early) return early
      const said: string[] = []
      const yes = async (...args: unknown[]) => {
        const { message, detail } = args.at(-1) as { message: string; detail?: string }
        said.push([message, detail ?? ''].join(' ').trim())
        return { response: 0, checkboxChecked: false }
      }
      dialog.showMessageBox = yes as typeof dialog.showMessageBox
      return said
    })
  // While an app is loading, V8 may collect the promise that the debugger waits for.
  return answer().catch((thrown) => {
    if (!String(thrown).includes('garbage collected')) throw thrown
    return answer()
  })
}

/** Starts the app a second time on the same data. @returns its exit code */
export async function startBeside({ userDataDir }: LaunchedApp): Promise<unknown> {
  const { executablePath, args, env } = commandOf({ userDataDir })
  const [code] = await once(spawn(executablePath, args, { env, stdio: 'ignore' }), 'exit')
  return code
}

function commandOf(options: LaunchOptions & { readonly userDataDir: string }) {
  const lang = options.lang ?? 'en-US'
  return {
    executablePath: options.executablePath ?? preparedElectron(),
    args: [
      ...(options.executablePath ? [] : [options.appFolder ?? PROJECT_ROOT]),
      ...(isRoot() ? ['--no-sandbox'] : []),
      ...QUIET_CHROMIUM,
      ...keyringArgs(options.keyring ?? hasKeyring()),
      `--user-data-dir=${options.userDataDir}`,
      `--lang=${lang}`,
      ...(options.args ?? []),
    ],
    env: { ...inheritedEnv(), LANGUAGE: lang.replace('-', '_'), ...options.env },
  }
}

function preparedElectron(): string {
  const path = process.env.ELECTRON_EXEC_PATH
  if (!path) throw new Error('ELECTRON_EXEC_PATH is not set. Run the tests with: npm test')
  return path
}

/** Chromium refuses to sandbox itself as root, and CI runs as root. */
function isRoot(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0
}

function inheritedEnv(): Record<string, string> {
  const entries = Object.entries(process.env).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && entry[0] !== 'ELECTRON_RUN_AS_NODE',
  )
  return Object.fromEntries(entries)
}

async function closeOrKill(app: ElectronApplication, child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const timer = setTimeout(() => child.kill('SIGKILL'), CLOSE_LIMIT_MS)
  try {
    await app.close()
  } finally {
    clearTimeout(timer)
  }
}
