import { create, type StoreApi, type UseBoundStore } from 'zustand'
import type { Result } from '../../shared/errors'
import { ask } from '../bridge'

interface MirrorState<T> {
  readonly value: T | undefined
}

/** A read-only copy of something that main owns. */
export interface Mirror<T> {
  readonly store: UseBoundStore<StoreApi<MirrorState<T>>>
  /** Subscribes first and asks afterwards, so that no change falls between the two. */
  readonly start: () => Promise<void>
  /** The current value. Called by components that live below the loading gate of the app root. */
  readonly use: <S>(selector: (value: T) => S) => S
  /** The current value outside React. */
  readonly get: () => T
}

/**
 * Keeps a copy of one whole value of main: fetched once, replaced by each event.
 * @param read asks main for the value
 * @param subscribe hears about later values; of one that is told in parts, `current` is what the
 *   parts belong to: undefined before the whole has come, which will hold them
 */
export function createMirror<T>(
  read: () => Promise<Result<T>>,
  subscribe: (listener: (value: T) => void, current: () => T | undefined) => void,
): Mirror<T> {
  const store = create<MirrorState<T>>(() => ({ value: undefined }))
  const current = () => store.getState().value
  const loaded = (state: MirrorState<T>): T => {
    if (state.value === undefined) throw new Error('This mirror was read before it was started')
    return state.value
  }
  return {
    store,
    start: async () => {
      let heardLater = false
      subscribe((value) => {
        heardLater = true
        store.setState({ value })
      }, current)
      const value = await ask(read())
      if (!heardLater) store.setState({ value })
    },
    use: (selector) => store((state) => selector(loaded(state))),
    get: () => loaded(store.getState()),
  }
}
