import { app } from 'electron'
import type { AppInfo } from '../../shared/ipc/contract'

const PLATFORMS: Readonly<Record<string, AppInfo['platform']>> = {
  darwin: 'darwin',
  win32: 'win32',
  linux: 'linux',
}

/** @param downloadFolder as it may be shown, undefined until chosen */
export function appInfo(downloadFolder: string | undefined): AppInfo {
  return {
    version: app.getVersion(),
    platform: PLATFORMS[process.platform] ?? 'other',
    systemLanguage: app.getPreferredSystemLanguages()[0] ?? app.getLocale(),
    ...(downloadFolder === undefined ? {} : { downloadFolder }),
  }
}
