import { describe, expect, it } from 'vitest'
import { createVault, type Vault } from '../../../../electron/connections/vault'
import { someDraft, someFields, someSecret } from '../../../support/connection-builders'
import { type MemoryJsonFile, memoryJsonFile } from '../../../support/memory-json-file'
import { recordingLog } from '../../../support/recording-log'
import { type ToyKeyring, toyKeyring } from '../../../support/toy-keyring'

type Bench = { file: MemoryJsonFile; keyring: ToyKeyring; log: ReturnType<typeof recordingLog> }

const bench = (text?: string): Bench => ({
  file: memoryJsonFile(text),
  keyring: toyKeyring(),
  log: recordingLog(),
})

let idCount = 0
/** Starts the app's vault; called again on the same bench it is a restart. */
const start = ({ file, keyring, log }: Bench): Vault =>
  createVault({ file, cipher: keyring, log, newId: () => `id-${++idCount}` })

const secretOf = (vault: Vault, id: string) => vault.withSecret(id, async ({ secret }) => secret)
const failure = (code: string, params?: Record<string, unknown>) =>
  expect.objectContaining({
    info: expect.objectContaining({
      code,
      ...(params ? { params: expect.objectContaining(params) } : {}),
    }),
  })

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

describe('editing a connection', () => {
  it('keeps the stored secret when none is typed', async () => {
    const desk = bench()
    const vault = start(desk)
    const { id } = await vault.save(someDraft())
    const fields = someFields({ label: 'Renamed', endpoint: 'https://oss-cn-beijing.aliyuncs.com' })
    const edited = await vault.save({ id, fields, keepUntilQuit: false })
    expect(edited).toMatchObject({ label: 'Renamed', region: 'cn-beijing', hasSecret: true })
    expect(await secretOf(start(desk), id)).toEqual(someSecret())
  })

  it('replaces the secret as a whole', async () => {
    const desk = bench()
    const vault = start(desk)
    const { id } = await vault.save(someDraft({ secret: someSecret('first', 'made-up-token') }))
    const edited = await vault.save(
      someDraft({ id, secret: { ...someSecret('second'), stsToken: '' } }),
    )
    expect(edited).toMatchObject({ id, hasStsToken: false, keyIdHint: 'made…cond' })
    expect(await secretOf(start(desk), id)).toEqual(someSecret('second'))
  })

  it('needs the secret of a new connection', async () => {
    await expect(
      start(bench()).save({ fields: someFields(), keepUntilQuit: false }),
    ).rejects.toEqual(failure('SECRET_MISSING'))
  })

  it('sends a stored key to no host that it was not typed for', async () => {
    const vault = start(bench())
    const { id } = await vault.save(someDraft())
    const strange = [
      someFields({ endpoint: 'https://oss.evil.example' }),
      someFields({ endpoint: 'https://oss-cn-hangzhou.aliyuncs.com.evil.example' }),
      someFields({ endpoint: 'files.evil.example', addressing: 'cname' }),
      someFields({ linkDomain: 'files.evil.example' }),
    ]
    for (const fields of strange) {
      const draft = { id, fields, keepUntilQuit: false }
      const refused = failure('CONNECTION_INVALID', { problem: 'NEW_HOST_NEEDS_SECRET' })
      await expect(vault.save(draft)).rejects.toEqual(refused)
      await expect(vault.resolveDraft(draft)).rejects.toEqual(refused)
      await vault.resolveDraft({ ...draft, secret: someSecret('second') })
    }
  })

  it('lets a stored key go to another endpoint of OSS and to hosts it was typed for', async () => {
    const vault = start(bench())
    const domain = { addressing: 'cname' as const, endpoint: 'files.example.com' }
    const { id } = await vault.save(someDraft({ fields: someFields(domain) }))
    const same = {
      id,
      fields: someFields({ ...domain, bucket: 'other-bucket' }),
      keepUntilQuit: false,
    }
    expect((await vault.resolveDraft(same)).secret).toEqual(someSecret())
    const oss = { id, fields: someFields(), keepUntilQuit: false }
    expect(await vault.resolveDraft(oss)).toEqual({ fields: someFields(), secret: someSecret() })
  })

  it('resolves a draft that was never saved, with the secret that came with it', async () => {
    const vault = start(bench())
    const typed = someDraft({ fields: someFields({ endpoint: 'oss-cn-hangzhou' }) })
    expect(await vault.resolveDraft(typed)).toEqual({ fields: someFields(), secret: someSecret() })
    expect(vault.knownSecrets()).toContain(someSecret().keySecret)
    await expect(
      vault.resolveDraft({ fields: someFields(), keepUntilQuit: false }),
    ).rejects.toEqual(failure('SECRET_MISSING'))
    expect((await vault.list()).connections).toEqual([])
  })
})

