import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { anAuthority } from '../support/certificates'
import { courierPage } from '../support/courier-page'
import { dropFiles, stubOpenDialog } from '../support/desktop'
import { filesWith } from '../support/find-in-files'
import { launchApp } from '../support/launch-app'
import { type LinkSite, startLinkSite } from '../support/link-site'
import { type PracticeRig, startPracticeRig } from '../support/practice'
import { startTestProxy, type TestProxy } from '../support/test-proxy'
import { startTlsFront, type TlsFront } from '../support/tls-front'

const LOGIN = { user: 'c4nary.name', password: ['c4nary', 'proxy', 'p4ss'].join(' ') }
const root = anAuthority('Company Root')
let folder: string
let practice: PracticeRig
let host: string
let site: LinkSite
let front: TlsFront
let proxy: TestProxy

// A bucket at its public address and a site, both on this machine, which only the proxy knows.
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'network-settings-'))
  practice = await startPracticeRig()
  host = `${practice.bucket}.oss-${practice.region}.aliyuncs.com`
  site = await startLinkSite()
  front = await startTlsFront(practice.server.port, root.issue([host]))
  proxy = await startTestProxy({ hosts: { [host]: front.port, 'files.test': site.port } })
  proxy.login = LOGIN
})
test.afterEach(async () => {
  await proxy.close()
  await front.close()
  await site.close()
  await practice.cleanup()
  await rm(folder, { recursive: true, force: true })
})

async function openSettings(page: Page) {
  await page.getByRole('button', { name: 'Settings' }).click()
  const network = page.getByRole('dialog').getByRole('region', { name: 'Network' })
  await expect(network).toBeVisible()
  return network
}

async function chooseOwnProxy(page: Page, address: string) {
  const network = await openSettings(page)
  await network.getByRole('combobox', { name: 'Proxy', exact: true }).click()
  await page.getByRole('option', { name: 'My own' }).click()
  await network.getByRole('textbox', { name: 'Proxy address' }).fill(address)
  await network.getByRole('button', { name: 'Use this proxy' }).click()
  return network
}

/** A connection to the bucket at its public address, without a test of it. */
async function connectBehindProxy(page: Page): Promise<void> {
  await page.evaluate(
    ({ keyId, keySecret, bucket, region }) =>
      window.courier.connections.save({
        fields: {
          label: 'Behind the proxy',
          addressing: 'virtual-host',
          endpoint: `https://oss-${region}.aliyuncs.com`,
          bucket,
          region,
          signatureVersion: 'v4',
          linkDomain: '',
        },
        secret: { keyId, keySecret },
        keepUntilQuit: false,
      }),
    { ...practice.credential, bucket: practice.bucket, region: practice.region },
  )
}

