import type { ConnectionSummary } from '../../../shared/connection'
import { addressOf } from '../../../shared/connection-hosts'
import type { ConnectionAddress } from '../../../shared/connection-url'
import type { Connections } from '../../../shared/ipc/contract'
import type { PastedLink } from '../../../shared/pasted-urls'

/** A paste in numbers. */
export interface PasteSummary {
  /** How many files "Start" would fetch. */
  readonly links: number
  readonly notLinks: number
  readonly duplicates: number
  /** Signed links that are over and that no key of ours can replace. */
  readonly expired: number
}

/** Counts what was found in a paste. @param nowMs for links that end while one looks at them */
export function summaryOf(
  links: readonly PastedLink[],
  duplicates: number,
  nowMs: number,
): PasteSummary {
  let notLinks = 0
  let expired = 0
  for (const link of links) {
    if (link.kind === 'not-a-link') notLinks += 1
    else if (isExpired(link, nowMs) && link.connectionId === undefined) expired += 1
  }
  return { links: links.length - notLinks, notLinks, duplicates, expired }
}

/** True for a signed link that is over. */
export function isExpired(link: PastedLink, nowMs: number): boolean {
  return link.kind === 'signed' && link.expiresAtMs !== undefined && link.expiresAtMs <= nowMs
}

/** What tells URLs of our buckets, the connection in use first, as main orders them. */
export function addressesOf({ connections, activeId }: Connections): readonly ConnectionAddress[] {
  return [...connections]
    .sort((a, b) => Number(b.id === activeId) - Number(a.id === activeId))
    .flatMap((connection) => addressOf(connection.id, connection) ?? [])
}

/**
 * The connection whose key fetches an OSS bucket that no connection names. The practice key is
 * made up and means nothing to OSS, so it is never sent there.
 */
export function foreignKeyHolder(
  active: ConnectionSummary | undefined,
): ConnectionSummary | undefined {
  return active === undefined || active.isPractice ? undefined : active
}
