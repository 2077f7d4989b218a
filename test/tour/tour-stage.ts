import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@playwright/test'
import { type CourierPage, courierPage } from '../support/courier-page'
import { type LaunchedApp, launchApp } from '../support/launch-app'
import { clearMessages } from '../support/messages'
import { takePicture } from '../support/pictures'
import { sampleBytes } from '../support/sample-bytes'
import { startTinyWeb, type TinyWeb } from '../support/tiny-web'
import { makeSampleFiles, type SampleFiles } from './sample-files'

/** All that the steps of the tour share: the app, files to send, and places to fetch from. */
export type TourStage = {
  readonly courier: LaunchedApp
  readonly window: CourierPage
  readonly samples: SampleFiles
  /** A web server that is no OSS: it has `publicFile` and nothing else. */
  readonly web: TinyWeb
  readonly publicFile: { readonly path: string; readonly bytes: Buffer }
  /** Empty at first; the "choose a folder" dialog answers with it. */
  readonly downloadFolder: string
  /** Plays a step that a person understands by its sentence, and takes a picture in the end. */
  step<T>(sentence: string, pictureName: string, play: () => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** Starts the app and everything around it, in folders that `close` removes. */
export async function setTourStage(): Promise<TourStage> {
  const folder = await mkdtemp(join(tmpdir(), 'oss-courier-tour-'))
  const samples = await makeSampleFiles(join(folder, 'samples'))
  const downloadFolder = join(folder, 'downloads')
  await mkdir(downloadFolder)
  const publicFile = { path: '/open/price%20list.csv', bytes: sampleBytes(4_000, 9) }
  const web = await startTinyWeb({ [publicFile.path]: publicFile.bytes })
  const courier = await launchApp()
  let pictures = 0
  const picture = (name: string) => {
    pictures += 1
    return takePicture(courier.page, `${String(pictures).padStart(2, '0')}-${name}`)
  }
  return {
    courier,
    window: courierPage(courier.page),
    samples,
    web,
    publicFile,
    downloadFolder,
    step: (sentence, pictureName, play) =>
      test.step(sentence, async () => {
        try {
          const result = await play()
          await picture(pictureName)
          await clearMessages(courier.page)
          return result
        } catch (error) {
          await picture(`${pictureName}-failed`).catch(() => undefined)
          throw error
        }
      }),
    async close() {
      await courier.close()
      await web.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Adds a line to the summary that closes the tour. */
export function sumUp(sentence: string): void {
  test.info().annotations.push({ type: 'summary', description: sentence })
}
