import type { StagingArea } from '../../transfers/staging'
import type { HandlersOf } from '../handlers'

/** Commands about files that wait for "Upload". */
export function stagingHandlers(deps: {
  staging: StagingArea
  pickPaths: (kind: 'files' | 'folder') => Promise<readonly string[]>
  reportBug: (thrown: unknown) => void
}): HandlersOf<'staging'> {
  /** The page does not wait for a walk of 100,000 files: it sees them arrive. */
  const stage = (paths: readonly string[]) => {
    deps.staging.addPaths(paths).catch(deps.reportBug)
  }
  return {
    'staging.get': () => deps.staging.view(),
    'staging.addPaths': ({ paths }) => {
      stage(paths)
      return undefined
    },
    'staging.pick': async ({ kind }) => {
      const paths = await deps.pickPaths(kind)
      if (paths.length > 0) stage(paths)
      return { picked: paths.length }
    },
    'staging.remove': ({ ids }) => {
      deps.staging.remove(ids)
      return undefined
    },
    'staging.clear': () => {
      deps.staging.clear()
      return undefined
    },
    'staging.stopAdding': () => {
      deps.staging.stopTaken()
      return undefined
    },
  }
}
