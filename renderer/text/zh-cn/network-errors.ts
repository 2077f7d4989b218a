import type { AppErrorCode } from '../../../shared/errors'
import type { ErrorWords } from '../error-words'

/** 网络、证书与代理的错误。 */
export const networkErrors = {
  NETWORK_OFFLINE: {
    what: '本机未连接网络。',
    next: '请连接网络后重试；队列中的任务不会丢失。',
  },
  HOST_NOT_FOUND: {
    what: '无法解析该域名。',
    what_named: '无法解析域名 {{host}}。',
    next: '请检查拼写以及 DNS、VPN 是否正常；内网 Endpoint 只能在阿里云内网中使用。',
  },
  CONNECTION_REFUSED: {
    what: '服务器拒绝连接。',
    what_named: '{{host}} 拒绝连接。',
    next: '请检查主机、端口、HTTP/HTTPS 协议以及防火墙设置。',
  },
  CONNECTION_LOST: {
    what: '连接中途断开。',
    what_named: '与 {{host}} 的连接中途断开。',
    next: '请检查网络后重试。',
  },
  TIMED_OUT: {
    what: '服务器响应超时。',
    what_named: '{{host}} 响应超时。',
    next: '请检查网络后重试；内网 Endpoint 只能在阿里云内网中使用。',
  },
  STALLED: {
    what: '长时间没有数据传输。',
    next: '请检查网络后重试。',
  },
  TOO_SLOW: {
    what: '服务器几乎不发送数据。',
    what_named: '{{host}} 几乎不发送数据：{{minutes}} 分钟内不到 {{limitBytes}}。',
    next: '请稍后重试。如果用浏览器打开也同样慢，请联系该服务器的管理员。',
  },
  TLS_FAILED: {
    what: '无法建立安全连接：服务器证书不受信任。',
    what_named: '无法与 {{host}} 建立安全连接：其证书不受信任。',
    next: '请检查本机时间和该域名的证书。',
  },
  TLS_UNKNOWN_AUTHORITY: {
    what: '无法建立安全连接：证书的颁发机构不受本机信任。',
    what_named: '无法与 {{host}} 建立安全连接：其证书的颁发机构不受本机信任。',
    next: '公司网络请索取企业根证书，并在“设置 › 网络”中添加；其他网络请勿继续，通信可能被窃听。',
  },
  CERTIFICATE_UNREADABLE: {
    what: '该文件中没有可读取的证书。',
    next: '请选择 PEM 或 DER 格式的证书（.pem、.crt、.cer），可向网络管理员索取根证书。',
  },
  CERTIFICATE_NOT_AUTHORITY: {
    what: '该证书不是颁发机构证书，添加后也不会生效。',
    what_named: '{{name}} 不是颁发机构证书，添加后也不会生效。',
    next: '请选择网络或公司的根证书，而不是某台服务器的证书。',
  },
  ANSWER_NOT_OSS: {
    what: '收到的是网页，而不是 OSS 的响应。',
    what_named: '{{host}} 返回的是网页，而不是 OSS 的响应。',
    next: '可能是代理或网络登录页面的响应。请在浏览器中登录网络，或检查代理和 Endpoint。',
  },
  PROXY_NOT_SET: {
    what: '已选择手动代理，但未填写代理地址。',
    next: '请在“设置 › 网络”中填写代理地址，或改用其他方式。',
  },
  PROXY_KIND_UNSUPPORTED: {
    what: '系统指定的代理类型不受支持（如 SOCKS）。',
    next: '请在“设置 › 网络”中填写 HTTP 代理；多数代理软件都提供 HTTP 端口。',
  },
  PROXY_UNREACHABLE: {
    what: '无法连接代理。',
    what_named: '无法连接代理 {{proxy}}。',
    next: '请确认代理正在运行，并检查“设置 › 网络”中的地址。',
  },
  PROXY_TLS_FAILED: {
    what: '无法与代理建立安全连接：其证书不受信任。',
    what_named: '无法与代理 {{proxy}} 建立安全连接：其证书不受信任。',
    next: '请在“设置 › 网络”中添加其根证书；如代理没有证书，请改用 http://。',
  },
  PROXY_AUTH_NEEDED: {
    what: '代理要求用户名和密码。',
    what_named: '代理 {{proxy}} 要求用户名和密码，或已保存的密码不正确。',
    next: '请在“设置 › 网络”中填写后重试。',
  },
  PROXY_AUTH_UNSUPPORTED: {
    what: '代理要求的登录方式不受支持。',
    what_named: '代理 {{proxy}} 要求的登录方式不受支持。',
    next: '请联系管理员启用 Basic 认证，或为本机开通免认证。',
  },
  PROXY_FAILED: {
    what: '代理未放行该请求。',
    what_named: '代理 {{proxy}} 未放行该请求。',
    next: '请确认代理允许访问该地址，或在“设置 › 网络”中将该主机设为不使用代理。',
  },
} satisfies Partial<Record<AppErrorCode, ErrorWords>>
