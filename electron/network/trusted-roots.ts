import tls, { type SecureContext } from 'node:tls'

/** The part of `node:tls` that is used; `getCACertificates` came with Node 22.15. */
export type RootSource = {
  readonly rootCertificates: readonly string[]
  readonly getCACertificates?: ((kind: 'default' | 'system') => readonly string[]) | undefined
}

/**
 * Whom https connections of Node trust: its own list, the system's where this Node can read that,
 * and the person's certificates. Made once for each set of those: reading 150 certificates takes
 * some 20 ms, too long for every connection.
 * @param own PEM, one certificate each; asked at every call
 * @returns gives undefined where Node's own list is all there is: then Node does best by itself
 */
export function createTrust(
  own: () => readonly string[],
  source: RootSource = tls as RootSource,
): () => SecureContext | undefined {
  let made: { readonly own: string; readonly context: SecureContext | undefined } | undefined
  return () => {
    const certificates = own()
    const name = certificates.join()
    if (made?.own !== name) made = { own: name, context: contextOf(certificates, source) }
    return made.context
  }
}

function contextOf(own: readonly string[], source: RootSource): SecureContext | undefined {
  const system = listOf(source, 'system')
  if (own.length === 0 && system.length === 0) return undefined
  const usual = listOf(source, 'default')
  const bundled = usual.length > 0 ? usual : source.rootCertificates
  return tls.createSecureContext({ ca: [...new Set([...bundled, ...system, ...own])] })
}

/** A system whose store can't be read is no reason to trust nobody. */
function listOf(source: RootSource, kind: 'default' | 'system'): readonly string[] {
  try {
    return source.getCACertificates?.(kind) ?? []
  } catch {
    return []
  }
}
