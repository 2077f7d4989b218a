import type { notices as english } from '../en/notices'
import type { Translated } from '../translated'

export const notices: Translated<typeof english> = {
  clockBehind: '本机时钟慢了 {{time}}；传输和链接已改用正确的时间。',
  clockAhead: '本机时钟快了 {{time}}；传输和链接已改用正确的时间。',
  key: {
    expired_other:
      '{{formatted}} 个传输正在等待：“{{label}}”的临时密钥已过期。输入新的密钥后会自动继续。',
    refused_other:
      '{{formatted}} 个传输正在等待：“{{label}}”的临时密钥被拒绝。输入正确的密钥后会自动继续。',
    missing_other:
      '{{formatted}} 个传输正在等待：“{{label}}”的密钥已不在本机。重新输入后会自动继续。',
  },
  keyToEnd: {
    expired_other:
      '{{formatted}} 个已取消的上传仍有数据留在服务器上：“{{label}}”的临时密钥已过期。输入新的密钥后会自动清除。',
    refused_other:
      '{{formatted}} 个已取消的上传仍有数据留在服务器上：“{{label}}”的临时密钥被拒绝。输入正确的密钥后会自动清除。',
    missing_other:
      '{{formatted}} 个已取消的上传仍有数据留在服务器上：“{{label}}”的密钥已不在本机。重新输入后会自动清除。',
  },
  enterKey: { expired: '输入新的 Token', refused: '重新输入', missing: '重新输入' },
  disk_other: '{{formatted}} 个下载正在等待：{{folder}} 所在磁盘已满。有空间后会自动继续。',
  diskRoom: '需要 {{needed}}，剩余 {{free}}。',
  journal_other:
    '{{formatted}} 个传输正在等待：应用无法写入其数据文件夹，磁盘可能已满。恢复后会自动继续。',
  offline_other: '{{formatted}} 个传输正在等待：本机未联网。网络恢复后会自动继续。',
  host_other: '{{formatted}} 个传输正在等待：无法连接 {{host}}。',
  hosts_other: '{{formatted}} 个传输正在等待：{{hosts}} 台服务器无法连接。',
  nextTry: '下次尝试：{{when}}。',
  tryNow: '立即重试',
  endpoint: '“{{label}}”的 Bucket 位于另一个 Endpoint：{{endpoint}}。退出前将一直使用它。',
  saveEndpoint: '保存到连接',
  unfinished_other: '服务器上有 {{formatted}} 个上传已中断超过一天，已上传的部分会产生存储费用。',
  showUnfinished: '查看',
  now: '现在',
  inTime: '{{time}}后',
}
