import type { AppErrorCode } from '../../../shared/errors'
import type { ErrorWords } from '../error-words'

/** OSS 返回的错误。 */
export const ossErrors = {
  OSS_KEY_UNKNOWN: {
    what: 'OSS 中不存在该 AccessKey ID。',
    next: '请重新复制 AccessKey ID，并确认该 AccessKey 未被删除。',
  },
  OSS_KEY_DISABLED: {
    what: '该 AccessKey 已被禁用。',
    next: '请在 RAM 控制台启用，或更换 AccessKey。',
  },
  OSS_KEY_ADDRESS_NOT_ALLOWED: {
    what: '该 AccessKey 不允许从本机的网络地址使用。',
    next: '请在 RAM 控制台的 AccessKey 网络访问限制中添加该地址，或更换网络。',
  },
  OSS_SECRET_WRONG: {
    what: 'AccessKey Secret 与 AccessKey ID 不匹配。',
    next: '请编辑该连接，重新完整复制 AccessKey Secret，注意不要带空格。',
  },
  OSS_TOKEN_INVALID: {
    what: 'STS Token 与该 AccessKey 不匹配。',
    next: '请重新获取临时凭证，并同时更新三个值。',
  },
  OSS_TOKEN_EXPIRED: {
    what: '临时凭证（STS）已过期。',
    next: '请重新获取临时凭证，更新连接后重试；队列中的任务不会丢失。',
  },
  OSS_ACCESS_DENIED: {
    what: 'OSS 拒绝访问：该 AccessKey 没有相应权限。',
    what_named: 'OSS 拒绝访问：该 AccessKey 没有 Bucket {{bucket}} 的相应权限。',
    next: '请联系 Bucket 所有者授权（上传需 oss:PutObject，下载需 oss:GetObject），或更换 AccessKey。',
  },
  OSS_REFERER_DENIED: {
    what: '请求被 Bucket 的防盗链（Referer）规则拒绝。',
    next: '请在 Bucket 的防盗链设置中允许空 Referer。',
  },
  OSS_NO_SUCH_BUCKET: {
    what: '该 Bucket 不存在。',
    what_named: 'Bucket {{bucket}} 不存在。',
    next: '请检查连接中的 Bucket 名称。',
  },
  OSS_NO_SUCH_KEY: {
    what: 'Bucket 中没有该对象。',
    what_named: 'Bucket 中没有名为 {{key}} 的对象。',
    next: '请检查链接：对象可能已被删除或重命名，名称区分大小写。',
  },
  OSS_NO_SUCH_UPLOAD: {
    what: 'OSS 上已没有这次未完成的分片上传，可能已在别处结束。',
    next: '请点击“重试”，从头上传该文件。',
  },
  OSS_WRONG_ENDPOINT: {
    what: '该 Bucket 需要通过其他 Endpoint 访问。',
    what_named: '该 Bucket 需要通过 {{endpoint}} 访问。',
    next: '请编辑该连接，选择 Bucket 所在地域。',
    next_named: '请在连接中改用 {{endpoint}}。',
  },
  OSS_WRONG_REGION: {
    what: '连接中的地域与 Bucket 所在地域不一致。',
    what_named: 'Bucket 位于 {{region}}，与连接中的地域不一致。',
    next: '请编辑该连接，选择 Bucket 所在地域。',
    next_named: '请编辑该连接，将地域改为 {{region}}。',
  },
  OSS_CLOCK_SKEWED: {
    what: '本机时间偏差过大，OSS 无法接受签名。',
    what_named: '本机时间偏差 {{minutes}} 分钟，OSS 最多允许 15 分钟。',
    next: '请校准日期、时间和时区（建议开启自动同步）后重试。',
  },
  OSS_SIGNATURE_VERSION_REFUSED: {
    what: '服务器不接受该签名版本。',
    next: '请编辑该连接，切换签名版本；OSS 推荐使用 V4。',
  },
  OSS_PUBLIC_ENDPOINT_FORBIDDEN: {
    what: '该账号不能通过默认公网 Endpoint 访问中国内地地域。',
    next: '请为 Bucket 绑定自定义域名，并在连接中选择“自定义域名（CNAME）”。',
  },
  OSS_DOMAIN_NOT_BOUND: {
    what: '该域名未绑定到此 Bucket。',
    what_named: '域名 {{host}} 未绑定到此 Bucket。',
    next: '请在 OSS 控制台的“Bucket 配置 > 域名管理”中绑定，或检查域名拼写。',
  },
  OSS_DOWNLOAD_FORBIDDEN: {
    what: 'OSS 不允许通过默认域名分发此类文件。',
    next: '请为 Bucket 绑定自定义域名，并使用该域名生成链接。',
  },
  OSS_ACCOUNT_STOPPED: {
    what: '阿里云账号或 Bucket 已停用，通常是因为欠费。',
    next: '请在阿里云控制台查看账户余额，恢复后重试。',
  },
  OSS_OBJECT_ARCHIVED: {
    what: '对象为归档存储，暂时无法读取。',
    next: '请在 OSS 控制台解冻，完成后重试。',
  },
  OSS_ALREADY_EXISTS: {
    what: '同名对象已存在，未做改动。',
    next: '请选择“两者都保留”或“替换”，或更换名称。',
  },
  OSS_INVALID_NAME: {
    what: 'OSS 不接受该名称。',
    next: '请更换名称：不超过 1023 字节，且不能以“/”或“\\”开头。',
  },
  OSS_THROTTLED: {
    what: '请求过于频繁，OSS 要求降低速率。',
    next: '请稍候再试；如持续出现，请在设置中减少“同时传输文件数”。',
  },
  OSS_SERVER_ERROR: {
    what: 'OSS 服务端出错。',
    next: '请稍后重试；如持续出现，请将 Request ID 提供给阿里云技术支持。',
  },
  OSS_REJECTED: {
    what: 'OSS 拒绝了该请求。',
    what_named: 'OSS 拒绝了该请求（HTTP {{status}}）。',
    next: '请根据详细信息中的 OSS 错误码排查，或将 Request ID 提供给阿里云技术支持。',
  },
} satisfies Record<Extract<AppErrorCode, `OSS_${string}`>, ErrorWords>
