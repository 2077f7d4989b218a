import { describe, expect, it } from 'vitest'
import { someDraft, someFields, someSecret } from '../../../support/connection-builders'
import {
  vaultBench as bench,
  failure,
  secretOf,
  startVault as start,
} from '../../../support/vault-bench'

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
