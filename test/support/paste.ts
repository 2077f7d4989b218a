import type { ConnectionAddress } from '../../shared/connection-url'
import { parsePastedUrls } from '../../shared/pasted-urls'

/** The moment at which the tests paste. */
export const NOW = Date.UTC(2026, 10, 23, 12)
/** The one connection that exists. */
export const PHOTOS: ConnectionAddress = {
  id: 'photos',
  bucket: 'photos-2024',
  endpoint: {
    scheme: 'https',
    host: 'oss-cn-hangzhou.aliyuncs.com',
    region: 'cn-hangzhou',
    kind: 'public',
  },
  addressing: 'virtual-host',
}
/** What links to its bucket begin with. */
export const OWN = 'https://photos-2024.oss-cn-hangzhou.aliyuncs.com'

/** What a paste is taken for. */
export function parse(text: string) {
  return parsePastedUrls(text, [PHOTOS], NOW)
}

/** The links of a paste, or why a piece is none. */
export function urls(text: string) {
  return parse(text).links.map((link) => link.url ?? `(${link.problem}) ${link.text}`)
}
