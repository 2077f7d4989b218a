import type { ConnectionAddress } from '../../shared/connection-url'
import { type PastedLink, pastedUrlSteps } from '../../shared/pasted-urls'
import type { ConflictPolicy } from '../../shared/settings'
import { finish, type Steps } from '../../shared/steps'
import { AppError } from '../errors/app-error'
import { type DownloadTask, type Job, newJob } from './job'

export type DownloadChoices = {
  readonly text: string
  readonly folder: string
  readonly conflict: ConflictPolicy
  /** Whose key fetches an OSS bucket that no connection names; undefined: it is fetched as it is. */
  readonly connectionId: string | undefined
  readonly connections: readonly ConnectionAddress[]
}

/**
 * The jobs of one paste, in its order; what is no link is left out (the page keeps it in the box).
 * @throws AppError NOTHING_TO_DO when there is no link at all
 */
export function downloadJobs(
  choices: DownloadChoices,
  batchId: string,
  nowMs: number,
  newId: () => string,
): readonly Job[] {
  return finish(downloadJobSteps(choices, batchId, nowMs, newId))
}

/** Jobs made between two interruptions: a millisecond's worth. */
const STEP = 64

/** The same in steps, for pastes of 100,000 links. @throws AppError NOTHING_TO_DO */
export function* downloadJobSteps(
  choices: DownloadChoices,
  batchId: string,
  nowMs: number,
  newId: () => string,
): Steps<readonly Job[]> {
  const { links } = yield* pastedUrlSteps(choices.text, choices.connections, nowMs)
  const jobs: Job[] = []
  for (const [order, link] of links.entries()) {
    if (order % STEP === 0) yield
    if (link.kind === 'not-a-link' || link.url === undefined) continue
    const signed = credentialsFor(link, choices, nowMs)
    const row = {
      id: newId(),
      direction: 'download' as const,
      batchId,
      order,
      name: nameOf(link.url),
      source: withoutQuery(link.url),
      addedAtMs: nowMs,
      linkKind: link.kind,
      ...(signed
        ? { connectionId: signed.connectionId, bucket: signed.bucket, objectKey: signed.key }
        : {}),
    }
    jobs.push(
      newJob(row, {
        direction: 'download',
        url: link.url,
        folder: choices.folder,
        conflict: choices.conflict,
        ...(signed ? { signed } : {}),
      }),
    )
  }
  if (jobs.length === 0) throw new AppError('NOTHING_TO_DO')
  return jobs
}

/** Which stored key may be used for a link, if any. */
function credentialsFor(
  link: PastedLink,
  choices: DownloadChoices,
  nowMs: number,
): DownloadTask['signed'] {
  const { bucket, key } = link
  if (bucket === undefined || key === undefined) return undefined
  if (link.kind === 'own-bucket' && link.connectionId !== undefined) {
    return { connectionId: link.connectionId, bucket, key, foreign: false }
  }
  const expired = link.expiresAtMs !== undefined && link.expiresAtMs <= nowMs
  if (link.kind === 'signed' && expired && link.connectionId !== undefined) {
    // A dead link to a bucket of ours: the stored key can do what the link no longer can.
    return { connectionId: link.connectionId, bucket, key, foreign: false }
  }
  if (link.kind === 'foreign-oss' && choices.connectionId !== undefined) {
    return {
      connectionId: choices.connectionId,
      bucket,
      key,
      foreign: true,
      ...(link.region === undefined ? {} : { region: link.region }),
    }
  }
  return undefined
}

/** Shown until the real name is known: the last part of the path. */
function nameOf(url: string): string {
  const last = withoutQuery(url).split('/').at(-1) ?? ''
  try {
    return decodeURIComponent(last) || url
  } catch {
    return last || url
  }
}

/** A query may carry a signature, and the page needs none of it. */
function withoutQuery(url: string): string {
  return url.split(/[?#]/, 1)[0] ?? url
}
