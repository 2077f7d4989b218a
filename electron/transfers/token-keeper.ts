import type { AppErrorInfo } from '../../shared/errors'
import type { Notice } from '../../shared/notices'
import type { ConnectionFacts, ConnectionWatch } from './connection-watch'
import type { HoldEvent, Keeper } from './holds'
import { connectionOf } from './job-facts'

/**
 * Holds the rows of a connection whose temporary key has expired or is refused, or whose secret is
 * lost, until the connection is saved again, with a new key, or removed.
 */
export function createTokenKeeper(deps: {
  connections: ConnectionWatch
  tell: (event: HoldEvent) => void
}): Keeper {
  const held = new Map<string, { readonly version: number; readonly problem: KeyProblem }>()
  /** The version that each run began with: an old key may be refused after the new one is saved. */
  const startedWith = new Map<string, number>()
  const versionOf = (connectionId: string) => deps.connections.describe(connectionId)?.version
  const keyOf = (connectionId: string) => `token ${connectionId}`

  function release(connectionId: string): void {
    held.delete(connectionId)
    deps.tell({ type: 'released', key: keyOf(connectionId) })
  }

  deps.connections.onChanged(() => {
    for (const [connectionId, { version }] of [...held]) {
      if (versionOf(connectionId) !== version) release(connectionId)
    }
  })

  return {
    holding(job) {
      const connectionId = connectionOf(job)
      return connectionId !== undefined && held.has(connectionId) ? keyOf(connectionId) : undefined
    },
    judge(job, error) {
      const connectionId = connectionOf(job)
      const facts = connectionId === undefined ? undefined : deps.connections.describe(connectionId)
      if (connectionId === undefined || !facts) return undefined
      const problem = keyProblemOf(error, facts)
      if (problem === undefined) return undefined
      if (startedWith.get(job.row.id) !== facts.version) return 'again'
      held.set(connectionId, { version: facts.version, problem })
      return 'hold'
    },
    sign(job, sign) {
      const connectionId = connectionOf(job)
      const version = connectionId === undefined ? undefined : versionOf(connectionId)
      if (sign === 'started' && version !== undefined) startedWith.set(job.row.id, version)
      else if (sign !== 'alive') startedWith.delete(job.row.id)
    },
    watchUndoing(job) {
      const connectionId = connectionOf(job)
      const version = connectionId === undefined ? undefined : versionOf(connectionId)
      return (error) => {
        const facts =
          connectionId === undefined ? undefined : deps.connections.describe(connectionId)
        // A new key came meanwhile: the next try has it.
        if (connectionId === undefined || !facts || facts.version !== version) return undefined
        const problem = keyProblemOf(error, facts)
        if (problem === undefined) return undefined
        held.set(connectionId, { version, problem })
        return keyOf(connectionId)
      }
    },
    noticeOf(key, waiting, toEnd) {
      for (const [connectionId, { problem }] of held) {
        if (keyOf(connectionId) !== key) continue
        const label = deps.connections.describe(connectionId)?.label ?? ''
        return { about: 'token', key, waiting, toEnd, problem, connectionId, label }
      }
      return undefined
    },
    tryNow(key) {
      for (const id of [...held.keys()]) if (keyOf(id) === key) release(id)
    },
  }
}

type KeyProblem = Extract<Notice, { readonly about: 'token' }>['problem']

/** OSS says of an expired temporary key either so, or that there is no such key. */
function keyProblemOf(
  { code }: AppErrorInfo,
  { isTemporary }: ConnectionFacts,
): KeyProblem | undefined {
  if (code === 'OSS_TOKEN_EXPIRED' || (isTemporary && code === 'OSS_KEY_UNKNOWN')) return 'expired'
  // A slip in typing the new key must not fail the rows that have waited for it.
  if (isTemporary && (code === 'OSS_TOKEN_INVALID' || code === 'OSS_SECRET_WRONG')) return 'refused'
  return code === 'SECRET_MISSING' || code === 'SECRET_UNREADABLE' ? 'missing' : undefined
}
