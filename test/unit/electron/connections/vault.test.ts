import { describe, expect, it } from 'vitest'
import { someDraft, someFields, someSecret } from '../../../support/connection-builders'
import {
  vaultBench as bench,
  failure,
  secretOf,
  startVault as start,
} from '../../../support/vault-bench'

describe('the vault', () => {
  it('shows of a saved connection everything but the secret', async () => {
    const vault = start(bench())
    const summary = await vault.save(someDraft({ secret: someSecret('first', 'made-up-token') }))
    expect(summary).toEqual({
      ...someFields(),
      id: expect.stringMatching(/^id-/),
      keyIdHint: 'made…irst',
      hasStsToken: true,
      protection: 'keyring',
      hasSecret: true,
      isPractice: false,
    })
    expect(await vault.list()).toEqual({
      connections: [summary],
      activeId: summary.id,
      keyringAvailable: true,
    })
  })

  it('gives the secret back to main, after a restart, too', async () => {
    const desk = bench()
    const { id } = await start(desk).save(someDraft())
    expect(await secretOf(start(desk), id)).toEqual(someSecret())
  })

  it('asks the keyring once, not for each transfer', async () => {
    const desk = bench()
    const { id } = await start(desk).save(someDraft())
    const vault = start(desk)
    for (let i = 0; i < 5; i += 1) await secretOf(vault, id)
    expect(desk.keyring.decryptions).toBe(1)
  })

  it('writes no secret into its file, its log, its list or its errors', async () => {
    const desk = bench()
    const vault = start(desk)
    const secret = someSecret('canary', 'made-up-token-canary')
    const { id } = await vault.save(someDraft({ secret }))
    desk.keyring.isLocked = true
    const restarted = start(desk)
    const error: unknown = await restarted.withSecret(id, async () => 0).catch((thrown) => thrown)
    const shown = [desk.file.text, ...desk.log.lines, JSON.stringify(await vault.list())]
    shown.push(
      JSON.stringify(error),
      String(error),
      JSON.stringify(Reflect.get(Object(error), 'info')),
    )
    for (const text of shown) {
      for (const part of Object.values(secret)) expect(text).not.toContain(part)
    }
  })

  it('quotes no secret when the decrypted text turns out to be damaged', async () => {
    const desk = bench()
    const { id } = await start(desk).save(someDraft())
    const damaged = await desk.keyring.encrypt('made-up-key-secret-broken "')
    const content = JSON.parse(desk.file.text ?? '')
    content.connections[0].ciphertext = damaged
    desk.file.text = JSON.stringify(content)
    const error: unknown = await secretOf(start(desk), id).catch((thrown) => thrown)
    expect(error).toEqual(failure('SECRET_UNREADABLE'))
    expect(Reflect.get(Object(error), 'cause')).toBeUndefined()
  })

  it('keeps several connections and uses the newest until another is chosen', async () => {
    const vault = start(bench())
    const a = await vault.save(someDraft())
    const b = await vault.save(
      someDraft({ fields: someFields({ label: 'B', bucket: 'bucket-b' }) }),
    )
    expect((await vault.list()).activeId).toBe(b.id)
    await vault.activate(a.id)
    expect((await vault.list()).activeId).toBe(a.id)
    expect(vault.addresses().map((address) => address.bucket)).toEqual(['photos-2026', 'bucket-b'])
    await vault.remove(a.id)
    expect(await vault.list()).toMatchObject({ activeId: b.id, connections: [{ label: 'B' }] })
    await vault.remove(b.id)
    expect(await vault.list()).toEqual({ connections: [], keyringAvailable: true })
  })

  it('does not know a connection that was removed', async () => {
    const vault = start(bench())
    const { id } = await vault.save(someDraft())
    await vault.remove(id)
    await expect(vault.activate(id)).rejects.toEqual(failure('CONNECTION_NOT_FOUND'))
    await expect(vault.remove(id)).rejects.toEqual(failure('CONNECTION_NOT_FOUND'))
    await expect(vault.save(someDraft({ id }))).rejects.toEqual(failure('CONNECTION_NOT_FOUND'))
    await expect(secretOf(vault, id)).rejects.toEqual(failure('CONNECTION_NOT_FOUND'))
  })

  it('stores two connections that are saved at the same time', async () => {
    const desk = bench()
    const vault = start(desk)
    await Promise.all([vault.save(someDraft()), vault.save(someDraft()), vault.save(someDraft())])
    expect((await start(desk).list()).connections).toHaveLength(3)
  })

  it('counts the changes of a connection, so that clients are made anew', async () => {
    const vault = start(bench())
    const { id } = await vault.save(someDraft())
    const versionOf = () => vault.withSecret(id, async ({ version }) => version)
    const first = await versionOf()
    await vault.activate(id)
    expect(await versionOf()).toBe(first)
    await vault.save({ id, fields: someFields({ label: 'New name' }), keepUntilQuit: false })
    expect(await versionOf()).toBeGreaterThan(first)
  })

  it('tells its listeners of each change, until they leave', async () => {
    const vault = start(bench())
    let changes = 0
    const leave = vault.onChanged(() => {
      changes += 1
    })
    const { id } = await vault.save(someDraft())
    await vault.save(someDraft())
    await vault.activate(id)
    await vault.activate(id)
    await vault.remove(id)
    expect(changes).toBe(4)
    leave()
    await vault.save(someDraft())
    expect(changes).toBe(4)
  })

  it('changes nothing when the file cannot be written', async () => {
    const desk = bench()
    const vault = start(desk)
    const { id } = await vault.save(someDraft())
    desk.file.writeError = new Error('disk full')
    const draft = someDraft({
      id,
      fields: someFields({ label: 'X' }),
      secret: someSecret('second'),
    })
    await expect(vault.save(draft)).rejects.toThrow('disk full')
    await expect(vault.remove(id)).rejects.toThrow('disk full')
    expect(await vault.list()).toMatchObject({ connections: [{ label: 'Photos' }] })
    expect(await secretOf(vault, id)).toEqual(someSecret())
  })

  it('refuses fields that cannot be right', async () => {
    await expect(
      start(bench()).save(someDraft({ fields: someFields({ bucket: 'Bad_Name' }) })),
    ).rejects.toEqual(failure('CONNECTION_INVALID', { problem: 'BUCKET_HAS_UPPERCASE' }))
  })
})

describe('addresses', () => {
  it('name endpoint, addressing and the domain that links are made for', async () => {
    const vault = start(bench())
    const linked = await vault.save(
      someDraft({ fields: someFields({ linkDomain: 'Files.example.com' }) }),
    )
    const domain = await vault.save(
      someDraft({ fields: someFields({ addressing: 'cname', endpoint: 'http://d.example.com' }) }),
    )
    expect(vault.addresses()).toEqual([
      {
        id: domain.id,
        bucket: 'photos-2026',
        addressing: 'cname',
        endpoint: { scheme: 'http', host: 'd.example.com', kind: 'custom' },
      },
      {
        id: linked.id,
        bucket: 'photos-2026',
        addressing: 'virtual-host',
        endpoint: {
          scheme: 'https',
          host: 'oss-cn-hangzhou.aliyuncs.com',
          region: 'cn-hangzhou',
          kind: 'public',
        },
        boundHosts: ['files.example.com'],
      },
    ])
  })
})
