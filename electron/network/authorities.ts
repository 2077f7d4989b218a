import { X509Certificate } from 'node:crypto'
import type { Authority } from '../../shared/network-keys'
import { AppError } from '../errors/app-error'

/** A bundle of all public authorities is 220 KB. */
export const MAX_CERTIFICATE_FILE_BYTES = 1024 * 1024
/** A company has one or two; a bundle of the whole world is not what the field is for. */
const MAX_AUTHORITIES = 50

const PEM = /-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----[\s\S]+?-----END [A-Z0-9 ]+-----/g

/**
 * The certificates in a file, in PEM or (one alone) in DER; whatever else is in it, a private key
 * among them, is left out.
 * @throws AppError CERTIFICATE_UNREADABLE | CERTIFICATE_NOT_AUTHORITY
 */
export function readAuthorities(content: Buffer): readonly X509Certificate[] {
  const blocks = content.toString('latin1').match(PEM)
  const certificates = (blocks ?? [content]).map(readOne)
  if (certificates.length > MAX_AUTHORITIES) throw new AppError('CERTIFICATE_UNREADABLE')
  const stranger = certificates.find((one) => !mayBeTrusted(one))
  if (stranger) {
    throw new AppError('CERTIFICATE_NOT_AUTHORITY', { name: subjectOf(stranger) })
  }
  return certificates
}

/** What the page may know of a certificate. */
export function describeAuthority(certificate: X509Certificate): Authority {
  return {
    id: certificate.fingerprint256,
    subject: subjectOf(certificate),
    expiresAtMs: Date.parse(certificate.validTo),
  }
}

function readOne(block: string | Buffer): X509Certificate {
  try {
    return new X509Certificate(block)
  } catch (cause) {
    throw new AppError('CERTIFICATE_UNREADABLE', {}, { cause })
  }
}

/** An authority, or a server that vouches for itself; any other certificate would trust nothing. */
function mayBeTrusted(certificate: X509Certificate): boolean {
  return certificate.ca || certificate.checkIssued(certificate)
}

function subjectOf({ subject }: X509Certificate): string {
  const lines = (subject ?? '').split('\n')
  const name = lines.find((line) => line.startsWith('CN=')) ?? lines.find((l) => l.startsWith('O='))
  return (name?.slice(name.indexOf('=') + 1) ?? lines.join(', ')).slice(0, 200)
}
