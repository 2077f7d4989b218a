import type { ConnectionSummary } from '../../shared/connection'
import type { Connections } from '../../shared/ipc/contract'
import { courier } from '../bridge'
import { createMirror } from './mirror'

/** Connections without their secrets, and which of them is in use. */
export const connectionsMirror = createMirror<Connections>(
  () => courier.connections.list(),
  (listener) => courier.on('connections.changed', listener),
)

/** One part of the connections; the selector must return something stable. */
export function useConnections<S>(selector: (connections: Connections) => S): S {
  return connectionsMirror.use(selector)
}

/** The connection in use, or undefined before the first one. */
export function activeConnectionOf(connections: Connections): ConnectionSummary | undefined {
  return connections.connections.find((one) => one.id === connections.activeId)
}

/** The connection in use, or undefined before the first one. */
export function useActiveConnection(): ConnectionSummary | undefined {
  return useConnections(activeConnectionOf)
}
