import type { UnfinishedUploads } from '../../transfers/unfinished'
import type { HandlersOf } from '../handlers'

/** Commands about uploads in parts that lie unfinished on the server. */
export function unfinishedHandlers(deps: {
  unfinished: UnfinishedUploads
  /** Told after each look and change, for the hint that some are old. */
  changed: () => void
}): HandlersOf<'unfinished'> {
  const { unfinished, changed } = deps
  return {
    'unfinished.list': ({ connectionId }) => unfinished.list(connectionId).finally(changed),
    'unfinished.resume': async ({ connectionId, uploadId }) => {
      await unfinished.resume(connectionId, uploadId).finally(changed)
      return undefined
    },
    'unfinished.remove': ({ connectionId, uploadIds }) =>
      unfinished.remove(connectionId, uploadIds).finally(changed),
  }
}
