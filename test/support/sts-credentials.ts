const keySecret = 'made-up-next-secret'

/** A temporary key of a connection, made up. */
export const OLD_STS = { keyId: 'STS.made-up-old', securityToken: 'made-up-token' } as const

/** The one that follows it, as the practice server knows it. */
export const NEXT_STS = {
  keyId: 'STS.made-up-next',
  keySecret,
  securityToken: 'made-up-next-token',
} as const

/** The same as a person stores it. */
export const NEXT_STS_SECRET = {
  keyId: NEXT_STS.keyId,
  keySecret,
  stsToken: NEXT_STS.securityToken,
} as const
