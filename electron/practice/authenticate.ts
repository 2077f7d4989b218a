import { timingSafeEqual } from 'node:crypto'
import { type ClaimV1, type ClaimV4, readClaim } from './authorization'
import { accessDenied, invalidArgument, OssError } from './oss-error'
import type { PracticeCredential } from './practice-options'
import type { RequestTarget } from './request-target'
import { assertLinkAlive, assertNotSkewed, parseBasicTimestamp } from './request-time'
import { signatureV1, stringToSignV1 } from './signature-v1'
import {
  canonicalRequestV4,
  createSigningKeys,
  type ScopeV4,
  signatureV4,
  stringToSignV4,
} from './signature-v4'
import { type SignedRequest, signedHeader } from './signed-request'

/** Who asked, and which reading of the request the signature covers. */
export type Authenticated = {
  readonly target: RequestTarget
  /** undefined for an anonymous request. */
  readonly credential: PracticeCredential | undefined
}

/** What signatures are checked against. */
export type AuthenticationRules = {
  readonly credentials: readonly PracticeCredential[]
  readonly requireV4: boolean
  /** The region of a bucket; undefined when there is no such bucket. */
  readonly regionOf: (bucket: string) => string | undefined
}

function equalInConstantTime(a: string, b: string): boolean {
  const left = Buffer.from(a)
  const right = Buffer.from(b)
  return left.length === right.length && timingSafeEqual(left, right)
}

function doesNotMatch(claim: ClaimV1 | ClaimV4, stringToSign: string, canonicalRequest?: string) {
  const message =
    'The request signature we calculated does not match the signature you provided. Check your key and signing method.'
  const bytes = Buffer.from(stringToSign).toString('hex').toUpperCase()
  return new OssError(403, 'SignatureDoesNotMatch', message, {
    ec: claim.kind === 'v4' ? '0002-00000201' : '0002-00000040',
    details: [
      ['OSSAccessKeyId', claim.keyId],
      ['SignatureProvided', claim.signature],
      ['StringToSign', stringToSign],
      ['StringToSignBytes', (bytes.match(/../g) ?? []).join(' ')],
      ...(canonicalRequest === undefined
        ? []
        : ([['CanonicalRequest', canonicalRequest]] as const)),
    ],
  })
}

function unknownKey(keyId: string, ec: string, message: string): OssError {
  return new OssError(403, 'InvalidAccessKeyId', message, {
    ec,
    details: [['OSSAccessKeyId', keyId]],
  })
}

function findCredential(
  credentials: readonly PracticeCredential[],
  claim: ClaimV1 | ClaimV4,
  nowMs: number,
): PracticeCredential {
  const credential = credentials.find(({ keyId }) => keyId === claim.keyId)
  // A temporary key without its token is looked for among the permanent ones, and not found.
  const tokenMissing = credential?.securityToken !== undefined && claim.token === undefined
  if (!credential || tokenMissing) {
    const message = 'The OSS Access Key Id you provided does not exist in our records.'
    throw unknownKey(claim.keyId, '0002-00000902', message)
  }
  if (credential.disabled) {
    const message = 'The OSS Access Key Id you provided is disabled.'
    throw unknownKey(claim.keyId, '0002-00000903', message)
  }
  if (credential.securityToken === undefined && claim.token !== undefined) {
    const message = 'The AccessKeyId and the security token do not belong together.'
    throw new OssError(403, 'AccessKeyIdAndSecurityTokenNotMatch', message)
  }
  if (!equalInConstantTime(credential.securityToken ?? '', claim.token ?? '')) {
    const message = 'The security token you provided is invalid.'
    throw new OssError(403, 'InvalidSecurityToken', message, { ec: '0002-00000801' })
  }
  if (credential.expiresAtMs !== undefined && credential.expiresAtMs <= nowMs) {
    const message = 'The security token you provided has expired.'
    throw new OssError(403, 'SecurityTokenExpired', message, { ec: '0002-00000805' })
  }
  return credential
}

