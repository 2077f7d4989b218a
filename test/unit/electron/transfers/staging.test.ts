import { describe, expect, it } from 'vitest'
import { STAGED_PREVIEW_LIMIT } from '../../../../shared/staging'
import { aFile, anArea, namesOf } from '../../../support/staging-bench'

describe('the staging area', () => {
  it('shows files in drop order, with the local time of the drop and without paths', async () => {
    const { area } = anArea([aFile('a.txt'), aFile('b.txt', 5)])
    await area.addPaths(['/drop'])
    const view = area.view()
    expect(view).toMatchObject({ totalFiles: 2, totalBytes: 15, walking: false })
    expect(view.files.map((file) => file.fileName)).toEqual(['a.txt', 'b.txt'])
    expect(view.files[0]?.addedAt).toEqual({
      year: 2026,
      month: 11,
      day: 23,
      hour: 14,
      minute: 5,
      second: 9,
      millisecond: 123,
    })
    expect(JSON.stringify(view)).not.toContain('/drop/')
  })

  it('finds an extension from the bytes only for names that have none', async () => {
    const { area } = anArea([aFile('photo'), aFile('photo.png'), aFile('README')])
    await area.addPaths(['/drop'])
    expect(area.view().files.map((file) => file.recognizedExtension)).toEqual([
      'jpg',
      undefined,
      undefined,
    ])
  })

  it('keeps what can be read when something can not, and counts what was left out by rule', async () => {
    const error = { code: 'FOLDER_UNREADABLE', params: {}, retry: 'manual' } as const
    const { area } = anArea([
      { kind: 'problem', name: 'locked', error },
      { kind: 'left-out', name: '.DS_Store', reason: 'junk' },
      aFile('a.txt'),
    ])
    await area.addPaths(['/drop'])
    expect(area.view()).toMatchObject({
      totalFiles: 1,
      problems: [{ name: 'locked', error }],
      leftOut: 1,
    })
  })

  it('takes a file that is dropped twice once', async () => {
    const { area } = anArea([aFile('a.txt')])
    await area.addPaths(['/drop'])
    await area.addPaths(['/drop'])
    expect(area.view().totalFiles).toBe(1)
  })

  it('shows the first files of a large drop and counts all', async () => {
    const { area } = anArea(Array.from({ length: 2000 }, (_, n) => aFile(`${n}.txt`)))
    await area.addPaths(['/drop'])
    expect(area.view().files).toHaveLength(STAGED_PREVIEW_LIMIT)
    expect(area.view().totalFiles).toBe(2000)
    expect(await namesOf(area.take())).toHaveLength(2000)
    expect(area.view().totalFiles).toBe(0)
  })

  it('stops walking when it is cleared', async () => {
    let walked = 0
    const { area } = anArea(async function* () {
      for (; walked < 1000; walked += 1) {
        yield aFile(`${walked}.txt`)
        await new Promise((resume) => setImmediate(resume))
      }
    })
    const walking = area.addPaths(['/drop'])
    await new Promise((resume) => setTimeout(resume, 5))
    area.clear()
    await walking
    expect(walked).toBeLessThan(1000)
    expect(area.view()).toMatchObject({ totalFiles: 0, totalBytes: 0 })
  })

  it('stays empty when it is cleared while a file is looked into', async () => {
    let looked: (extension: undefined) => void = () => undefined
    const { area } = anArea([aFile('README')], () => new Promise((resolve) => (looked = resolve)))
    const walking = area.addPaths(['/drop'])
    await new Promise((resume) => setTimeout(resume, 5))
    area.clear()
    looked(undefined)
    await walking
    expect(area.view()).toMatchObject({ totalFiles: 0, totalBytes: 0 })
  })

  it('takes a file once when it is dropped again while the first drop is walked', async () => {
    const { area } = anArea(async function* () {
      await new Promise((resume) => setTimeout(resume, 5))
      yield aFile('a.txt')
    })
    await Promise.all([area.addPaths(['/drop']), area.addPaths(['/drop'])])
    expect(area.view().totalFiles).toBe(1)
  })
})
