import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createFolderNames } from '../../../../electron/files/folder-names'
import { partNameOf } from '../../../../electron/files/part-file'
import { claimTarget, type TargetFile } from '../../../../electron/files/target-file'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'oss-courier-part-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function claim(name: string, partId: string, stalePart?: string): Promise<TargetFile> {
  const target = await claimTarget(createFolderNames(), {
    folder,
    name,
    conflict: 'number',
    batchId: 'b',
    partId,
    stalePart,
  })
  if (!target) throw new Error('skipped')
  return target
}

describe('the part file of a download', () => {
  it('does not tell by which number the name may go: after a crash it may be another', async () => {
    writeFileSync(join(folder, 'a.txt'), 'theirs')
    const target = await claim('a.txt', 'same')
    expect(target).toMatchObject({ name: 'a (2).txt', partName: partNameOf('a.txt', 'same') })
    await target.discard()
  })

  it('takes the place of an earlier one whose bytes are of no use, but of no other file', async () => {
    const own = partNameOf('old name.txt', 'same')
    for (const name of [own, 'theirs.part']) writeFileSync(join(folder, name), 'stale bytes')
    const target = await claim('a.txt', 'same', own)
    expect(target).toMatchObject({ partName: own, keptBytes: 0 })
    await target.discard()
    await (await claim('b.txt', 'other', 'theirs.part')).discard()
    expect(readdirSync(folder)).toEqual(['theirs.part'])
  })
})
