import { AppError } from '../../errors/app-error'
import type { LinkCopier } from '../../transfers/copy-links'
import type { LinkSigner } from '../../transfers/links'
import type { HandlersOf } from '../handlers'

/** Commands about links. They are signed and copied in main; the page shows at most one at a time. */
export function linkHandlers(deps: {
  links: LinkSigner
  copier: LinkCopier
  openExternal: (url: string) => Promise<void>
}): HandlersOf<'links'> {
  const { links } = deps

  async function signOne(id: string, validitySeconds?: number) {
    const [link] = await links.sign({ ids: [id] }, validitySeconds)
    if (!link) throw new AppError('NOTHING_TO_DO')
    return link
  }

  return {
    'links.copy': ({ rows, form, validitySeconds }) =>
      deps.copier.copy(rows, form, validitySeconds),
    'links.cancelCopy': () => {
      deps.copier.cancel()
      return undefined
    },
    'links.sign': async ({ id, validitySeconds }) => {
      const { url, expiresAtMs } = await signOne(id, validitySeconds)
      return { url, expiresAtMs }
    },
    'links.open': async ({ id }) => {
      await deps.openExternal((await signOne(id)).url)
      return undefined
    },
  }
}
