import type { Vault } from '../../connections/vault'
import { AppError } from '../../errors/app-error'
import type { SettingsService } from '../../settings/settings'
import { downloadJobSteps } from '../../transfers/add-downloads'
import type { Job } from '../../transfers/job'
import type { TransferQueue } from '../../transfers/queue'
import { finishInSlices } from '../../transfers/slices'
import type { HandlersOf } from '../handlers'

/** Starts pasted links. The folder is chosen in a dialog of main: the page never names a path. */
export function downloadHandlers(deps: {
  vault: Vault
  queue: TransferQueue
  settings: SettingsService
  chooseFolder: () => Promise<string | undefined>
  displayPath: (path: string) => string
  openFolder: (path: string) => Promise<void>
  /** Locks a link with a signature in it away for the journal; undefined where that can't be. */
  sealLink: (url: string) => Promise<string | undefined>
  now: () => number
  newId: () => string
  reportBug: (thrown: unknown) => void
}): HandlersOf<'downloads'> {
  const folderOrFail = () => {
    const folder = deps.settings.downloadFolder()
    if (folder === undefined) throw new AppError('FOLDER_NOT_CHOSEN')
    return folder
  }
  return {
    'downloads.chooseFolder': async () => {
      const folder = await deps.chooseFolder()
      if (folder !== undefined) deps.settings.setDownloadFolder(folder)
      const current = deps.settings.downloadFolder()
      return current === undefined ? {} : { folder: deps.displayPath(current) }
    },
    'downloads.openFolder': async () => {
      await deps.openFolder(folderOrFail())
      return undefined
    },
    'downloads.start': async ({ text, conflict, connectionId }) => {
      const folder = folderOrFail()
      const batchId = deps.newId()
      const choices = { text, folder, conflict, connectionId }
      const jobs = await finishInSlices(
        downloadJobSteps(
          { ...choices, connections: deps.vault.addresses() },
          batchId,
          deps.now(),
          deps.newId,
        ),
      )
      const arriving = sealedSlices(jobs, deps.sealLink)
      // The first run at once; the rest is not waited for.
      deps.queue.addSlices('download', arriving.slices, arriving.stop).catch(deps.reportBug)
      deps.settings.update({ download: { conflict } })
      return { batchId, added: jobs.length }
    },
  }
}

/** Links sealed together: each takes a call of the system's keyring. */
const SLICE = 100

function sealedSlices(
  jobs: readonly Job[],
  sealLink: (url: string) => Promise<string | undefined>,
): { readonly slices: AsyncIterable<readonly Job[]>; readonly stop: () => void } {
  let isStopped = false
  async function* slices(): AsyncGenerator<readonly Job[]> {
    for (let first = 0; first < jobs.length && !isStopped; first += SLICE) {
      const some = jobs.slice(first, first + SLICE)
      yield await Promise.all(some.map((job) => sealed(job, sealLink)))
    }
  }
  return {
    slices: slices(),
    stop() {
      isStopped = true
    },
  }
}

async function sealed(
  job: Job,
  sealLink: (url: string) => Promise<string | undefined>,
): Promise<Job> {
  if (job.task.direction !== 'download') return job
  const sealedUrl = await sealLink(job.task.url)
  return sealedUrl === undefined ? job : { ...job, task: { ...job.task, sealedUrl } }
}
