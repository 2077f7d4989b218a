import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createLocalOpener } from '../../../../electron/app/open-local'
import { expectCode } from '../../../support/expect-code'

let folder: string
let file: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'open-local-'))
  file = join(folder, 'report.pdf')
  await writeFile(file, 'pdf')
})
afterAll(() => rm(folder, { recursive: true }))

/** A desktop that notes what it is asked. @param problem what its programs say */
function aDesktop(problem = '') {
  const calls: string[] = []
  const opener = createLocalOpener({
    async openPath(path) {
      calls.push(`open ${path}`)
      return problem
    },
    showItemInFolder: (path) => calls.push(`show ${path}`),
  })
  return { opener, calls }
}

describe('handing a file to another program', () => {
  it('opens what is there, and shows it in its folder', async () => {
    const { opener, calls } = aDesktop()
    await opener.open(file)
    await opener.showInFolder(file)
    await opener.open(folder, 'folder')
    expect(calls).toEqual([`open ${file}`, `show ${file}`, `open ${folder}`])
  })

  it('says that the file is gone, where the system would do nothing or something else', async () => {
    const { opener, calls } = aDesktop()
    const gone = join(folder, 'gone.txt')
    await expectCode(opener.open(gone), 'FILE_NOT_FOUND')
    await expectCode(opener.showInFolder(gone), 'FILE_NOT_FOUND')
    await expectCode(opener.open(join(folder, 'gone'), 'folder'), 'FOLDER_NOT_FOUND')
    expect(calls).toEqual([])
  })

  it('does not call a file missing when there is only no program for it', async () => {
    const { opener } = aDesktop('No application is registered')
    await expectCode(opener.open(file), 'FILE_NOT_OPENED')
  })
})
