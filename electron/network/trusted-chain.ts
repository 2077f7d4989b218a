import { X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'

/** Key purposes of RFC 5280, 4.2.1.12: a server's, and "any". */
const FOR_SERVERS = ['1.3.6.1.5.5.7.3.1', '2.5.29.37.0']
/** Public chains have two or three links; a longer one is a circle or an attack. */
const MAX_LINKS = 6

export type ServerChain = {
  /** PEM, the server's own first, then what the server sent with it in any order. */
  readonly chain: readonly string[]
  /** Name or address that was asked for. */
  readonly host: string
  /** Whom the person trusts, PEM. */
  readonly authorities: readonly string[]
  readonly nowMs: number
}

/**
 * Whether a server's certificate is for this host, is valid now, and leads by valid signatures of
 * authorities to one that the person added. For verdicts of "unknown authority" only: it is as
 * strict as TLS needs, but knows no revocation, no name constraints and no path lengths.
 */
export function isTrustedChain({ chain, host, authorities, nowMs }: ServerChain): boolean {
  try {
    const [leaf, ...sent] = chain.map((pem) => new X509Certificate(pem))
    if (!leaf || !isFor(leaf, host) || !isValid(leaf, nowMs)) return false
    const roots = authorities.map((pem) => new X509Certificate(pem))
    // A server that vouches for itself, chosen by the person as such.
    if (roots.some((root) => root.fingerprint256 === leaf.fingerprint256)) return true
    return leadsToRoot(leaf, roots, sent.slice(0, 20), nowMs, MAX_LINKS)
  } catch {
    // What can't be read proves nothing.
    return false
  }
}

function leadsToRoot(
  certificate: X509Certificate,
  roots: readonly X509Certificate[],
  sent: readonly X509Certificate[],
  nowMs: number,
  linksLeft: number,
): boolean {
  if (linksLeft === 0) return false
  const issues = (issuer: X509Certificate) => isIssuer(issuer, certificate, nowMs)
  if (roots.some(issues)) return true
  return sent.some((next, index) => {
    const others = sent.filter((_, at) => at !== index)
    return issues(next) && leadsToRoot(next, roots, others, nowMs, linksLeft - 1)
  })
}

/** Names, identifiers and key usage first: the signature is the dear part. */
function isIssuer(issuer: X509Certificate, certificate: X509Certificate, nowMs: number): boolean {
  return (
    issuer.ca &&
    isValid(issuer, nowMs) &&
    certificate.checkIssued(issuer) &&
    certificate.verify(issuer.publicKey)
  )
}

/** By the alternative names alone, as browsers do: the common name is free text. */
function isFor(leaf: X509Certificate, host: string): boolean {
  const name = host.replace(/^\[(.*)\]$/, '$1')
  const fits =
    isIP(name) === 0
      ? leaf.checkHost(name, { subject: 'never', partialWildcards: false })
      : leaf.checkIP(name)
  if (fits === undefined) return false
  // Node's types call it what it is not: these are the extended key usages.
  const purposes: readonly string[] | undefined = leaf.keyUsage
  return !purposes?.length || purposes.some((purpose) => FOR_SERVERS.includes(purpose))
}

function isValid(certificate: X509Certificate, nowMs: number): boolean {
  return Date.parse(certificate.validFrom) <= nowMs && nowMs <= Date.parse(certificate.validTo)
}
