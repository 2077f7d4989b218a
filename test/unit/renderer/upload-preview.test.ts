import { describe, expect, it } from 'vitest'
import {
  exampleKey,
  firstProblem,
  isSendable,
  previewKeys,
  problemCount,
  splitKey,
} from '../../../renderer/features/upload/key-preview'
import type { StagedFile } from '../../../shared/staging'

const AT = { year: 2026, month: 11, day: 23, hour: 14, minute: 5, second: 9, millisecond: 123 }
const CHOICE = {
  directory: 'docs',
  directoryMode: 'yyyy_mm_dd_hierarchy',
  fileNameMode: 'filename',
} as const

function staged(fileName: string, relativeFolder = ''): StagedFile {
  return { id: fileName, fileName, relativeFolder, sizeBytes: 1, addedAt: AT }
}

describe('the preview of object keys', () => {
  it('shows the key with date folders and the folders of the drop', () => {
    const [line] = previewKeys([staged('a.txt', 'trip/day 1')], CHOICE)
    expect(line?.planned).toEqual({
      ok: true,
      key: 'docs/2026/11/23/trip/day 1/a.txt',
      number: 1,
    })
  })

  it('numbers the second file of one drop that would share a key', () => {
    const keys = previewKeys([staged('a.txt'), staged('a.txt')], CHOICE).map(
      ({ planned }) => planned,
    )
    expect(keys[1]).toEqual({ ok: true, key: 'docs/2026/11/23/a (2).txt', number: 2 })
  })

  it('names the first problem, and none when every key is fine', () => {
    expect(firstProblem(previewKeys([staged('a.txt')], { ...CHOICE, directory: '/x' }))).toBe(
      'DIRECTORY_STARTS_WITH_SLASH',
    )
    expect(firstProblem(previewKeys([staged('a.txt')], CHOICE))).toBeUndefined()
  })

  it('lets one file without a key hold back nobody but itself', () => {
    const lines = previewKeys([staged('a\nb.txt'), staged('fine.txt')], CHOICE)
    expect(problemCount(lines)).toBe(1)
    expect(isSendable(lines)).toBe(true)
    expect(isSendable(previewKeys([staged('a\nb.txt')], CHOICE))).toBe(false)
    expect(isSendable([])).toBe(false)
  })

  it('shows an example even while the directory is missing or wrong', () => {
    expect(exampleKey({ ...CHOICE, directory: '' }, AT)).toBe('docs/2026/11/23/report.pdf')
    expect(exampleKey({ ...CHOICE, directory: '../x' }, AT)).toBe('docs/2026/11/23/report.pdf')
    expect(exampleKey({ ...CHOICE, fileNameMode: 'filename_timestamp' }, AT)).toBe(
      'docs/2026/11/23/report_20261123140509123.pdf',
    )
  })

  it('cuts a key before its name', () => {
    expect(splitKey('a/b/c.txt')).toEqual({ folder: 'a/b/', name: 'c.txt' })
    expect(splitKey('c.txt')).toEqual({ folder: '', name: 'c.txt' })
  })
})
