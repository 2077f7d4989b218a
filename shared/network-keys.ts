import { PROTECTIONS } from './connection'
import { z } from './schema'

/**
 * A proxy's user name and password. They cross IPC in one direction only: from the form to main.
 * A colon would end the user name (RFC 7617), and a control character the header.
 */
export const proxyLoginSchema = z.object({
  user: z
    .string()
    .min(1)
    .max(200)
    .regex(/^[^:\p{Cc}]+$/u),
  password: z
    .string()
    .max(400)
    .regex(/^\P{Cc}*$/u),
})
export type ProxyLoginInput = z.infer<typeof proxyLoginSchema>

/** A certificate that the person added to those whom this computer trusts. */
export const authoritySchema = z.object({
  id: z.string().min(1).max(100),
  /** Who it is about: its common name, or the whole subject on one line. */
  subject: z.string(),
  expiresAtMs: z.number(),
})
export type Authority = z.infer<typeof authoritySchema>

/** What the page may know of what main keeps for the network. */
export const networkKeysSchema = z.object({
  /** Of the login for the proxy that is set now; absent where there is none. */
  loginProtection: z.enum(PROTECTIONS).optional(),
  /** False where the system has no keyring: a login can then only be kept until the app quits. */
  keyringAvailable: z.boolean(),
  authorities: z.array(authoritySchema),
})
export type NetworkKeys = z.infer<typeof networkKeysSchema>
