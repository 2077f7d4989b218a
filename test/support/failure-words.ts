import i18next, { type i18n as I18n } from 'i18next'
import { expect } from 'vitest'
import { chinese, english } from '../../renderer/text/resources'
import { errorInWords } from '../../renderer/text/use-error-text'
import type { AppErrorCode, AppErrorInfo } from '../../shared/errors'

/** What a sentence must name for a person to know what is wrong, in English and in Chinese. */
const NAMES: Partial<Record<AppErrorCode, readonly [RegExp, RegExp]>> = {
  CONNECTION_REFUSED: [
    /(127\.0\.0\.1|localhost).* not accept the connection/,
    /(127\.0\.0\.1|localhost).*拒绝连接/,
  ],
  CONNECTION_LOST: [
    /connection to (127\.0\.0\.1|localhost) broke/,
    /(127\.0\.0\.1|localhost).*连接中途断开/,
  ],
  STALLED: [/No data came through/, /没有数据传输/],
  TIMED_OUT: [
    /(127\.0\.0\.1|localhost) did not answer in time/,
    /(127\.0\.0\.1|localhost).*响应超时/,
  ],
  CHECKSUM_MISMATCH: [/checksums differ/, /校验值不一致/],
  OSS_SERVER_ERROR: [/OSS had an error of its own/, /OSS 服务端出错/],
  OSS_THROTTLED: [/OSS asks to slow down/, /OSS 要求降低速率/],
  OSS_CLOCK_SKEWED: [/computer’s clock/, /本机时间/],
  OSS_WRONG_ENDPOINT: [
    /endpoint: oss-cn-beijing\.aliyuncs\.com/,
    /通过 oss-cn-beijing\.aliyuncs\.com 访问/,
  ],
  OSS_NO_SUCH_UPLOAD: [/no memory of the unfinished upload/, /没有这次未完成的分片上传/],
  OSS_REJECTED: [/OSS refused the request \(HTTP 41[26]\)/, /OSS 拒绝了该请求（HTTP 41[26]）/],
  OBJECT_CHANGED: [/changed on the server while it was being fetched/, /下载过程中.*发生了变化/],
  OSS_TOKEN_EXPIRED: [/temporary credentials \(STS\) have expired/, /临时凭证（STS）已过期/],
  BODY_CUT_SHORT: [/Only .+ of .+ arrived/, /只收到 .+，应为 .+/],
}

let texts: Promise<readonly I18n[]> | undefined

async function load(): Promise<readonly I18n[]> {
  const resources = { en: english, 'zh-CN': chinese }
  const ns = Object.keys(english)
  const languages = ['en', 'zh-CN'].map(async (lng) => {
    const text = i18next.createInstance()
    await text.init({ resources, lng, ns, interpolation: { escapeValue: false } })
    return text
  })
  return Promise.all(languages)
}

/** The sentence that the window shows for this failure names what is wrong, in both languages. */
export async function expectWords(error: AppErrorInfo): Promise<void> {
  const names = NAMES[error.code]
  if (!names) throw new RangeError(`Nobody has said what the words for ${error.code} must name`)
  texts ??= load()
  for (const [index, text] of (await texts).entries()) {
    const { what, next } = errorInWords(error, text)
    expect(what).toMatch(names[index] ?? '')
    expect(next).toMatch(/[.。]$/)
    expect(what + next).not.toContain('{{')
  }
}