function assertRegion(scope: ScopeV4, target: RequestTarget, rules: AuthenticationRules): void {
  const expected = target.hostRegion ?? rules.regionOf(target.bucket)
  if (expected === undefined || expected === scope.region) return
  const message = `Invalid signing region in Authorization header, expected '${expected}'.`
  throw invalidArgument(message, 'Region', scope.region, '0002-00000226')
}

/**
 * Makes the check of signatures: V1 and V4, in the header and in the link, with or without STS.
 * The secret is in no answer. The order is form, key, token, time, region, signature.
 */
export function createAuthenticate(rules: AuthenticationRules) {
  const signingKey = createSigningKeys()

  function checkV1(
    request: SignedRequest,
    claim: ClaimV1,
    targets: readonly RequestTarget[],
    nowMs: number,
  ): Authenticated {
    if (rules.requireV4) {
      throw accessDenied('The V1 signature is not supported. Use V4 signatures.', '0002-00000080')
    }
    const credential = findCredential(rules.credentials, claim, nowMs)
    const date =
      signedHeader(request.headers, 'x-oss-date') ?? signedHeader(request.headers, 'date')
    if (claim.expiresSeconds === undefined) assertNotSkewed(parseDate(date), nowMs)
    else assertLinkAlive(claim.expiresSeconds * 1000, nowMs, '0002-00000069')
    const signedTime =
      claim.expiresSeconds === undefined ? (date ?? '') : String(request.query.get('Expires'))
    const texts = targets.map(({ bucket, key }) => stringToSignV1(request, bucket, key, signedTime))
    const found = texts.findIndex((text) =>
      equalInConstantTime(signatureV1(credential.keySecret, text), claim.signature),
    )
    const target = targets[found]
    if (!target) throw doesNotMatch(claim, texts[0] ?? '')
    return { target, credential }
  }

  function checkV4(
    request: SignedRequest,
    claim: ClaimV4,
    targets: readonly RequestTarget[],
    nowMs: number,
  ): Authenticated {
    const credential = findCredential(rules.credentials, claim, nowMs)
    const signedMs = parseBasicTimestamp(claim.timestamp)
    if (claim.validSeconds === undefined) {
      assertNotSkewed(signedMs, nowMs)
    } else {
      assertNotSkewed(signedMs, nowMs, 'only-ahead')
      assertLinkAlive((signedMs ?? 0) + claim.validSeconds * 1000, nowMs, '0002-00000236')
    }
    if (claim.scope.day !== claim.timestamp.slice(0, 8)) {
      throw invalidArgument(
        'The date of Credential does not match x-oss-date.',
        'Credential',
        claim.scope.day,
        '0002-00000212',
      )
    }
    const first = targets[0]
    if (first) assertRegion(claim.scope, first, rules)
    const texts = targets.map(({ bucket, key }) => {
      const parts = { ...claim, bucket, key, payloadHash: 'UNSIGNED-PAYLOAD' }
      const canonical = canonicalRequestV4(request, parts)
      return { canonical, stringToSign: stringToSignV4(parts, canonical) }
    })
    const secret = signingKey(credential.keySecret, claim.scope)
    const found = texts.findIndex(({ stringToSign }) =>
      equalInConstantTime(signatureV4(secret, stringToSign), claim.signature),
    )
    const target = targets[found]
    if (!target) throw doesNotMatch(claim, texts[0]?.stringToSign ?? '', texts[0]?.canonical)
    return { target, credential }
  }

  /** @throws OssError with the code and EC that the service gives */
  return function authenticate(
    request: SignedRequest,
    targets: readonly [RequestTarget, ...RequestTarget[]],
    nowMs: number,
  ): Authenticated {
    const claim = readClaim(request)
    switch (claim.kind) {
      case 'anonymous':
        return { target: targets[0], credential: undefined }
      case 'v1':
        return checkV1(request, claim, targets, nowMs)
      case 'v4':
        return checkV4(request, claim, targets, nowMs)
    }
  }
}

function parseDate(text: string | undefined): number | undefined {
  const milliseconds = parseBasicTimestamp(text ?? '') ?? Date.parse(text ?? '')
  return Number.isNaN(milliseconds) ? undefined : milliseconds
}
