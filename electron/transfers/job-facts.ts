import { parseUrl } from '../../shared/parse-url'
import type { ConnectionWatch } from './connection-watch'
import type { Job } from './job'

/** Whose key a job uses; undefined for links that are fetched as they are. */
export function connectionOf({ task }: Job): string | undefined {
  return task.direction === 'upload' ? task.connectionId : task.signed?.connectionId
}

/**
 * The host that a job will ask first, without bucket and port: an endpoint, or the host of a link.
 * undefined when it can't be told.
 */
export function hostOf(job: Job, connections: ConnectionWatch): string | undefined {
  const { task } = job
  const connectionId = connectionOf(job)
  const isOwn = task.direction === 'upload' || (task.signed !== undefined && !task.signed.foreign)
  const address =
    isOwn && connectionId !== undefined
      ? connections.describe(connectionId)?.endpoint
      : task.direction === 'download'
        ? task.url
        : undefined
  return address === undefined ? undefined : parseUrl(address)?.hostname
}

/** True for this computer itself: it is there without any network. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host)
}