test('a proxy with a password and a company’s certificate, set by hand, carry an upload and a link', async () => {
  const userDataDir = join(folder, 'data')
  let courier = await launchApp({ userDataDir })
  try {
    const { app, page } = courier
    let person = courierPage(page)
    const network = await chooseOwnProxy(page, `socks5://127.0.0.1:${proxy.port}`)
    await expect(network.getByText(/SOCKS can’t be used here/)).toBeVisible()
    await expect(network.getByRole('button', { name: 'Try it' })).toBeDisabled()
    await network.getByRole('textbox', { name: 'Proxy address' }).fill(`127.0.0.1:${proxy.port}`)
    await network.getByRole('textbox', { name: 'Proxy address' }).press('Enter')
    await expect(network.getByText('This proxy is in use.')).toBeVisible()
    await connectBehindProxy(page)

    const tryIt = network.getByRole('button', { name: 'Try it' })
    await tryIt.click()
    await expect(network.getByRole('alert')).toContainText('wants a user name and a password')
    await network.getByRole('textbox', { name: 'User name' }).fill(LOGIN.user)
    await network.getByRole('textbox', { name: 'Password' }).fill(LOGIN.password)
    await network.getByRole('button', { name: 'Save user name and password' }).click()
    await expect(network.getByText(/stored in the system’s keyring/)).toBeVisible()
    await expect(network.getByRole('alert')).toBeHidden()

    await tryIt.click()
    await expect(network.getByRole('alert')).toContainText('issued by nobody this computer trusts')
    const certificate = join(folder, 'company.pem')
    await writeFile(certificate, root.cert)
    await stubOpenDialog(app, [certificate])
    await network.getByRole('button', { name: 'Add a certificate…' }).click()
    await expect(network.getByRole('listitem')).toContainText(/Company Root.*valid until/)
    await tryIt.click()
    await expect(network.getByRole('status')).toContainText([
      'This proxy is in use.',
      `${host} was reached through the proxy 127.0.0.1:${proxy.port}.`,
    ])
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()

    const path = join(folder, 'report.txt')
    await writeFile(path, 'through the proxy')
    await dropFiles(page, 'body', [path])
    await person.upload('docs')
    await person.waitForDone('Uploads', 1)
    const stored = await practice.ossClient().get('docs/report.txt')
    expect(stored.content.toString()).toBe('through the proxy')
    expect(proxy.log).toContain(`CONNECT ${host}:443`)

    await person.goTo('Download')
    await person.paste('http://files.test/first.bin')
    await stubOpenDialog(app, [folder])
    await page.getByRole('button', { name: /^Choose a folder/ }).click()
    await person.startDownload()
    await person.waitForDone('Downloads', 1)
    expect(await readFile(join(folder, 'first.bin'), 'utf8')).toBe('/first.bin')
    expect(proxy.log).toContain('GET http://files.test/first.bin')

    const answers = await page.evaluate(async () =>
      JSON.stringify([
        await window.courier.network.keys(),
        await window.courier.settings.get(),
        document.documentElement.outerHTML,
      ]),
    )
    await courier.close()
    const secrets = Object.values(LOGIN)
    for (const text of secrets) expect(answers + courier.output()).not.toContain(text)
    expect(await filesWith(userDataDir, [`127.0.0.1:${proxy.port}`])).not.toEqual([])
    expect(await filesWith(userDataDir, [...secrets, `${LOGIN.user}:${LOGIN.password}`])).toEqual(
      [],
    )

    courier = await launchApp({ userDataDir })
    person = courierPage(courier.page)
    await person.goTo('Download')
    await person.paste('http://files.test/second.bin')
    await person.startDownload()
    await person.waitForDone('Downloads', 2)
    expect(site.requests.map((request) => request.path)).toEqual(['/first.bin', '/second.bin'])
  } finally {
    await courier.close()
  }
})

test('without a keyring the password of the proxy is kept until the app quits, if one says so', async () => {
  const courier = await launchApp({ keyring: false })
  try {
    const { page } = courier
    const network = await chooseOwnProxy(page, proxy.url)
    await network.getByRole('textbox', { name: 'User name' }).fill(LOGIN.user)
    await network.getByRole('textbox', { name: 'Password' }).fill(LOGIN.password)
    const save = network.getByRole('button', { name: 'Save user name and password' })
    await expect(save).toBeDisabled()
    await network.getByRole('checkbox', { name: 'Keep until I quit' }).check()
    await save.click()
    await expect(network.getByText(/kept until you quit/)).toBeVisible()
    expect(await filesWith(courier.userDataDir, [LOGIN.password])).toEqual([])
    await network.getByRole('button', { name: 'Forget' }).click()
    await expect(network.getByRole('textbox', { name: 'User name' })).toBeVisible()
  } finally {
    await courier.close()
  }
})

// Where Chromium asks no desktop for its proxy, the environment is the system's setting.
if (process.platform === 'linux') {
  test('without a choice the system’s proxy carries links and OSS alike', async () => {
    proxy.login = undefined
    const courier = await launchApp({
      env: {
        http_proxy: proxy.url,
        https_proxy: proxy.url,
        XDG_CURRENT_DESKTOP: '',
        DESKTOP_SESSION: '',
      },
    })
    try {
      const { page, app } = courier
      const certificate = join(folder, 'company.pem')
      await writeFile(certificate, root.cert)
      await stubOpenDialog(app, [certificate])
      await page.evaluate(() => window.courier.network.addAuthority())
      await connectBehindProxy(page)
      const found = await page.evaluate(() => window.courier.network.test())
      expect(found).toEqual({
        ok: true,
        value: { host, proxy: `127.0.0.1:${proxy.port}`, isOss: true },
      })
      const person = courierPage(page)
      await person.goTo('Download')
      await person.paste('http://files.test/a.bin')
      await stubOpenDialog(app, [folder])
      await page.getByRole('button', { name: /^Choose a folder/ }).click()
      await person.startDownload()
      await person.waitForDone('Downloads', 1)
      expect(proxy.log).toEqual([`CONNECT ${host}:443`, 'GET http://files.test/a.bin'])
    } finally {
      await courier.close()
    }
  })
}
