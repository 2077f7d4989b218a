import type { ElectronApplication, Page } from '@playwright/test'

type Point = { readonly x: number; readonly y: number }

/**
 * Drops real files and folders on the page as the operating system would, with their paths (a
 * `DataTransfer` made by page script has none).
 * @param target a selector (its middle is hit) or a point in CSS pixels
 * @param paths absolute paths
 */
export async function dropFiles(
  page: Page,
  target: string | Point,
  paths: readonly string[],
): Promise<void> {
  const { x, y } = typeof target === 'string' ? await middleOf(page, target) : target
  const data = { items: [], files: [...paths], dragOperationsMask: 1 }
  const cdp = await page.context().newCDPSession(page)
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await cdp.send('Input.dispatchDragEvent', { type, x, y, data })
  }
  await cdp.detach()
}

/** The text on the real clipboard. */
export async function readClipboard(app: ElectronApplication): Promise<string> {
  return app.evaluate(({ clipboard }) => clipboard.readText())
}

/** Puts text on the real clipboard. */
export async function writeClipboard(app: ElectronApplication, text: string): Promise<void> {
  await app.evaluate(({ clipboard }, value) => clipboard.writeText(value), text)
}

/**
 * Answers every "open" dialog from now on, because native dialogs can't be driven.
 * @param paths what the person picks; none means that they cancel
 */
export async function stubOpenDialog(
  app: ElectronApplication,
  paths: readonly string[],
): Promise<void> {
  await app.evaluate(
    ({ dialog }, filePaths) => {
      dialog.showOpenDialog = async () => ({ canceled: filePaths.length === 0, filePaths })
    },
    [...paths],
  )
}

/**
 * Keeps the app from opening other programs, and notes what it would have opened.
 * @returns reads the notes: `openPath /a/b`, `showItemInFolder /a/b`, `openExternal https://...`
 */
export async function recordShellCalls(
  app: ElectronApplication,
): Promise<() => Promise<readonly string[]>> {
  const handle = await app.evaluateHandle(({ shell }) => {
    const calls: string[] = []
    shell.openPath = async (path) => {
      calls.push(`openPath ${path}`)
      return ''
    }
    shell.showItemInFolder = (path) => {
      calls.push(`showItemInFolder ${path}`)
    }
    shell.openExternal = async (url) => {
      calls.push(`openExternal ${url}`)
    }
    return calls
  })
  return () => handle.jsonValue()
}

async function middleOf(page: Page, selector: string): Promise<Point> {
  const box = await page.locator(selector).first().boundingBox()
  if (!box) throw new Error(`Nothing visible matches ${selector}`)
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

/**
 * Answers every question of a native dialog from now on, because those can't be driven.
 * @param button what the person clicks, by its words
 * @returns reads what was asked, message and detail in one line each
 */
export async function answerQuestions(
  app: ElectronApplication,
  button: string,
): Promise<() => Promise<readonly string[]>> {
  const handle = await app.evaluateHandle(({ dialog }, label) => {
    const asked: string[] = []
    const answer = async (...args: unknown[]) => {
      const options = args.at(-1) as { message: string; detail?: string; buttons?: string[] }
      asked.push([options.message, options.detail ?? ''].join(' ').trim())
      return { response: options.buttons?.indexOf(label) ?? 0, checkboxChecked: false }
    }
    dialog.showMessageBox = answer as typeof dialog.showMessageBox
    return asked
  }, button)
  return () => handle.jsonValue()
}
