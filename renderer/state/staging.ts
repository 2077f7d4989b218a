import type { Staging } from '../../shared/staging'
import { courier } from '../bridge'
import { createMirror } from './mirror'

/** Files that wait for "Upload". */
export const stagingMirror = createMirror<Staging>(
  () => courier.staging.get(),
  (listener, current) =>
    courier.on('staging.changed', (change) => {
      const before = current()
      if (before !== undefined) listener({ ...before, ...change })
    }),
)

/** One part of what is staged; the selector must return something stable. */
export function useStaging<S>(selector: (staging: Staging) => S): S {
  return stagingMirror.use(selector)
}
