import type { LinkSelection } from '../../shared/ipc/contract'
import { AppError } from '../errors/app-error'
import type { Clients } from './clients'
import type { Job } from './job'
import type { TransferQueue } from './queue'
import { breathe, createSliceClock } from './slices'

/** A link that was signed just now. */
export type SignedLink = {
  readonly name: string
  readonly key: string
  readonly sizeBytes?: number
  readonly url: string
  /** True time: where this computer's clock is known to be wrong, the server's. */
  readonly expiresAtMs: number
}

/** Links that are being signed. */
export type Signing = {
  readonly total: number
  /** In the order of the selection, some milliseconds' worth at a time. */
  readonly slices: AsyncIterable<readonly SignedLink[]>
}

/** Signs links of uploaded objects, each time anew: a link from the clipboard is as fresh as can be. */
export type LinkSigner = {
  /** In the order of the selection. @throws AppError NOTHING_TO_DO when no row of it is uploaded */
  sign(selection: LinkSelection, validitySeconds?: number): Promise<readonly SignedLink[]>
  /** The same for very many. @throws AppError NOTHING_TO_DO */
  signing(selection: LinkSelection, validitySeconds?: number): Signing
}

export function createLinkSigner(deps: {
  queue: Pick<TransferQueue, 'get' | 'find'>
  clients: Pick<Clients, 'forLinks'>
}): LinkSigner {
  function chosen(selection: LinkSelection): readonly Job[] {
    if ('ids' in selection) return selection.ids.flatMap((id) => deps.queue.get(id) ?? [])
    if ('batchId' in selection) {
      return deps.queue.find((row) => row.batchId === selection.batchId)
    }
    return deps.queue.find((row) => row.direction === 'upload')
  }

  async function signOne({ row }: Job, validitySeconds: number | undefined): Promise<SignedLink> {
    const key = row.objectKey ?? ''
    const seconds = validitySeconds ?? row.validitySeconds ?? 3600
    const client = await deps.clients.forLinks(row.connectionId ?? '')
    return {
      name: row.name,
      key,
      ...(row.sizeBytes === undefined ? {} : { sizeBytes: row.sizeBytes }),
      url: await client.signUrl(key, seconds),
      expiresAtMs: client.serverNowMs() + seconds * 1000,
    }
  }

  async function* inSlices(
    jobs: readonly Job[],
    validitySeconds: number | undefined,
  ): AsyncGenerator<readonly SignedLink[]> {
    const clock = createSliceClock()
    let slice: SignedLink[] = []
    for (const job of jobs) {
      slice.push(await signOne(job, validitySeconds))
      if (!clock.isOver()) continue
      yield slice
      slice = []
      await breathe()
      clock.restart()
    }
    yield slice
  }

  function signing(selection: LinkSelection, validitySeconds?: number): Signing {
    const jobs = chosen(selection).filter(isUploaded)
    if (jobs.length === 0) throw new AppError('NOTHING_TO_DO')
    return { total: jobs.length, slices: inSlices(jobs, validitySeconds) }
  }

  return {
    signing,
    async sign(selection, validitySeconds) {
      const links: SignedLink[] = []
      for await (const slice of signing(selection, validitySeconds).slices) links.push(...slice)
      return links
    },
  }
}

function isUploaded(job: Job): boolean {
  return (
    job.row.direction === 'upload' &&
    job.row.state.status === 'done' &&
    job.row.objectKey !== undefined
  )
}
