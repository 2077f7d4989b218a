import { describe, expect, it } from 'vitest'
import { readSourceFiles } from './source-files'

/** Past this a file has more than one subject: about 80 is typical, 120 the aim. */
const MAX_LINES = 250

const countLines = (text: string) => text.split('\n').length - (text.endsWith('\n') ? 1 : 0)

describe('the size of files', () => {
  it(`is at most ${MAX_LINES} lines`, () => {
    const files = readSourceFiles()
    expect(files.map(({ path }) => path)).toContain('test/boundaries/file-size.test.ts')
    const tooLong = files
      .map(({ path, text }) => `${path}: ${countLines(text)} lines`)
      .filter((_, index) => countLines(files[index]?.text ?? '') > MAX_LINES)
    expect(tooLong).toEqual([])
  })
})
