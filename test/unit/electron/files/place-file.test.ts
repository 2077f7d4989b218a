import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { placeNew } from '../../../../electron/files/place-file'
import { aTempFolder } from '../../../support/temp-folder'

const folder = aTempFolder()
const inFolder = () => readdirSync(folder).sort()
const content = (name: string) => readFileSync(join(folder, name), 'utf8')

describe('a folder', () => {
  it('without hard links gets the file all the same, and nothing is overwritten', async () => {
    const noLinks = () => Promise.reject(Object.assign(new Error('no links'), { code: 'EPERM' }))
    writeFileSync(join(folder, 'part'), 'new')
    writeFileSync(join(folder, 'taken'), 'mine')
    expect(await placeNew(join(folder, 'part'), join(folder, 'taken'), noLinks)).toBe(false)
    expect(await placeNew(join(folder, 'part'), join(folder, 'free'), noLinks)).toBe(true)
    expect(inFolder()).toEqual(['free', 'taken'])
    expect(content('taken')).toBe('mine')
    expect(content('free')).toBe('new')
  })
})
