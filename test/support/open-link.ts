import {
  openWebObject,
  type WebObject,
  type WebObjectOptions,
} from '../../electron/web/open-web-object'
import type { AppErrorInfo } from '../../shared/errors'
import { nodeWebTransport } from './node-web-transport'
import type { WebServer } from './web-server'

/** Opens a path of the test server, or an absolute link, with defaults for all the rest. */
export function anOpener(
  server: WebServer,
): (link: string, more?: Partial<WebObjectOptions>) => Promise<WebObject> {
  return async (link, more) =>
    openWebObject({
      transport: nodeWebTransport,
      url: link.includes(':') ? link : server.url(link),
      signal: new AbortController().signal,
      ...more,
    })
}

/** What a rejected promise matches when it failed with this code, and so on. */
export function failure(
  code: AppErrorInfo['code'],
  more: Omit<Partial<AppErrorInfo>, 'code'> = {},
): { info: Partial<AppErrorInfo> } {
  return { info: { code, ...more } }
}
