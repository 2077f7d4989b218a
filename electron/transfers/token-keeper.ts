import type { AppErrorInfo } from '../../shared/errors'
import type { ConnectionFacts, ConnectionWatch } from './connection-watch'
import type { HoldEvent, Keeper } from './holds'
import { connectionOf } from './job-facts'

/**
 * Holds the rows of a connection whose temporary key has expired until the connection is saved
 * again, with a new key, or removed.
 */
export function createTokenKeeper(deps: {
  connections: ConnectionWatch
  tell: (event: HoldEvent) => void
}): Keeper {
  /** The version of each held connection whose key has expired. */
  const expired = new Map<string, number>()
  /** The version that each run began with: an old key may be refused after the new one is saved. */
  const startedWith = new Map<string, number>()
  const versionOf = (connectionId: string) => deps.connections.describe(connectionId)?.version
  const keyOf = (connectionId: string) => `token ${connectionId}`

  function release(connectionId: string): void {
    expired.delete(connectionId)
    deps.tell({ type: 'released', key: keyOf(connectionId) })
  }

  deps.connections.onChanged(() => {
    for (const [connectionId, version] of [...expired]) {
      if (versionOf(connectionId) !== version) release(connectionId)
    }
  })

  return {
    holding(job) {
      const connectionId = connectionOf(job)
      return connectionId !== undefined && expired.has(connectionId)
        ? keyOf(connectionId)
        : undefined
    },
    judge(job, error) {
      const connectionId = connectionOf(job)
      const facts = connectionId === undefined ? undefined : deps.connections.describe(connectionId)
      if (connectionId === undefined || !facts || !isExpiry(error, facts)) return undefined
      if (startedWith.get(job.row.id) !== facts.version) return 'again'
      expired.set(connectionId, facts.version)
      return 'hold'
    },
    sign(job, sign) {
      const connectionId = connectionOf(job)
      const version = connectionId === undefined ? undefined : versionOf(connectionId)
      if (sign === 'started' && version !== undefined) startedWith.set(job.row.id, version)
      else if (sign !== 'alive') startedWith.delete(job.row.id)
    },
    noticeOf(key, waiting) {
      const connectionId = [...expired.keys()].find((id) => keyOf(id) === key)
      if (connectionId === undefined) return undefined
      const label = deps.connections.describe(connectionId)?.label ?? ''
      return { about: 'token', key, waiting, connectionId, label }
    },
    tryNow(key) {
      for (const id of [...expired.keys()]) if (keyOf(id) === key) release(id)
    },
  }
}

/** OSS says of an expired temporary key either so, or that there is no such key. */
function isExpiry(error: AppErrorInfo, { isTemporary }: ConnectionFacts): boolean {
  return error.code === 'OSS_TOKEN_EXPIRED' || (isTemporary && error.code === 'OSS_KEY_UNKNOWN')
}
