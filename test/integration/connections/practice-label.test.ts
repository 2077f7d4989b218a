import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createPractice, type Practice } from '../../../electron/app/practice'
import type { Vault } from '../../../electron/connections/vault'
import { aTempFolder } from '../../support/temp-folder'
import { startVault, vaultBench } from '../../support/vault-bench'

let vault: Vault
let practice: Practice
let label: string

const folder = aTempFolder()

beforeEach(() => {
  label = 'Practice bucket'
  vault = startVault(vaultBench())
  practice = createPractice({ folder, vault, label: () => label })
})
afterEach(() => practice.close())

const labels = async () => (await vault.list()).connections.map((one) => one.label)

describe('the name of the practice connection', () => {
  it('follows the language, and its key goes on working', async () => {
    const { id } = await practice.use()
    label = '练习 Bucket'
    await practice.rename()
    expect(await labels()).toEqual(['练习 Bucket'])
    expect((await vault.list()).connections[0]).toMatchObject({ id, hasSecret: true })
    await practice.use()
    expect(await labels()).toEqual(['练习 Bucket'])
  })

  it('brings no connection back that was removed, and makes none', async () => {
    label = '练习 Bucket'
    await practice.rename()
    expect(await labels()).toEqual([])
    await vault.remove((await practice.use()).id)
    label = 'Practice bucket'
    await practice.rename()
    expect(await labels()).toEqual([])
  })
})
