import { describe, expect, it } from 'vitest'
import { someDraft, someSecret } from '../../../support/connection-builders'
import { vaultBench as bench, secretOf, startVault as start } from '../../../support/vault-bench'

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