describe('without a keyring', () => {
  it('refuses to save unless memory is accepted', async () => {
    const desk = bench()
    desk.keyring.isThere = false
    await expect(start(desk).save(someDraft())).rejects.toEqual(failure('KEYRING_UNAVAILABLE'))
    expect(desk.file.text).toBeUndefined()
  })

  it('keeps the secret until the app quits and the rest of the connection beyond', async () => {
    const desk = bench()
    desk.keyring.isThere = false
    const vault = start(desk)
    const { id } = await vault.save(someDraft({ keepUntilQuit: true }))
    expect(await vault.list()).toMatchObject({
      keyringAvailable: false,
      connections: [{ protection: 'session', hasSecret: true }],
    })
    expect(await secretOf(vault, id)).toEqual(someSecret())
    const renamed = { id, fields: someFields({ label: 'Renamed' }), keepUntilQuit: true }
    expect(await vault.save(renamed)).toMatchObject({ hasSecret: true })

    const restarted = start(desk)
    expect(await restarted.list()).toMatchObject({
      activeId: id,
      connections: [{ id, label: 'Renamed', protection: 'session', hasSecret: false }],
    })
    await expect(secretOf(restarted, id)).rejects.toEqual(
      failure('SECRET_MISSING', { name: 'Renamed' }),
    )
    await expect(restarted.save(renamed)).rejects.toEqual(failure('SECRET_MISSING'))
    await restarted.save(someDraft({ id, keepUntilQuit: true, secret: someSecret('second') }))
    expect(await secretOf(restarted, id)).toEqual(someSecret('second'))
  })

  it('uses the keyring where there is one, even if memory would have been accepted', async () => {
    const summary = await start(bench()).save(someDraft({ keepUntilQuit: true }))
    expect(summary.protection).toBe('keyring')
  })

  it('falls back to memory when the keyring stays locked, if that was accepted', async () => {
    const desk = bench()
    desk.keyring.isLocked = true
    const vault = start(desk)
    await expect(vault.save(someDraft())).rejects.toEqual(failure('KEYRING_UNAVAILABLE'))
    expect(await vault.save(someDraft({ keepUntilQuit: true }))).toMatchObject({
      protection: 'session',
    })
    expect(desk.file.text).not.toContain('ciphertext')
  })

  it('says that secrets of the keyring are out of reach when it is gone', async () => {
    const desk = bench()
    await start(desk).save(someDraft())
    desk.keyring.isThere = false
    expect(await start(desk).list()).toMatchObject({ connections: [{ hasSecret: false }] })
  })

  it('notices once that the keyring lost a secret, and that it came back', async () => {
    const desk = bench()
    const { id } = await start(desk).save(someDraft())
    desk.keyring.key = 0x33
    const vault = start(desk)
    let changes = 0
    vault.onChanged(() => {
      changes += 1
    })
    for (let i = 0; i < 3; i += 1) {
      await expect(secretOf(vault, id)).rejects.toEqual(failure('SECRET_UNREADABLE'))
    }
    expect(changes).toBe(1)
    expect(await vault.list()).toMatchObject({ connections: [{ hasSecret: false }] })
    desk.keyring.key = 0x5a
    expect(await secretOf(vault, id)).toEqual(someSecret())
    expect(await vault.list()).toMatchObject({ connections: [{ hasSecret: true }] })
  })
})

describe('the practice connection', () => {
  const fields = someFields({
    label: 'Practice',
    addressing: 'path-style',
    endpoint: 'http://127.0.0.1:4001',
    bucket: 'practice',
  })

  it('is one connection whose endpoint and key are new at each start', async () => {
    const desk = bench()
    desk.keyring.isThere = false
    const first = await start(desk).savePractice(fields, someSecret('first'))
    expect(first).toMatchObject({ isPractice: true, protection: 'session', hasSecret: true })

    const restarted = start(desk)
    const moved = { ...fields, endpoint: 'http://127.0.0.1:4002' }
    const second = await restarted.savePractice(moved, someSecret('second'))
    expect(second).toMatchObject({ id: first.id, endpoint: 'http://127.0.0.1:4002' })
    expect((await restarted.list()).connections).toHaveLength(1)
    expect(await secretOf(restarted, first.id)).toEqual(someSecret('second'))
  })

  it('does not become the connection in use again when it is refreshed', async () => {
    const vault = start(bench())
    await vault.savePractice(fields, someSecret())
    const own = await vault.save(someDraft())
    await vault.savePractice(fields, someSecret('second'))
    expect((await vault.list()).activeId).toBe(own.id)
  })

  it('is tested as it is and cannot be edited', async () => {
    const vault = start(bench())
    const { id } = await vault.savePractice(fields, someSecret())
    const draft = someDraft({ id, fields: someFields({ endpoint: 'https://oss.evil.example' }) })
    await expect(vault.save(draft)).rejects.toEqual(
      failure('CONNECTION_INVALID', { problem: 'PRACTICE_IS_FIXED' }),
    )
    expect(await vault.resolveDraft(draft)).toEqual({ fields, secret: someSecret() })
  })
})

describe('a damaged connection file', () => {
  it('is put aside and reported when nothing in it makes sense', async () => {
    for (const text of ['{"conn', '[]', '{}', 'null', '{"formatVersion":2,"connections":[]}']) {
      const desk = bench(text)
      const vault = start(desk)
      expect((await vault.list()).connections).toEqual([])
      expect(vault.damagedFile).toBe('memory.json.damaged-1')
      expect(desk.file.setAsideTexts).toEqual([text])
      expect(desk.log.lines.join('\n')).toContain('put aside')
    }
  })

  it('gives back the connections that are whole, and keeps the rest in the file put aside', async () => {
    const desk = bench()
    const { id } = await start(desk).save(someDraft())
    const content = JSON.parse(desk.file.text ?? '')
    content.connections.push({ id: 'broken', fields: { label: 5 } })
    const damaged = JSON.stringify(content)
    desk.file.text = damaged
    const vault = start(desk)
    expect(await vault.list()).toMatchObject({ activeId: id, connections: [{ id }] })
    expect(await secretOf(vault, id)).toEqual(someSecret())
    expect(desk.file.setAsideTexts).toEqual([damaged])
    expect((await start(desk).list()).connections).toHaveLength(1)
  })

  it('is no matter at first start, when there is none', () => {
    const desk = bench()
    expect(start(desk).damagedFile).toBeUndefined()
    expect(desk.log.lines).toEqual([])
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
