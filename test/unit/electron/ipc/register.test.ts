import { describe, expect, it } from 'vitest'
import { AppError } from '../../../../electron/errors/app-error'
import type { Handlers } from '../../../../electron/ipc/handlers'
import { registerCommands } from '../../../../electron/ipc/register'
import type { Result } from '../../../../shared/errors'
import { COMMANDS } from '../../../../shared/ipc/contract'

type Listener = (event: unknown, input: unknown) => Promise<Result<unknown>>

/** Registers handlers that a test gives on a stand-in for ipcMain, and calls them as a page would. */
function bench(handlers: Partial<Handlers>, trusted = true) {
  const listeners = new Map<string, Listener>()
  const errors: unknown[] = []
  registerCommands({
    ipcMain: { handle: (channel, listener) => void listeners.set(channel, listener as Listener) },
    isTrusted: () => trusted,
    handlers: handlers as Handlers,
    log: { warn: () => undefined, error: (_message, details) => errors.push(details) },
  })
  const call = (name: string, input?: unknown) => {
    const listener = listeners.get(name)
    if (!listener) throw new Error(`Nothing listens to ${name}`)
    return listener({}, input)
  }
  return { call, listeners, errors }
}

describe('the commands of the page', () => {
  it('are exactly those of the contract', () => {
    expect([...bench({}).listeners.keys()].sort()).toEqual(Object.keys(COMMANDS).sort())
  })

  it('are all refused to an unknown sender, with a typed error', async () => {
    const { call, listeners } = bench({}, false)
    for (const name of listeners.keys()) {
      expect(await call(name)).toMatchObject({ ok: false, error: { code: 'UNTRUSTED_SENDER' } })
    }
  })

  it('never run on input of the wrong shape, whatever it is', async () => {
    let ran = false
    const { call } = bench({
      'transfers.cancel': () => {
        ran = true
        return undefined
      },
    })
    const inputs = [undefined, null, 7, 'all', [], {}, { ids: [] }, { ids: [7] }, { all: 'x' }]
    for (const input of inputs) {
      expect(await call('transfers.cancel', input)).toMatchObject({
        ok: false,
        error: { code: 'INVALID_REQUEST', params: { command: 'transfers.cancel' } },
      })
    }
    expect(ran).toBe(false)
  })

  it('do not repeat a secret that was sent in the wrong place', async () => {
    const { call } = bench({})
    const secret = ['very', 'secret', 'value'].join('-')
    const answer = await call('connections.save', { fields: secret, secret: { keyId: secret } })
    expect(JSON.stringify(answer)).not.toContain(secret)
  })

  it('answer with the value, or with the expected failure as data', async () => {
    const { call } = bench({
      'clipboard.readText': async () => ({ text: 'hello' }),
      'links.open': () => {
        throw new AppError('NOTHING_TO_DO')
      },
    })
    expect(await call('clipboard.readText')).toEqual({ ok: true, value: { text: 'hello' } })
    expect(await call('links.open', { id: 'a' })).toEqual({
      ok: false,
      error: { code: 'NOTHING_TO_DO', params: {}, retry: 'never' },
    })
  })

  it('log a bug and show it as unexpected, without its message', async () => {
    const bug = new TypeError('secret detail')
    const { call, errors } = bench({
      'app.info': () => {
        throw bug
      },
    })
    const answer = await call('app.info')
    expect(answer).toMatchObject({ ok: false, error: { code: 'UNEXPECTED' } })
    expect(JSON.stringify(answer)).not.toContain('secret detail')
    expect(errors).toEqual([bug])
  })

  it('answer nothing but what the contract promises', async () => {
    const leak = { text: 'ok', keySecret: 'must not cross' }
    const { call } = bench({ 'clipboard.readText': async () => leak })
    expect(await call('clipboard.readText')).toEqual({ ok: true, value: { text: 'ok' } })
  })
})
