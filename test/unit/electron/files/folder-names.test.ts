import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { createFolderNames, type FolderNames } from '../../../../electron/files/folder-names'
import { aTempFolder } from '../../../support/temp-folder'

const folder = aTempFolder()
let nowMs = 0
let names: FolderNames
beforeEach(() => {
  nowMs = 0
  names = createFolderNames(() => nowMs)
})

const seenBy = async (batchId: string) => [...(await names.existing(folder, batchId))].sort()
const write = (name: string) => writeFileSync(join(folder, name), '')
const remove = (name: string) => rmSync(join(folder, name))
const download = (name: string) => {
  const owner = { batchId: 'one', partId: name }
  names.take(folder, name, owner)
  return () => names.release(folder, name, true)
}

describe('what a download folder holds', () => {
  it('is read once while downloads go there, and they add to it', async () => {
    const end = download('b')
    expect(await seenBy('one')).toEqual([])
    write('a')
    const endOther = download('c')
    expect(await seenBy('two')).toEqual([])
    end()
    expect(await seenBy('one')).toEqual(['b'])
    endOther()
    remove('a')
  })

  it('is known between two small files of a batch', async () => {
    const end = download('b')
    expect(await seenBy('one')).toEqual([])
    end()
    write('a')
    nowMs = 400
    expect(await seenBy('one')).toEqual(['b'])
    nowMs = 600
    expect(await seenBy('one')).toEqual(['a'])
    remove('a')
  })

  it('is read anew for another batch once nothing goes on', async () => {
    const end = download('b')
    await seenBy('one')
    end()
    write('a')
    expect(await seenBy('two')).toEqual(['a'])
    remove('a')
  })
})
