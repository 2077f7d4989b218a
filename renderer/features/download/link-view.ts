import type { ConnectionSummary } from '../../../shared/connection'
import type { PastedLink, PasteProblem } from '../../../shared/pasted-urls'
import { decodePercent } from '../../../shared/percent-decode'
import type { BadgeTone } from '../../ui/status-badge'
import { isExpired } from './download-summary'

/** What is known besides the link itself. */
export interface LinkContext {
  readonly connections: readonly ConnectionSummary[]
  readonly activeId: string | undefined
  /** Whose key fetches buckets that no connection names. */
  readonly foreignKey: ConnectionSummary | undefined
  readonly nowMs: number
}

/** How a link will be fetched, or why not; `kind` is a key of the download words. */
export type LinkDetail =
  | { readonly kind: 'problem'; readonly problem: PasteProblem }
  | { readonly kind: 'expired'; readonly secondsAgo: number }
  | { readonly kind: 'notYetValid' }
  | { readonly kind: 'expiredOwn'; readonly label: string }
  | { readonly kind: 'own'; readonly label: string }
  | { readonly kind: 'signed' }
  | { readonly kind: 'signedUntil'; readonly secondsLeft: number }
  | { readonly kind: 'foreign'; readonly bucket: string; readonly label: string }
  | { readonly kind: 'foreignNoConnection'; readonly bucket: string }
  | { readonly kind: 'public'; readonly host: string }

/** Says of one link how it will be fetched. */
export function detailOf(link: PastedLink, context: LinkContext): LinkDetail {
  const label = context.connections.find(({ id }) => id === link.connectionId)?.label ?? ''
  switch (link.kind) {
    case 'not-a-link':
      return { kind: 'problem', problem: link.problem ?? 'NOT_A_URL' }
    case 'own-bucket':
      return { kind: 'own', label }
    case 'foreign-oss': {
      const bucket = link.bucket ?? ''
      const holder = context.foreignKey
      return holder === undefined
        ? { kind: 'foreignNoConnection', bucket }
        : { kind: 'foreign', bucket, label: holder.label }
    }
    case 'public':
      return { kind: 'public', host: hostOf(link) }
    case 'signed':
      return signedDetail(link, label, context.nowMs)
  }
}

function signedDetail(link: PastedLink, label: string, nowMs: number): LinkDetail {
  const { expiresAtMs } = link
  if (expiresAtMs === undefined) return { kind: 'signed' }
  const secondsLeft = (expiresAtMs - nowMs) / 1000
  if (isExpired(link, nowMs)) {
    return link.connectionId === undefined
      ? { kind: 'expired', secondsAgo: -secondsLeft }
      : { kind: 'expiredOwn', label }
  }
  return link.warning === 'LINK_NOT_YET_VALID'
    ? { kind: 'notYetValid' }
    : { kind: 'signedUntil', secondsLeft }
}

/** The colour that goes with a kind; the word on the badge says the same. */
export function toneOf(kind: PastedLink['kind']): BadgeTone {
  const tones = {
    'own-bucket': 'success',
    signed: 'accent',
    'foreign-oss': 'warning',
    public: 'neutral',
    'not-a-link': 'danger',
  } as const satisfies Record<PastedLink['kind'], BadgeTone>
  return tones[kind]
}

/** The last part of a link as a person reads it: `报告 1.pdf`; the whole text when it is no link. */
export function nameOf(link: PastedLink): string {
  if (link.kind === 'not-a-link' || link.url === undefined) return link.text
  const path = link.key ?? decodePercent(pathOf(link.url))
  const name = path.replace(/\/+$/, '').split('/').at(-1) ?? ''
  return name === '' ? hostOf(link) : name
}

/** `files.example.com`, with its port; for `oss://bucket/key` the bucket. */
export function hostOf({ url = '' }: PastedLink): string {
  return /^[a-z]+:\/\/([^/?#]*)/i.exec(url)?.[1] ?? ''
}

function pathOf(url: string): string {
  return url.replace(/^[a-z]+:\/\/[^/?#]*/i, '').replace(/[?#].*$/s, '')
}
