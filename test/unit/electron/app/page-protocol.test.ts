import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, sep } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  CONTENT_SECURITY_POLICY,
  createPageHandler,
  PAGE_ORIGIN,
  pageFile,
} from '../../../../electron/app/page-protocol'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'page-'))
  await writeFile(join(folder, 'index.html'), '<!doctype html>')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('the page protocol', () => {
  it('serves the built page with its type and the strict policy', async () => {
    const answer = await createPageHandler(folder)({ url: `${PAGE_ORIGIN}/` })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(answer.headers.get('content-security-policy')).toBe(CONTENT_SECURITY_POLICY)
  })

  it('allows nothing inline, no eval, no network', () => {
    expect(CONTENT_SECURITY_POLICY).toContain("default-src 'none'")
    expect(CONTENT_SECURITY_POLICY).toContain("connect-src 'none'")
    expect(CONTENT_SECURITY_POLICY).not.toMatch(/unsafe|\*|https?:/)
  })

  it('answers 404 to what is not there and to other hosts', async () => {
    const handle = createPageHandler(folder)
    for (const url of [`${PAGE_ORIGIN}/nothing.js`, 'app://elsewhere/index.html']) {
      expect((await handle({ url })).status).toBe(404)
    }
  })

  it('never leads out of its folder', () => {
    const hostile = fc.array(
      fc.constantFrom('..', '%2e%2e', '/', '%2f', '\\', '%5c', 'a', '.', '%00', '%'),
    )
    fc.assert(
      fc.property(hostile, (parts) => {
        const path = pageFile(folder, `${PAGE_ORIGIN}/${parts.join('')}`)
        if (path !== undefined) expect(path.startsWith(folder + sep)).toBe(true)
      }),
    )
  })
})
