import { describe, expect, it } from 'vitest'
import { STAGED_PREVIEW_LIMIT } from '../../../../shared/staging'
import { aFile, anArea, aWalk, namesOf } from '../../../support/staging-bench'

describe('what was taken out of the staging area while it is walked', () => {
  it('gives out what a walk has found, and then what it still finds', async () => {
    const walk = aWalk()
    const { area, views } = anArea(walk.entries)
    area.addPaths(['/drop'])
    await walk.give(aFile('first.txt'))
    expect(views.at(-1)?.walking).toBe(true)
    const taken = area.take()
    expect(taken).toMatchObject({ found: 1, isWalking: true })
    expect(area.view()).toMatchObject({ totalFiles: 0, walking: false })
    const names = namesOf(taken)
    await walk.give(aFile('late.txt'))
    expect(area.view().adding).toEqual({ added: 2, found: 2, walking: true })
    walk.end()
    expect(await names).toEqual(['first.txt', 'late.txt'])
    expect(area.view().adding).toBeNull()
  })

  it('keeps a drop apart that comes after "Upload" was pressed', async () => {
    const walk = aWalk()
    let drops = 0
    const { area } = anArea(() => {
      drops += 1
      return drops === 1 ? walk.entries() : aWalk([aFile('other.txt')]).entries()
    })
    area.addPaths(['/drop'])
    await walk.give(aFile('first.txt'))
    const names = namesOf(area.take())
    await area.addPaths(['/other'])
    walk.end()
    expect(await names).toEqual(['first.txt'])
    expect(area.view().files.map((file) => file.fileName)).toEqual(['other.txt'])
  })

  it('ends what was taken when it is told to stop', async () => {
    const walk = aWalk()
    const { area } = anArea(walk.entries)
    area.addPaths(['/drop'])
    await walk.give(aFile('first.txt'))
    const names = namesOf(area.take())
    area.stopTaken()
    expect(await names).toEqual(['first.txt'])
    await walk.give(aFile('late.txt'))
    expect(area.view()).toMatchObject({ totalFiles: 0, adding: null })
  })

  it('still gives all that was found when its walks are ended, also by one that hangs', async () => {
    const found = Array.from({ length: 450 }, (_, index) => `${index}.txt`)
    const walk = aWalk()
    const { area } = anArea(walk.entries)
    area.addPaths(['/drop'])
    for (const name of found) await walk.give(aFile(name))
    const taken = area.take()
    area.endTakenWalks()
    expect(await namesOf(taken)).toEqual(found)
    expect(area.view().adding).toBeNull()
  })

  it('tells of a problem that was found after "Upload" was pressed, and not of earlier ones again', async () => {
    const error = { code: 'FOLDER_UNREADABLE', params: {}, retry: 'manual' } as const
    const walk = aWalk()
    const { area } = anArea(walk.entries)
    area.addPaths(['/drop'])
    await walk.give({ kind: 'problem', name: 'seen', error })
    await walk.give(aFile('first.txt'))
    const names = namesOf(area.take())
    await walk.give({ kind: 'problem', name: 'new', error })
    walk.end()
    await names
    expect(area.view().problems).toEqual([{ name: 'new', error }])
  })

  it('tells the page a list only when it has changed', async () => {
    const walk = aWalk()
    const { area, views } = anArea(walk.entries)
    area.addPaths(['/drop'])
    for (let n = 0; n <= STAGED_PREVIEW_LIMIT; n += 1) await walk.give(aFile(`${n}.txt`))
    await walk.give({ kind: 'left-out', name: '.x', reason: 'hidden' })
    expect(views.at(-1)).toMatchObject({ totalFiles: STAGED_PREVIEW_LIMIT + 1, leftOut: 1 })
    expect(views.at(-1)).not.toHaveProperty('files')
    expect(views.at(-1)).not.toHaveProperty('problems')
    area.remove(['id-1'])
    expect(views.at(-1)?.files?.[0]?.fileName).toBe('1.txt')
    walk.end()
  })
})
