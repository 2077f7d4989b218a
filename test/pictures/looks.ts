import { expect, type Locator, type Page } from '@playwright/test'
import type {} from '../../renderer/bridge'
import type { LaunchedApp } from '../support/launch-app'
import { clearMessages } from '../support/messages'
import { takePicture } from '../support/pictures'

const LANGUAGES = ['en', 'zh-CN'] as const
const THEMES = ['light', 'dark'] as const
const SIZES = {
  /** The smallest window that the app allows, and one that fills a small laptop. */
  small: { width: 720, height: 520 },
  large: { width: 1440, height: 900 },
  /** Text that can still be read where a page shows the picture at 800 pixels. */
  readme: { width: 1120, height: 740 },
} as const

/** How a picture looks. */
export type Look = {
  readonly language: (typeof LANGUAGES)[number]
  readonly theme: (typeof THEMES)[number]
  readonly size: keyof typeof SIZES
}

const EVERY_LOOK: readonly Look[] = (['small', 'large'] as const).flatMap((size) =>
  LANGUAGES.flatMap((language) => THEMES.map((theme) => ({ language, theme, size }))),
)

/** The look in which a screen is prepared: its steps speak English and need room. */
const AT_WORK: Look = { language: 'en', theme: 'light', size: 'large' }

/**
 * Takes a picture of what the window shows in every language, theme and size, and leaves it in
 * English, light and large. Pictures are called `large/en-light/<name>.png`.
 * @param inView what the picture is about, where a small window has to be scrolled to it
 */
export async function takeEveryPicture(
  courier: LaunchedApp,
  name: string,
  inView?: Locator,
): Promise<void> {
  await clearMessages(courier.page)
  // Nothing is to look as if a pointer were on it.
  await courier.page.mouse.move(2, 2)
  for (const look of EVERY_LOOK) {
    await dress(courier, look)
    await inView?.evaluate((element) => element.scrollIntoView({ block: 'center' }))
    await takePicture(courier.page, `${look.size}/${look.language}-${look.theme}/${name}`)
  }
  await dress(courier, AT_WORK)
}

/** Takes the picture `readme/<name>.png`: English, light, and of a size for the page of the project. */
export async function takeReadmePicture(courier: LaunchedApp, name: string): Promise<void> {
  await dress(courier, { ...AT_WORK, size: 'readme' })
  await takePicture(courier.page, `readme/${name}`)
  await dress(courier, AT_WORK)
}

/** Changes how the window looks without a click, so that open menus stay open. */
export async function dress({ app, page }: LaunchedApp, look: Look): Promise<void> {
  const { language, theme } = look
  const { width, height } = SIZES[look.size]
  await page.evaluate((patch) => window.courier.settings.update(patch), { language, theme })
  await app.evaluate(
    ({ BrowserWindow }, size) =>
      BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height),
    { width, height },
  )
  const html = page.locator('html')
  await expect(html).toHaveAttribute('lang', language)
  await expect(html).toHaveAttribute('data-mantine-color-scheme', theme)
  await expect.poll(() => offBy(page, width, height), { timeout: 5000 }).toBeLessThan(3)
  await settle(page)
}

/** Pixels to the wanted size; without a window manager a window may end a pixel off. */
async function offBy(page: Page, width: number, height: number): Promise<number> {
  const size = await page.evaluate(() => ({ width: innerWidth, height: innerHeight }))
  return Math.abs(size.width - width) + Math.abs(size.height - height)
}

/** Waits until what follows a resize (positions of menus, lists of lines in sight) is painted. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let frame = 0; frame < 4; frame += 1) await new Promise(requestAnimationFrame)
    await Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => null)))
  })
}
