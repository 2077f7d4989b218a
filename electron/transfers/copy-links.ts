import type { LinkSelection } from '../../shared/ipc/contract'
import type { LinkCopying } from '../../shared/link-copying'
import { type LinkForm, linkWriter } from '../../shared/link-forms'
import { AppError } from '../errors/app-error'
import type { LinkSigner } from './links'

/** Puts links on the clipboard, however many they are. */
export type LinkCopier = {
  /**
   * Signs and writes links; a copy that is under way gives way to the next.
   * @returns how many, and when the first of them ends
   * @throws AppError NOTHING_TO_DO | CANCELLED
   */
  copy(
    rows: LinkSelection,
    form: LinkForm,
    validitySeconds?: number,
  ): Promise<{ copied: number; expiresAtMs: number }>
  cancel(): void
}

/** 300 ms: what takes longer is worth a word; then ten words a second. */
const FIRST_WORD_MS = 300
const NEXT_WORD_MS = 100

export function createLinkCopier(deps: {
  links: Pick<LinkSigner, 'signing'>
  writeClipboard: (text: string) => Promise<void>
  /** How far it is, when it takes long; null in the end. */
  publish: (progress: LinkCopying | null) => void
  nowMs: () => number
}): LinkCopier {
  let current: { isCancelled: boolean } | undefined

  function cancel(): void {
    if (current) current.isCancelled = true
  }

  /** Says how far it is, not too often. */
  function createWords(total: number) {
    let dueMs = deps.nowMs() + FIRST_WORD_MS
    let said = false
    return {
      reached(signed: number) {
        if (deps.nowMs() < dueMs) return
        dueMs = deps.nowMs() + NEXT_WORD_MS
        said = true
        deps.publish({ signed, total })
      },
      ended: () => said && deps.publish(null),
    }
  }

  return {
    cancel,
    async copy(rows, form, validitySeconds) {
      const { total, slices } = deps.links.signing(rows, validitySeconds)
      cancel()
      const own = { isCancelled: false }
      current = own
      const words = createWords(total)
      const writer = linkWriter(form)
      const written: string[] = []
      let expiresAtMs = Number.POSITIVE_INFINITY
      try {
        for await (const links of slices) {
          if (own.isCancelled) throw new AppError('CANCELLED')
          for (const link of links) {
            written.push(writer.write(link))
            expiresAtMs = Math.min(expiresAtMs, link.expiresAtMs)
          }
          words.reached(written.length)
        }
        await deps.writeClipboard(writer.join(written))
      } finally {
        if (current === own) {
          current = undefined
          words.ended()
        }
      }
      return { copied: written.length, expiresAtMs }
    },
  }
}
