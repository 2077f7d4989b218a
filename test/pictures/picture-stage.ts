import { mkdir, mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type Locator, test } from '@playwright/test'
import type { ConnectionDraft } from '../../shared/connection'
import { type CourierPage, courierPage } from '../support/courier-page'
import { createFaultScript, type FaultScript } from '../support/faults'
import { type LaunchedApp, type LaunchOptions, launchApp } from '../support/launch-app'
import { type PracticeRig, startPracticeRig } from '../support/practice'
import { startTinyWeb, type TinyWeb } from '../support/tiny-web'
import { takeEveryPicture } from './looks'

/** An app with a bucket behind it that can be slow and can fail, for pictures of such moments. */
export type PictureStage = {
  readonly courier: LaunchedApp
  readonly window: CourierPage
  readonly bucket: PracticeRig
  readonly faults: FaultScript
  /** A web server that is no OSS. */
  readonly web: TinyWeb
  readonly folder: string
  /** Makes a file that holds nothing but zeros. @returns its absolute path */
  file(path: string, sizeBytes: number): Promise<string>
  /** The connection to `bucket`. */
  readonly draft: ConnectionDraft
  /** Prepares a screen, and takes its picture in every look; `inView` as in `takeEveryPicture`. */
  screen(
    sentence: string,
    name: string,
    prepare: () => Promise<unknown>,
    inView?: Locator,
  ): Promise<void>
  close(): Promise<void>
}

/** @param options how the app is started */
export async function setPictureStage(options: LaunchOptions = {}): Promise<PictureStage> {
  const folder = await mkdtemp(join(tmpdir(), 'oss-courier-pictures-'))
  const faults = createFaultScript()
  const credential = { keyId: 'MADE-UP-KEY-ID-0001', keySecret: ['made', 'up', 'secret'].join('-') }
  const bucket = await startPracticeRig({
    hook: faults.hook,
    credential,
    bucket: { name: 'team-files', region: 'cn-hangzhou' },
  })
  const web = await startTinyWeb({ '/open/manual.pdf': Buffer.alloc(48_000) })
  const courier = await launchApp(options)
  return {
    courier,
    window: courierPage(courier.page),
    bucket,
    faults,
    web,
    folder,
    async file(path, sizeBytes) {
      const target = join(folder, path)
      await mkdir(dirname(target), { recursive: true })
      const handle = await open(target, 'w')
      await handle.truncate(sizeBytes)
      await handle.close()
      return target
    },
    draft: {
      fields: {
        label: 'Team files',
        addressing: 'path-style',
        endpoint: bucket.server.origin,
        bucket: bucket.bucket,
        region: bucket.region,
        signatureVersion: 'v4',
        linkDomain: '',
      },
      secret: credential,
      keepUntilQuit: false,
    },
    screen: (sentence, name, prepare, inView) =>
      test.step(sentence, async () => {
        await prepare()
        await takeEveryPicture(courier, name, inView)
      }),
    async close() {
      await courier.close()
      await web.close()
      await bucket.cleanup()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Saves a connection and uses it, as the form would. */
export async function connect({ courier }: PictureStage, draft: ConnectionDraft): Promise<void> {
  await courier.page.evaluate(async (wanted) => {
    const saved = await window.courier.connections.save(wanted)
    if (!saved.ok) throw new Error(saved.error.code)
    await window.courier.connections.activate({ id: saved.value.id })
  }, draft)
}

/** Ends and forgets everything in a queue. */
export async function emptyQueue(
  { courier }: PictureStage,
  direction: 'upload' | 'download',
): Promise<void> {
  await courier.page.evaluate(async (all) => {
    await window.courier.transfers.cancel({ all })
    await window.courier.transfers.remove({ all })
  }, direction)
}
