/**
 * Why a connection can't be saved or tried, beyond what is wrong with an endpoint or a bucket name
 * by itself; with those, the values of `problem` in `CONNECTION_INVALID`.
 */
export const CONNECTION_PROBLEMS = [
  /** V4 signs with the region, and this endpoint does not tell it. */
  'REGION_NEEDED',
  'REGION_BAD',
  /** The bound domain is an address of OSS itself. */
  'DOMAIN_IS_OSS',
  'LINK_DOMAIN_IS_OSS',
  'LINK_DOMAIN_BAD',
  /** `bucket.127.0.0.1` is no host: an address needs the bucket in the path. */
  'ADDRESS_NEEDS_PATH_STYLE',
  /** A stored key is not sent to a host it was not typed for. */
  'NEW_HOST_NEEDS_SECRET',
  /** The practice connection is kept by the app itself. */
  'PRACTICE_IS_FIXED',
] as const
export type ConnectionProblem = (typeof CONNECTION_PROBLEMS)[number]
