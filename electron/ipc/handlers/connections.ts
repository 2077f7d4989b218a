import type { ConnectionDraft, ConnectionSummary } from '../../../shared/connection'
import type { CheckReport } from '../../../shared/ipc/contract'
import type { Vault } from '../../connections/vault'
import type { HandlersOf } from '../handlers'

/** Commands about connections; no answer ever holds a secret. */
export function connectionHandlers(deps: {
  vault: Vault
  check: (draft: ConnectionDraft) => Promise<CheckReport>
  usePractice: () => Promise<ConnectionSummary>
}): HandlersOf<'connections'> {
  const { vault } = deps
  return {
    'connections.list': () => vault.list(),
    'connections.save': (draft) => vault.save(draft),
    'connections.remove': async ({ id }) => {
      await vault.remove(id)
      return undefined
    },
    'connections.activate': async ({ id }) => {
      await vault.activate(id)
      return undefined
    },
    'connections.check': (draft) => deps.check(draft),
    'connections.usePractice': () => deps.usePractice(),
  }
}
