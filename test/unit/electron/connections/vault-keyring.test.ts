import { describe, expect, it } from 'vitest'
import { someDraft, someFields, someSecret } from '../../../support/connection-builders'
import {
  vaultBench as bench,
  failure,
  secretOf,
  startVault as start,
} from '../../../support/vault-bench'

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
