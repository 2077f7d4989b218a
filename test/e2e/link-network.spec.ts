import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import type { SettingsPatch } from '../../shared/settings'
import { anAuthority } from '../support/certificates'
import { type CourierPage, courierPage } from '../support/courier-page'
import { stubOpenDialog } from '../support/desktop'
import { type LaunchedApp, launchApp } from '../support/launch-app'
import { type LinkSite, startLinkSite } from '../support/link-site'
import { startTestProxy, type TestProxy } from '../support/test-proxy'
import { startTlsFront, type TlsFront } from '../support/tls-front'

// Sites that only the proxy knows: `http://files.test` and `https://secure.test` are on this machine.
const root = anAuthority('Company Root')
let courier: LaunchedApp
let person: CourierPage
let folder: string
let site: LinkSite
let front: TlsFront
let proxy: TestProxy

test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'link-network-'))
  site = await startLinkSite()
  front = await startTlsFront(site.port, root.issue(['secure.test']))
  proxy = await startTestProxy({ hosts: { 'files.test': site.port, 'secure.test': front.port } })
  courier = await launchApp()
  person = courierPage(courier.page)
  await change({ network: { proxyMode: 'manual', proxyUrl: proxy.url } })
  await person.openPracticeBucket()
  await person.goTo('Download')
})
test.afterEach(async () => {
  await courier.close()
  await proxy.close()
  await front.close()
  await site.close()
  await rm(folder, { recursive: true, force: true })
})

const change = (patch: SettingsPatch) =>
  courier.page.evaluate((given) => window.courier.settings.update(given), patch)

async function fetchLinks(...links: string[]): Promise<void> {
  await person.paste(links.join('\n'))
  await stubOpenDialog(courier.app, [folder])
  const choose = courier.page.getByRole('button', { name: /^Choose a folder/ })
  if (await choose.isVisible()) await choose.click()
  await person.startDownload()
}
const row = (name: string | RegExp) => person.queue('Downloads').getByRole('row', { name })

test('a site never gets a cookie back, nor a password, and is told User-Agent and Referer of choice', async () => {
  const userAgent = 'Mozilla/5.0 (made up)'
  const referer = 'http://pages.test/album?a=1'
  await change({ network: { userAgent, referer } })
  await fetchLinks('http://files.test/moved.bin?to=%2Ffirst.bin', 'http://files.test/locked')
  await person.waitForDone('Downloads', 1)
  await expect(row(/locked/)).toContainText('does not give this file to everybody')
  await fetchLinks('http://files.test/second.bin')
  await person.waitForDone('Downloads', 2)

  expect(await readFile(join(folder, 'second.bin'), 'utf8')).toBe('/second.bin')
  expect(site.requests.map(({ path }) => path).sort()).toEqual([
    '/first.bin',
    '/locked',
    '/moved.bin?to=%2Ffirst.bin',
    '/second.bin',
  ])
  for (const { headers } of site.requests) {
    expect(headers).not.toHaveProperty('cookie')
    expect(headers).not.toHaveProperty('authorization')
    expect(headers).not.toHaveProperty('proxy-authorization')
    expect(headers).toMatchObject({ 'user-agent': userAgent, referer })
  }
  expect(courier.app.windows()).toHaveLength(1)
  const cookies = await courier.app.evaluate(({ session }) =>
    Promise.all(
      ['', 'web-downloads-1', 'web-downloads-2', 'web-downloads-3'].map((partition) =>
        session.fromPartition(partition).cookies.get({}),
      ),
    ),
  )
  expect(cookies.flat()).toEqual([])
})

test('without a choice a link is fetched under a browser’s name and without a Referer', async () => {
  await fetchLinks('http://files.test/a.bin')
  await person.waitForDone('Downloads', 1)
  const headers = site.requests[0]?.headers
  expect(headers?.['user-agent']).toMatch(
    /^Mozilla\/5\.0 .*Chrome\/[\d.]+ Safari\/[\d.]+ OSSCourier/,
  )
  expect(headers?.['user-agent']).not.toContain('Electron')
  expect(headers).not.toHaveProperty('referer')
})

