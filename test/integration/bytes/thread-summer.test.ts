import { rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Worker } from 'node:worker_threads'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BLOCK_BYTES, type Block, createBlockPool } from '../../../electron/bytes/block'
import type { Summer } from '../../../electron/bytes/summer'
import { createThreadSummer } from '../../../electron/bytes/thread-summer'
import { buildModule } from '../../support/build-module'
import { independentCrc64 } from '../../support/independent-crc64'
import { sampleBytes } from '../../support/sample-bytes'

const pool = createBlockPool()
const threads: Worker[] = []
let threadPath: string
let summer: Summer

beforeAll(async () => {
  threadPath = await buildModule('electron/bytes/sum-thread.ts')
  summer = await createThreadSummer(() => {
    const thread = new Worker(threadPath)
    threads.push(thread)
    return thread
  })
})
afterAll(async () => {
  await summer.close()
  await rm(dirname(threadPath), { recursive: true })
})

function blockWith(bytes: Buffer): Block {
  const block = pool.take()
  block.bytes.set(bytes)
  return block
}

const expected = (...pieces: Buffer[]) => independentCrc64(Buffer.concat(pieces))

describe('the summing thread', () => {
  it('gives the CRC64 of many sums whose blocks come mixed', async () => {
    const bytes = sampleBytes(BLOCK_BYTES * 4)
    const sums = [0, 1, 2].map(() => summer.start())
    const pieces = [0, 1, 2, 3].map((n) => bytes.subarray(n * BLOCK_BYTES, (n + 1) * BLOCK_BYTES))
    await Promise.all(
      pieces.flatMap((piece, index) =>
        sums.map((sum, which) => sum.add(blockWith(piece), 0, piece.length - which * index)),
      ),
    )
    for (const [which, sum] of sums.entries()) {
      const parts = pieces.map((piece, index) => piece.subarray(0, piece.length - which * index))
      expect(await sum.value()).toBe(await expected(...parts))
      sum.drop()
    }
  })

  it('takes over a sum that began with a few bytes, and goes on after its value was asked', async () => {
    const few = sampleBytes(100)
    const many = sampleBytes(BLOCK_BYTES)
    const sum = summer.start()
    await sum.add(blockWith(few), 0, few.length)
    expect(await sum.value()).toBe(await expected(few))
    await sum.add(blockWith(many), 0, many.length)
    expect(await sum.value()).toBe(await expected(few, many))
    await sum.add(blockWith(few), 0, few.length)
    expect(await sum.value()).toBe(await expected(few, many, few))
    sum.drop()
  })

  it('is the sum of nothing before the first byte', async () => {
    expect(await summer.start().value()).toBe('0')
  })

  it('fails what it was asked when it dies, and a new sum begins on a new thread', async () => {
    const bytes = sampleBytes(BLOCK_BYTES)
    const lost = summer.start()
    await lost.add(blockWith(bytes), 0, bytes.length)
    const asked = lost.value().catch((thrown) => thrown)
    await threads.at(-1)?.terminate()
    const answer = await asked
    expect(answer === (await expected(bytes)) || answer.code === 'UNEXPECTED').toBe(true)
    await expect(lost.value()).rejects.toMatchObject({ code: 'UNEXPECTED' })

    const next = summer.start()
    await next.add(blockWith(bytes), 0, bytes.length)
    expect(await next.value()).toBe(await expected(bytes))
    expect(threads).toHaveLength(2)
  })
})
