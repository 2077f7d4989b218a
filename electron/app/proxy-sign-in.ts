import { proxyHostPort } from '../../shared/proxy-address'
import { AppError } from '../errors/app-error'
import type { ProxyLogin } from '../network/proxy'

/** The `login` event of Electron's requests. */
export type OnLogin = (
  asker: { readonly isProxy: boolean; readonly host: string; readonly port: number },
  answer: (user?: string, password?: string) => void,
) => void

/**
 * Tells the stored login to a proxy that asks, once: one that asks again did not take it. A server
 * is told nothing, and nobody is asked anything.
 */
export function createSignIn(login: () => Promise<ProxyLogin | undefined>): {
  readonly answer: OnLogin
  /** That a proxy did not get or take a login; what the request itself then says is vaguer. */
  readonly failure: () => AppError | undefined
} {
  let isTold = false
  let failure: AppError | undefined
  return {
    failure: () => failure,
    answer: (asker, answer) => {
      const refuse = () => {
        if (asker.isProxy) {
          const proxy = proxyHostPort({ secure: false, ...asker })
          failure = new AppError('PROXY_AUTH_NEEDED', { proxy }, { retry: 'after-settings' })
        }
        answer()
      }
      if (!asker.isProxy || isTold) return refuse()
      isTold = true
      login().then((found) => (found ? answer(found.user, found.password) : refuse()), refuse)
    },
  }
}
