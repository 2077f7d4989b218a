import { appendFileSync, mkdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { BLOCK_BYTES } from '../../../../electron/bytes/block'
import { createLocalSummer } from '../../../../electron/bytes/summer'
import { createByteTools } from '../../../../electron/bytes/tools'
import type { Disk } from '../../../../electron/files/disk'
import { createLocalDisk } from '../../../../electron/files/local-disk'
import { createOpenUpload } from '../../../../electron/files/open-upload'
import type { Pace } from '../../../../electron/files/pace'
import type { SmallFile } from '../../../../electron/files/small-file'
import { sampleBytes } from '../../../support/sample-bytes'
import { aTempFolder } from '../../../support/temp-folder'

const folder = aTempFolder()
const tools = createByteTools(await createLocalSummer())
const local = await createLocalDisk()
const failure = (code: string) => expect.objectContaining({ code })
const alive = new AbortController().signal
const untold = () => undefined

function aFile(name: string, bytes: Buffer | string): string {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}

/** A real disk, and how often it was read. */
function countingDisk(): { disk: Disk; reads: () => number } {
  let count = 0
  const disk: Disk = {
    ...local,
    readWhole(path, block) {
      count += 1
      return local.readWhole(path, block)
    },
  }
  return { disk, reads: () => count }
}

async function open(path: string, disk: Disk = local, pace?: Pace): Promise<SmallFile> {
  const file = await createOpenUpload(tools, disk)(path, pace)
  if (file.kind === 'large') throw new TypeError('It is large')
  return file
}

describe('a small file', () => {
  it('is read once for opening and sending, and gives all its bytes with their sums', async () => {
    const { disk, reads } = countingDisk()
    const file = await open(aFile('digits', '123456789'), disk)
    const counts: number[] = []
    const whole = await file.read(alive, (count) => counts.push(count))
    expect(file.sizeBytes).toBe(9)
    expect(String(whole.bytes)).toBe('123456789')
    expect(whole).toMatchObject({ crc64: '11051210869376104954', md5: 'JfnnlDI7RTiF9RgfG2JNCw==' })
    expect(counts).toEqual([9])
    expect(reads()).toBe(1)
    whole.release()
    await file.close()
  })

  it('is read again for each further sending', async () => {
    const { disk, reads } = countingDisk()
    const file = await open(aFile('again', 'again'), disk)
    for (const count of [1, 2, 3]) {
      const whole = await file.read(alive, untold)
      expect(String(whole.bytes)).toBe('again')
      whole.release()
      expect(reads()).toBe(count)
    }
  })

  it('is read again when what opening has read was forgotten, or had to wait for a limit', async () => {
    const forgotten = countingDisk()
    const one = await open(aFile('forgotten', 'x'), forgotten.disk)
    one.forget()
    ;(await one.read(alive, untold)).release()
    expect(forgotten.reads()).toBe(2)

    const limited = countingDisk()
    const slices: Pace = async (wanted) => Math.min(wanted, 4)
    const other = await open(aFile('limited', '0123456789'), limited.disk, slices)
    const counts: number[] = []
    ;(await other.read(alive, (count) => counts.push(count))).release()
    expect(counts).toEqual([4, 8, 10])
    expect(limited.reads()).toBe(2)
  })

  it('has changed when it is longer, younger, replaced, and is not found when it is gone', async () => {
    const path = aFile('changing', 'one')
    const reopened = async (change: () => void) => {
      const file = await open(path)
      file.forget()
      change()
      return file.read(alive, untold)
    }
    const changed = failure('FILE_CHANGED')
    await expect(reopened(() => appendFileSync(path, '!'))).rejects.toEqual(changed)
    await expect(reopened(() => utimesSync(path, 1, 1))).rejects.toEqual(changed)
    const other = aFile('other', 'two!')
    await expect(reopened(() => renameSync(other, path))).rejects.toEqual(changed)
    const large = Buffer.alloc(BLOCK_BYTES + 1)
    await expect(reopened(() => writeFileSync(path, large))).rejects.toEqual(changed)
    writeFileSync(path, 'one')
    await expect(reopened(() => rmSync(path))).rejects.toEqual(failure('FILE_NOT_FOUND'))
  })

  it('sums up again for a look at the server, and notices a change then', async () => {
    const path = aFile('looked-at', '123456789')
    const file = await open(path)
    expect(await file.crc64()).toBe('11051210869376104954')
    await expect(file.crc64(AbortSignal.abort())).rejects.toEqual(failure('CANCELLED'))
    appendFileSync(path, '!')
    await expect(file.crc64()).rejects.toEqual(failure('FILE_CHANGED'))
  })

  it('gives nothing to a transfer that was cancelled', async () => {
    const file = await open(aFile('cancelled', 'x'))
    const read = file.read(AbortSignal.abort(), untold)
    await expect(read).rejects.toEqual(failure('CANCELLED'))
  })

  it('gives each block of memory back once, however it ends', async () => {
    const taken: number[] = []
    const released: number[] = []
    const pool = {
      take() {
        const block = tools.pool.take()
        taken.push(block.id)
        return block
      },
      release(block: Parameters<typeof tools.pool.release>[0]) {
        released.push(block.id)
        tools.pool.release(block)
      },
    }
    const openHere = createOpenUpload({ ...tools, pool }, local)
    const path = aFile('memory', 'x')
    const file = await openHere(path)
    if (file.kind === 'small') {
      const whole = await file.read(alive, untold)
      whole.release()
      whole.release()
      await file.read(AbortSignal.abort(), untold).catch(untold)
      await file.crc64()
    }
    await file.close()
    await (await openHere(path)).close()
    await (await openHere(aFile('large', sampleBytes(BLOCK_BYTES + 1)))).close()
    await openHere(join(folder, 'nobody')).catch(untold)
    expect(taken.length).toBeGreaterThan(4)
    expect(released.toSorted()).toEqual(taken.toSorted())
  })
})

describe('what can not be opened for sending', () => {
  it('fails with a reason, and what is larger than a block is read in ranges', async () => {
    mkdirSync(join(folder, 'a-folder'))
    const aFolder = open(join(folder, 'a-folder'))
    await expect(aFolder).rejects.toEqual(failure('FILE_NOT_REGULAR'))
    await expect(open(join(folder, 'nobody'))).rejects.toEqual(failure('FILE_NOT_FOUND'))
    const path = aFile('one-more', sampleBytes(BLOCK_BYTES + 1))
    const file = await createOpenUpload(tools, local)(path)
    expect(file).toMatchObject({ kind: 'large', sizeBytes: BLOCK_BYTES + 1 })
    await file.close()
  })
})
