import type { AppInfo } from '../../shared/ipc/contract'
import type { Handlers } from '../ipc/handlers'
import { appHandlers } from '../ipc/handlers/app'
import { connectionHandlers } from '../ipc/handlers/connections'
import { downloadHandlers } from '../ipc/handlers/downloads'
import { linkHandlers } from '../ipc/handlers/links'
import { networkHandlers } from '../ipc/handlers/network'
import { noticeHandlers } from '../ipc/handlers/notices'
import { stagingHandlers } from '../ipc/handlers/staging'
import { transferHandlers } from '../ipc/handlers/transfers'
import { unfinishedHandlers } from '../ipc/handlers/unfinished'
import { uploadHandlers } from '../ipc/handlers/uploads'
import { createLinkCopier } from '../transfers/copy-links'
import type { Desktop } from './desktop'
import type { Services } from './services'

/** Puts the areas' handlers together; the type says when one is missing. */
export function createHandlers(
  services: Services,
  desktop: Desktop,
  info: () => AppInfo,
): Handlers {
  const { vault, staging, queue, settings, links, now, newId, reportBug } = services
  const { openFile, openFolder, showInFolder, writeClipboard, readClipboard, openExternal } =
    desktop
  return {
    ...appHandlers({
      info,
      settings,
      settingsChanged: () => queue.wake(),
      writeClipboard,
      readClipboard,
    }),
    ...networkHandlers({
      vault: services.network.vault,
      readCertificateFile: desktop.readCertificateFile,
      tryNetwork: () => services.network.tryIt(vault),
    }),
    ...connectionHandlers({
      vault,
      check: services.check,
      usePractice: () => services.practice.use(),
    }),
    ...stagingHandlers({ staging, pickPaths: desktop.pickPaths, reportBug }),
    ...uploadHandlers({ vault, staging, queue, settings, now, newId, reportBug }),
    ...downloadHandlers({
      vault,
      queue,
      settings,
      chooseFolder: desktop.chooseFolder,
      displayPath: desktop.displayPath,
      openFolder,
      sealLink: services.sealLink,
      now,
      newId,
      reportBug,
    }),
    ...noticeHandlers({ notices: services.notices }),
    ...transferHandlers({ queue, openFile, showInFolder }),
    ...unfinishedHandlers({
      unfinished: services.unfinished,
      changed: services.hintAtUnfinished,
    }),
    ...linkHandlers({
      links,
      copier: createLinkCopier({
        links,
        writeClipboard,
        publish: services.publishLinkCopying,
        nowMs: () => performance.now(),
      }),
      openExternal,
    }),
  }
}