test('a site behind an unknown authority is fetched once that is trusted, and says nothing in the clear', async () => {
  await change({ network: { referer: 'https://pages.test/album' } })
  await fetchLinks('https://secure.test/a.bin?to=http%3A%2F%2Ffiles.test%2Fb.bin')
  await expect(row(/secure\.test/)).toContainText('was issued by nobody this computer trusts')
  expect(site.requests).toEqual([])

  const path = join(folder, 'company.pem')
  await writeFile(path, root.cert)
  await stubOpenDialog(courier.app, [path])
  const added = await courier.page.evaluate(() => window.courier.network.addAuthority())
  expect(added).toEqual({ ok: true, value: { added: 1 } })
  await row(/secure\.test/)
    .getByRole('button', { name: 'Try again' })
    .click()
  await person.waitForDone('Downloads', 1)
  expect(await readFile(join(folder, 'a.bin'), 'utf8')).toBe('/b.bin')
  const [secure, plain] = site.requests
  expect(secure?.headers).toMatchObject({ referer: 'https://pages.test/album' })
  expect(plain?.headers).not.toHaveProperty('referer')
  expect(proxy.log).toContain('CONNECT secure.test:443')

  const [authority] = await courier.page.evaluate(async () => {
    const keys = await window.courier.network.keys()
    return keys.ok ? keys.value.authorities : []
  })
  await courier.page.evaluate(
    (id) => window.courier.network.removeAuthority({ id }),
    authority?.id ?? '',
  )
  await fetchLinks('https://secure.test/again.bin')
  await expect(row(/again\.bin/)).toContainText('was issued by nobody this computer trusts')
})

async function addRoot(): Promise<void> {
  const path = join(folder, 'company.pem')
  await writeFile(path, root.cert)
  await stubOpenDialog(courier.app, [path])
  await courier.page.evaluate(() => window.courier.network.addAuthority())
}

test('a proxy that wants a password gets the stored one for both schemes, and a wrong one once', async () => {
  await addRoot()
  proxy.login = { user: 'me', password: ['made', 'up'].join('-') }
  await fetchLinks('http://files.test/plain.bin', 'https://secure.test/secure.bin')
  const wanted = /The proxy.* wants a user name and a password/
  await expect(row(/plain\.bin/)).toContainText(wanted)
  await expect(row(/secure\.bin/)).toContainText(wanted)

  const setLogin = (password: string) =>
    courier.page.evaluate(
      (login) => window.courier.network.setLogin({ ...login, keepUntilQuit: true }),
      { user: 'me', password },
    )
  await setLogin('wrong')
  const before = proxy.log.length
  await row(/secure\.bin/)
    .getByRole('button', { name: 'Try again' })
    .click()
  await expect.poll(() => proxy.log.length).toBeGreaterThan(before)
  await expect(row(/secure\.bin/)).toContainText(wanted)
  expect(proxy.log.length - before).toBeLessThanOrEqual(2)

  await setLogin(proxy.login.password)
  for (const name of [/plain\.bin/, /secure\.bin/]) {
    await row(name).getByRole('button', { name: 'Try again' }).click()
  }
  await person.waitForDone('Downloads', 2)
  expect(await readFile(join(folder, 'secure.bin'), 'utf8')).toBe('/secure.bin')
})

test('a proxy that is itself reached by TLS needs a certificate that is trusted', async () => {
  await proxy.close()
  proxy = await startTestProxy({
    hosts: { 'files.test': site.port },
    tls: root.issue(['127.0.0.1']),
  })
  await change({ network: { proxyUrl: proxy.url } })
  await fetchLinks('http://files.test/a.bin')
  await expect(row(/a\.bin/)).toContainText('No secure connection to the proxy')
  await addRoot()
  await row(/a\.bin/)
    .getByRole('button', { name: 'Try again' })
    .click()
  await person.waitForDone('Downloads', 1)
  expect(proxy.log).toEqual(['GET http://files.test/a.bin'])
})

test('a certificate of a trusted authority for another host is refused', async () => {
  await front.close()
  front = await startTlsFront(site.port, root.issue(['other.test']))
  await proxy.close()
  proxy = await startTestProxy({ hosts: { 'secure.test': front.port } })
  await change({ network: { proxyUrl: proxy.url } })
  await addRoot()
  await fetchLinks('https://secure.test/a.bin')
  await expect(row(/secure\.test/)).toContainText('No secure connection to secure.test')
  expect(site.requests).toEqual([])
})
