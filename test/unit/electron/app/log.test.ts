import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLog } from '../../../../electron/app/log'
import { createRedactor } from '../../../../electron/app/redactor'
import { AppError } from '../../../../electron/errors/app-error'

const madeUpSecret = ['made', 'up', 'secret', 'of', 'a', 'test'].join('-')

describe('the log', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'courier-log-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const text = () => readFileSync(join(folder, 'main.log'), 'utf8')
  const open = () => createLog({ folder, redactor: createRedactor(() => [madeUpSecret]) })

  it('writes time, level, message and details of each entry into main.log', () => {
    const log = open()
    log.info('started', { version: '0.1.0', workers: 3 })
    log.warn('slow')
    expect(text()).toMatch(
      /^\d{4}-\d\d-\d\dT[\d:.]+Z info {2}started \{ version: '0\.1\.0', workers: 3 \}\n\d.*Z warn {2}slow\n$/,
    )
  })

  it('writes an error with its stack, its facts and its causes', () => {
    const cause = Object.assign(new Error('socket closed'), { code: 'ECONNRESET', status: -1 })
    open().error('upload failed', new AppError('CONNECTION_LOST', { host: 'h.test' }, { cause }))
    expect(text()).toContain('error upload failed AppError: CONNECTION_LOST')
    expect(text()).toContain('"params":{"host":"h.test"}')
    expect(text()).toContain('caused by Error: socket closed')
    expect(text()).toContain('code=ECONNRESET')
    expect(text()).toContain('log.test.ts')
  })

  it('shows errors inside details, and no stray property of them', () => {
    const error = Object.assign(new Error('refused'), { params: { body: 'whole request' } })
    open().error('call failed', { key: 'a.txt', error })
    expect(text()).toContain('refused')
    expect(text()).not.toContain('whole request')
  })

  it('never holds a known secret, in whatever place it came', () => {
    const log = open()
    log.info(`a ${madeUpSecret} b`)
    log.warn('x', {
      deep: { er: [madeUpSecret] },
      url: `https://h.test/?Signature=${madeUpSecret}`,
    })
    log.error('y', new Error(madeUpSecret, { cause: new Error(`in ${madeUpSecret}`) }))
    log.error('z', { error: new Error(madeUpSecret) })
    expect(text()).not.toContain(madeUpSecret)
    expect(text()).toContain('a [redacted] b')
  })

  it('indents the further lines of an entry, so that pasted text cannot pose as one', () => {
    open().info('link\r\n2026-11-23T00:00:00.000Z error forged')
    expect(
      text()
        .split('\n')
        .filter((line) => /^\d/.test(line)),
    ).toHaveLength(1)
  })

  it('keeps percent signs as they are', () => {
    open().info('key a%20b %s %c %d', { rate: '5%' })
    expect(text()).toContain("key a%20b %s %c %d { rate: '5%' }")
  })

  it('cuts a line that nobody would read', () => {
    open().info('x'.repeat(300_000))
    expect(text().length).toBeLessThan(21_000)
  })

  it('starts a new file at 2 MB and keeps one older file', () => {
    const log = open()
    for (let i = 0; i < 260; i += 1) log.info('y'.repeat(19_000))
    expect(readdirSync(folder).sort()).toEqual(['main.log', 'main.old.log'])
    expect(statSync(join(folder, 'main.log')).size).toBeLessThan(2.1 * 1024 * 1024)
    expect(statSync(join(folder, 'main.old.log')).size).toBeLessThan(2.1 * 1024 * 1024)
  })

  it('leaves an entry out that cannot be made safe, and does not throw', () => {
    const failing = () => {
      throw new Error('redactor out of order')
    }
    const log = createLog({ folder, redactor: failing })
    expect(() => log.warn(`a ${madeUpSecret}`)).not.toThrow()
    const trap = new Proxy({}, { ownKeys: failing })
    expect(() => open().info('b', trap)).not.toThrow()
    expect(text().match(/An entry was left out/g)).toHaveLength(2)
    expect(text()).not.toContain(madeUpSecret)
  })

  it('does not throw when the folder cannot be written', () => {
    const occupied = join(folder, 'a-file')
    writeFileSync(occupied, '')
    const log = createLog({ folder: join(occupied, 'logs'), redactor: (line) => line })
    expect(() => log.error('lost', new Error('x'))).not.toThrow()
  })
})
