import { common } from './en/common'
import { connections } from './en/connections'
import { download } from './en/download'
import { errors } from './en/errors'
import { links } from './en/links'
import { naming } from './en/naming'
import { network } from './en/network'
import { notices } from './en/notices'
import { settings } from './en/settings'
import { shell } from './en/shell'
import { transfers } from './en/transfers'
import { unfinished } from './en/unfinished'
import { upload } from './en/upload'
import type { Translated } from './translated'
import { common as zhCommon } from './zh-cn/common'
import { connections as zhConnections } from './zh-cn/connections'
import { download as zhDownload } from './zh-cn/download'
import { errors as zhErrors } from './zh-cn/errors'
import { links as zhLinks } from './zh-cn/links'
import { naming as zhNaming } from './zh-cn/naming'
import { network as zhNetwork } from './zh-cn/network'
import { notices as zhNotices } from './zh-cn/notices'
import { settings as zhSettings } from './zh-cn/settings'
import { shell as zhShell } from './zh-cn/shell'
import { transfers as zhTransfers } from './zh-cn/transfers'
import { unfinished as zhUnfinished } from './zh-cn/unfinished'
import { upload as zhUpload } from './zh-cn/upload'

/** Every English sentence, one namespace per feature. */
export const english = {
  common,
  connections,
  download,
  errors,
  links,
  naming,
  notices,
  network,
  settings,
  shell,
  transfers,
  unfinished,
  upload,
}

/** The same sentences in Simplified Chinese. */
export const chinese: Translated<typeof english> = {
  common: zhCommon,
  connections: zhConnections,
  download: zhDownload,
  errors: zhErrors,
  links: zhLinks,
  naming: zhNaming,
  notices: zhNotices,
  network: zhNetwork,
  settings: zhSettings,
  shell: zhShell,
  transfers: zhTransfers,
  unfinished: zhUnfinished,
  upload: zhUpload,
}
