import type { shell as english } from '../en/shell'
import type { Translated } from '../translated'

export const shell: Translated<typeof english> = {
  workspaces: '工作区',
  upload: '上传',
  download: '下载',
  uploadHint: '发送文件，获取链接',
  downloadHint: '粘贴链接，获取文件',
  running_other: '{{count}} 个正在进行',
  settings: '设置',
  practice: '练习模式：任何数据都不会离开本机，其余操作与真实 Bucket 完全一样。',
  secretMissing: '“{{label}}”的密钥只保留到退出为止。',
  typeSecret: '重新输入',
  dropTitle: '松开即可添加到上传',
  dropBody: '支持文件和文件夹；在您确认之前不会发送任何内容。',
  dropLinksTitle: '松开即可添加到下载',
  dropLinksBody: '链接会放入粘贴框。',
  startFailed: '窗口无法加载。',
}
