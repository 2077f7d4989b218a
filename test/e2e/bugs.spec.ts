import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { courierPage } from '../support/courier-page'
import { launchApp } from '../support/launch-app'

const SIGNED = 'https://b.oss-cn-hangzhou.aliyuncs.com/k?Signature=made-up-signature'

test('an error that nobody caught is written down without its secrets, and shown as no stack in the way', async () => {
  const { app, page, userDataDir, output, close } = await launchApp()
  try {
    const boxes = await app.evaluateHandle(({ dialog }) => {
      const shown: string[] = []
      dialog.showErrorBox = (_title, content) => void shown.push(content)
      return shown
    })
    await app.evaluate((_electron, url) => {
      setTimeout(() => {
        throw new Error(`thrown about ${url}`)
      })
      void Promise.reject(new Error(`rejected about ${url}`))
    }, SIGNED)
    const log = () => readFile(join(userDataDir, 'logs', 'main.log'), 'utf8').catch(() => '')
    await expect.poll(log).toContain('thrown about https://b.oss-cn-hangzhou.aliyuncs.com/k')
    await expect.poll(log).toContain('rejected about https://b.oss-cn-hangzhou.aliyuncs.com/k')
    expect(await log()).not.toContain('made-up-signature')
    expect(output()).not.toContain('made-up-signature')
    expect(await boxes.jsonValue()).toEqual([])
    await courierPage(page).openPracticeBucket()
  } finally {
    await close()
  }
})
