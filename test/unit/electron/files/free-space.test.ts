import { tmpdir } from 'node:os'
import { describe, expect, it } from 'vitest'
import { ensureFreeSpace } from '../../../../electron/files/free-space'

const failure = (code: string) => expect.objectContaining({ code })

describe('a disk', () => {
  it('is found out before the first byte when there is no room', async () => {
    const blocks = async () => ({ bavail: 10, bsize: 512, blocks: 100 })
    await ensureFreeSpace(tmpdir(), 5120, blocks)
    await expect(ensureFreeSpace(tmpdir(), 5121, blocks)).rejects.toMatchObject({
      info: {
        code: 'DISK_FULL',
        retry: 'manual',
        params: { expectedBytes: 5121, freeBytes: 5120 },
      },
    })
    await expect(ensureFreeSpace(tmpdir(), 2 ** 60)).rejects.toEqual(failure('DISK_FULL'))
    await ensureFreeSpace(tmpdir(), 1, () => Promise.reject(new Error('not supported')))
    await ensureFreeSpace(tmpdir(), 1, async () => ({ bavail: 0, bsize: 0, blocks: 0 }))
  })
})
