import { generateKeyPairSync } from 'node:crypto'
import { isIP } from 'node:net'
import forge from 'node-forge'

/** A certificate with its key, both in PEM; made when a test runs and kept nowhere. */
export type Certified = { readonly cert: string; readonly key: string }

/** Who issues certificates in a test. */
export type TestAuthority = Certified & {
  /** For a server with these names and addresses. */
  issue(hosts: readonly string[], change?: Change): Certified
  /** An authority below this one. */
  authority(name: string, change?: Change): TestAuthority
}

/** How a certificate differs from a sound one. */
export type Change = {
  readonly notBefore?: Date
  readonly notAfter?: Date
  /** False for a server's certificate whose holder issues others all the same. */
  readonly isAuthority?: boolean
  /** What it may be used for, where not for servers. */
  readonly clientOnly?: boolean
  /** Names of its own, for a server that vouches for itself. */
  readonly hosts?: readonly string[]
}

const DAY_MS = 86_400_000
let serial = 1
/** One pair for all servers of a test run: making keys is the slow part. */
let serverKeys: ReturnType<typeof newKeys> | undefined

/** A root that nobody trusts by itself. */
export function anAuthority(name = 'Test Root', change: Change = {}): TestAuthority {
  const keys = newKeys()
  const cert = signed(name, keys.publicKey, authorityExtensions(change), change, {
    name,
    key: keys.privateKey,
  })
  return authorityOf(name, { cert, key: keys.pem }, keys.privateKey)
}

function authorityOf(
  name: string,
  certified: Certified,
  key: forge.pki.rsa.PrivateKey,
): TestAuthority {
  const issuer = { name, key }
  return {
    ...certified,
    issue(hosts, change = {}) {
      serverKeys ??= newKeys()
      const keys = serverKeys
      const extensions = [
        { name: 'basicConstraints', cA: false },
        { name: 'keyUsage', digitalSignature: true, keyEncipherment: true },
        change.clientOnly
          ? { name: 'extKeyUsage', clientAuth: true }
          : { name: 'extKeyUsage', serverAuth: true },
        altNamesOf(hosts),
      ]
      const cert = signed(hosts[0] ?? 'nobody', keys.publicKey, extensions, change, issuer)
      return { cert, key: keys.pem }
    },
    authority(below, change = {}) {
      const keys = newKeys()
      const cert = signed(below, keys.publicKey, authorityExtensions(change), change, issuer)
      return authorityOf(below, { cert, key: keys.pem }, keys.privateKey)
    },
  }
}

function authorityExtensions({ isAuthority = true, hosts }: Change): object[] {
  return [
    ...(hosts ? [altNamesOf(hosts)] : []),
    { name: 'basicConstraints', cA: isAuthority, critical: true },
    { name: 'keyUsage', keyCertSign: true, cRLSign: true },
  ]
}

function altNamesOf(hosts: readonly string[]): object {
  const altNames = hosts.map((host) =>
    isIP(host) === 0 ? { type: 2, value: host } : { type: 7, ip: host },
  )
  return { name: 'subjectAltName', altNames }
}

function signed(
  name: string,
  publicKey: forge.pki.rsa.PublicKey,
  extensions: object[],
  { notBefore, notAfter }: Change,
  issuer: { readonly name: string; readonly key: forge.pki.rsa.PrivateKey },
): string {
  const cert = forge.pki.createCertificate()
  cert.publicKey = publicKey
  serial += 1
  // Never with a zero in front, which DER does not allow.
  cert.serialNumber = `01${serial.toString(16).padStart(6, '0')}`
  cert.validity.notBefore = notBefore ?? new Date(Date.now() - DAY_MS)
  cert.validity.notAfter = notAfter ?? new Date(Date.now() + 30 * DAY_MS)
  cert.setSubject([{ name: 'commonName', value: name }])
  cert.setIssuer([{ name: 'commonName', value: issuer.name }])
  cert.setExtensions(extensions)
  cert.sign(issuer.key, forge.md.sha256.create())
  return forge.pki.certificateToPem(cert)
}

/** Keys by Node, which is a hundred times faster at it than JavaScript. */
function newKeys() {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  })
  return {
    publicKey: forge.pki.publicKeyFromPem(publicKey),
    privateKey: forge.pki.privateKeyFromPem(privateKey),
    pem: privateKey,
  }
}
