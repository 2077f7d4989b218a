import { checkValidity } from '../../../shared/link-validity'
import { checkDirectory } from '../../../shared/object-key'
import type { Vault } from '../../connections/vault'
import { AppError } from '../../errors/app-error'
import type { SettingsService } from '../../settings/settings'
import { checkNaming, uploadJobs } from '../../transfers/add-uploads'
import type { TransferQueue } from '../../transfers/queue'
import type { StagingArea } from '../../transfers/staging'
import type { HandlersOf } from '../handlers'

/** Starts what is staged. Everything is checked before the staging area is emptied. */
export function uploadHandlers(deps: {
  vault: Vault
  staging: StagingArea
  queue: TransferQueue
  settings: SettingsService
  now: () => number
  newId: () => string
  reportBug: (thrown: unknown) => void
}): HandlersOf<'uploads'> {
  return {
    'uploads.start': async (choices) => {
      checkNaming(choices.naming)
      const { connections } = await deps.vault.list()
      const connection = connections.find(({ id }) => id === choices.connectionId)
      if (!connection) throw new AppError('CONNECTION_NOT_FOUND')
      if (!connection.hasSecret) throw new AppError('SECRET_MISSING', { label: connection.label })
      const validity = checkValidity(choices.validitySeconds, connection.signatureVersion)
      if (!validity.ok) throw new AppError('LINK_VALIDITY_INVALID', { problem: validity.problem })

      const { totalFiles, walking } = deps.staging.view()
      if (totalFiles === 0 && !walking) throw new AppError('NOTHING_TO_DO')
      const taken = deps.staging.take()
      const isAlone = taken.found === 1 && !taken.isWalking
      const { customName: _, ...common } = choices.naming
      const batchId = deps.newId()
      const jobs = uploadJobs(
        taken.slices,
        {
          ...choices,
          naming: isAlone ? choices.naming : common,
          bucket: connection.bucket,
          validitySeconds: validity.seconds,
        },
        batchId,
        deps.now(),
      )
      // What was found runs at once; the rest is not waited for.
      deps.queue.addSlices('upload', jobs, taken.stop).catch(deps.reportBug)
      remember(deps.settings, choices)
      return { batchId, added: taken.found, more: taken.isWalking }
    },
  }
}

function remember(
  settings: SettingsService,
  choices: Parameters<HandlersOf<'uploads'>['uploads.start']>[0],
): void {
  const { naming, conflict, validitySeconds } = choices
  const { directoryMode, fileNameMode } = naming
  const directory = checkDirectory(naming.directory)
  settings.update({ upload: { directoryMode, fileNameMode, conflict }, links: { validitySeconds } })
  if (directory.ok) settings.rememberDirectory(directory.value)
}
