import { create } from 'zustand'
import type { AppInfo } from '../../shared/ipc/contract'
import { ask, courier } from '../bridge'

const store = create<{ readonly info: AppInfo | undefined }>(() => ({ info: undefined }))

/**
 * Asks again for version, platform, system language and download folder; call it after the folder
 * was chosen.
 * @throws CommandFailed
 */
export async function refreshAppInfo(): Promise<AppInfo> {
  const info = await ask(courier.app.info())
  store.setState({ info })
  return info
}

/** Facts about the app and the system; the app root shows nothing before they are known. */
export function useAppInfo<S>(selector: (info: AppInfo) => S): S {
  return store((state) => {
    if (state.info === undefined) throw new Error('App info was read before it was asked for')
    return selector(state.info)
  })
}
