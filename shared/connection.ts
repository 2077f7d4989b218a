import { z } from './schema'

/**
 * How a bucket is addressed: `virtual-host` - `https://bucket.endpoint/key`, the way of the public
 * service; `cname` - `https://bound.domain/key`; `path-style` - `http://host/bucket/key`, which the
 * public service refuses and OSS-compatible servers (the practice bucket among them) speak.
 */
export const ADDRESSING = ['virtual-host', 'cname', 'path-style'] as const
export type Addressing = (typeof ADDRESSING)[number]

export const SIGNATURE_VERSIONS = ['v4', 'v1'] as const
export type SignatureVersion = (typeof SIGNATURE_VERSIONS)[number]

/** Where the secret lies: in the system's keyring, or in memory until the app quits. */
export const PROTECTIONS = ['keyring', 'session'] as const
export type Protection = (typeof PROTECTIONS)[number]

/** What a connection is, apart from its secret. */
export const connectionFieldsSchema = z.object({
  label: z.string().trim().min(1).max(100),
  addressing: z.enum(ADDRESSING),
  /** `https://oss-cn-hangzhou.aliyuncs.com`, or the bound domain when `addressing` is `cname`. */
  endpoint: z.string().min(1).max(300),
  bucket: z.string().min(1).max(100),
  /** Region id for V4 signatures, `cn-hangzhou`; never with `oss-` before or `-internal` after it. */
  region: z.string().max(60),
  signatureVersion: z.enum(SIGNATURE_VERSIONS),
  /** A bound domain that signed links are made for, when uploads go another way; '' for none. */
  linkDomain: z.string().max(300),
})
export type ConnectionFields = z.infer<typeof connectionFieldsSchema>

/** The secret part. It crosses IPC in one direction only: from the form to main. */
export const connectionSecretSchema = z.object({
  keyId: z.string().trim().min(1).max(200),
  keySecret: z.string().trim().min(1).max(400),
  stsToken: z.string().trim().max(10_000).optional(),
})
export type ConnectionSecret = z.infer<typeof connectionSecretSchema>

/** What the page may know of a stored connection. */
export const connectionSummarySchema = connectionFieldsSchema.extend({
  id: z.string(),
  /** First four and last four characters of the AccessKey ID, to tell keys apart. */
  keyIdHint: z.string(),
  hasStsToken: z.boolean(),
  protection: z.enum(PROTECTIONS),
  /** False after a restart when the secret was kept only until quit, or when the keyring lost it. */
  hasSecret: z.boolean(),
  isPractice: z.boolean(),
})
export type ConnectionSummary = z.infer<typeof connectionSummarySchema>

/** What the form sends: without `secret` the stored one is kept (edit without typing it again). */
export const connectionDraftSchema = z.object({
  id: z.string().max(60).optional(),
  fields: connectionFieldsSchema,
  secret: connectionSecretSchema.optional(),
  /** Accepts memory-only storage when the system has no keyring. */
  keepUntilQuit: z.boolean(),
})
export type ConnectionDraft = z.infer<typeof connectionDraftSchema>
