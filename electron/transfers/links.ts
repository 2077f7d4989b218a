import type { LinkSelection } from '../../shared/ipc/contract'
import { AppError } from '../errors/app-error'
import type { Clients } from './clients'
import type { Job } from './job'
import type { TransferQueue } from './queue'

/** A link that was signed just now. */
export type SignedLink = {
  readonly name: string
  readonly key: string
  readonly sizeBytes?: number
  readonly url: string
  /** True time: where this computer's clock is known to be wrong, the server's. */
  readonly expiresAtMs: number
}

/** Signs links of uploaded objects, each time anew: a link from the clipboard is as fresh as can be. */
export type LinkSigner = {
  /** In the order of the selection. @throws AppError NOTHING_TO_DO when no row of it is uploaded */
  sign(selection: LinkSelection, validitySeconds?: number): Promise<readonly SignedLink[]>
}

/** 200 signatures take about 10 ms: then the event loop gets its turn. */
const SIGN_CHUNK = 200

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

  async function signOne(job: Job, validitySeconds: number | undefined): Promise<SignedLink> {
    const { row } = job
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

  return {
    async sign(selection, validitySeconds) {
      const jobs = chosen(selection).filter(isUploaded)
      if (jobs.length === 0) throw new AppError('NOTHING_TO_DO')
      const links: SignedLink[] = []
      for (let first = 0; first < jobs.length; first += SIGN_CHUNK) {
        const chunk = jobs.slice(first, first + SIGN_CHUNK)
        links.push(...(await Promise.all(chunk.map((job) => signOne(job, validitySeconds)))))
        await new Promise((resume) => setImmediate(resume))
      }
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
