import type { AppErrorCode } from '../../../shared/errors'
import type { ErrorWords } from '../error-words'
import { networkErrors } from './network-errors'
import { ossErrors } from './oss-errors'

/** 每个错误码对应的说明与处理办法；缺少文案的错误码无法通过编译。 */
export const errors = {
  UNEXPECTED: {
    what: '应用内部出现异常。',
    next: '请重试；如再次出现，请重启应用，并附上详细信息反馈问题。',
  },
  INVALID_REQUEST: {
    what: '应用无法识别该请求，未做任何更改。',
    next: '请检查刚才输入的内容后重试。',
  },
  UNTRUSTED_SENDER: {
    what: '有请求并非来自本窗口，已被拒绝。',
    next: '请重启应用；如再次出现，请反馈问题。',
  },
  CANCELLED: {
    what: '已取消。',
    next: '如需继续，请点击“重试”。',
  },
  NOTHING_TO_DO: {
    what: '没有可开始的任务。',
    next: '请先添加文件或粘贴链接。',
  },

  NO_CONNECTION: {
    what: '尚未选择连接。',
    next: '请在窗口顶部选择一个连接，或新建连接。',
  },
  CONNECTION_NOT_FOUND: {
    what: '该连接已被删除。',
    next: '请在窗口顶部选择其他连接。',
  },
  CONNECTION_INVALID: {
    what: '连接中有字段填写不正确。',
    what_named: '{{problem}}',
    next: '请编辑该连接，修改标出的字段后保存。',
  },
  KEYRING_UNAVAILABLE: {
    what: '系统没有可用的密钥环，无法安全保存密钥，因此未保存。',
    next: '请选择“仅保留到退出应用”，或解锁密钥环（GNOME Keyring、KWallet）后重新保存。',
  },
  SECRET_MISSING: {
    what: '该连接的 AccessKey Secret 已不在本机。',
    next: '请编辑该连接，重新输入 AccessKey Secret。',
  },
  SECRET_UNREADABLE: {
    what: '无法从系统密钥环中读取已保存的密钥。',
    next: '请解锁密钥环并重启应用，或编辑该连接重新输入 AccessKey Secret。',
  },
  LINK_VALIDITY_INVALID: {
    what: '签名链接的有效期超出允许范围。',
    what_named: '{{problem}}',
    next: '请缩短有效期：V4 签名允许 1 秒至 7 天。',
  },

  ...ossErrors,

  ...networkErrors,

  LINK_EXPIRED: {
    what: '该签名链接已过期。',
    next: '请索取新的链接，或使用自己的 AccessKey 重新签名。',
  },
  LINK_NOT_KEPT: {
    what: '该链接带有签名，而此系统没有可安全保存它的密钥环，因此关闭应用后未保留。',
    next: '请重新粘贴该链接。',
  },
  NOT_A_LINK: {
    what: '这不是可下载的链接。',
    next: '请粘贴以 http:// 或 https:// 开头的链接。',
  },
  HTTP_NOT_FOUND: {
    what: '该地址没有文件（404）。',
    what_named: '{{host}} 上没有该文件（404）。',
    next: '请检查链接是否完整；文件可能已被删除。',
  },
  HTTP_FORBIDDEN: {
    what: '服务器不公开提供该文件。',
    what_named: '{{host}} 不公开提供该文件。',
    next: '请索取签名链接；如为私有 Bucket，请添加有读取权限的连接。',
  },
  HTTP_THROTTLED: {
    what: '服务器要求降低请求速率。',
    next: '请稍候再试；如持续出现，请在设置中减少“同时传输文件数”。',
  },
  HTTP_SERVER_ERROR: {
    what: '服务器出错。',
    what_named: '{{host}} 服务端出错（HTTP {{status}}）。',
    next: '请稍后重试。',
  },
  HTTP_REJECTED: {
    what: '服务器拒绝了该请求。',
    what_named: '{{host}} 拒绝了该请求（HTTP {{status}}）。',
    next: '请在浏览器中打开该链接查看原因。',
  },
  REDIRECT_LOOP: {
    what: '链接陷入循环重定向。',
    next: '请在浏览器中打开该链接，复制最终地址后再试。',
  },
  REDIRECT_BAD_TARGET: {
    what: '链接被重定向到了非网页地址。',
    next: '请向链接提供者索取直接下载地址。',
  },

  BODY_CUT_SHORT: {
    what: '收到的数据不完整。',
    what_named: '只收到 {{receivedBytes}}，应为 {{expectedBytes}}。',
    next: '请检查网络后重试。',
  },
  OBJECT_CHANGED: {
    what: '下载过程中，服务器上的文件发生了变化。',
    next: '请重试，从头下载新版本。',
  },
  CHECKSUM_MISMATCH: {
    what: '校验值不一致：收到的内容与发送的内容不同。',
    next: '请重试。原文件未受影响；如已产生副本，请勿使用。',
  },

  FILE_NOT_FOUND: {
    what: '文件已不存在。',
    what_named: '{{name}} 已不存在。',
    next: '请将文件放回原处，或从新位置重新添加。',
  },
  FILE_UNREADABLE: {
    what: '无法读取文件。',
    what_named: '无法读取 {{name}}。',
    next: '请检查文件权限以及是否被其他程序占用，然后重试。',
  },
  FILE_CHANGED: {
    what: '上传过程中文件被修改。',
    next: '请等待文件保存完成后重试。',
  },
  FILE_NOT_REGULAR: {
    what: '这不是普通文件。',
    next: '请添加文件本身，而不是设备、套接字或快捷方式。',
  },
  FILE_NOT_OPENED: {
    what: '没有程序可以打开该文件。',
    what_named: '没有程序可以打开 {{name}}。',
    next: '请选择“在文件夹中显示”，再用支持此类文件的程序打开。',
  },
  FILE_TOO_LARGE: {
    what: '文件超过 OSS 允许的大小。',
    what_named: '文件超过 OSS 允许的大小（{{limitBytes}}）。',
    next: '请拆分成较小的文件。',
  },
  FOLDER_NOT_FOUND: {
    what: '文件夹已不存在。',
    next: '请重新选择文件夹。',
  },
  FOLDER_UNREADABLE: {
    what: '无法读取文件夹。',
    what_named: '无法读取文件夹 {{name}}。',
    next: '请检查文件夹权限后重新添加。',
  },
  FOLDER_EMPTY: {
    what: '文件夹中没有文件。',
    what_named: '文件夹 {{name}} 中没有文件。',
    next: '请放入文件后重新添加；OSS 不保存空文件夹。',
  },
  FOLDER_NOT_WRITABLE: {
    what: '无法写入该文件夹。',
    next: '请选择其他文件夹，或修改其权限。',
  },
  FOLDER_NOT_CHOSEN: {
    what: '尚未选择下载文件夹。',
    next: '请选择文件的保存位置。',
  },
  DISK_FULL: {
    what: '磁盘空间不足。',
    what_named: '磁盘空间不足，还需要 {{expectedBytes}}。',
    next: '请清理磁盘，或选择其他磁盘上的文件夹，然后重试。',
  },
  JOURNAL_NOT_WRITTEN: {
    what: '应用无法写入传输记录。',
    next: '请清理应用数据文件夹所在的磁盘，然后重试。',
  },

  KEY_INVALID: {
    what: 'OSS 不允许该对象名称。',
    what_named: '{{problem}}',
    next: '请修改目录或文件名，可在预览中查看结果。',
  },
  NO_FREE_NAME: {
    what: '同名文件过多，无法再自动编号。',
    next: '请更换名称或目录。',
  },
} satisfies Record<AppErrorCode, ErrorWords>
