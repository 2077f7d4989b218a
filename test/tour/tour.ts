import { test } from '@playwright/test'
import { fetchFiles } from './fetch-steps'
import { changeLooks } from './looks-steps'
import { sendFiles, stageFiles } from './send-steps'
import { setTourStage, type TourStage } from './tour-stage'

let stage: TourStage

test.beforeAll(async () => {
  stage = await setTourStage()
})
test.afterAll(async () => {
  await stage.close()
})

test('OSS Courier: files to a bucket, links that work, and links to files', async () => {
  await stageFiles(stage)
  const links = await sendFiles(stage)
  await fetchFiles(stage, links)
  await changeLooks(stage)
})
