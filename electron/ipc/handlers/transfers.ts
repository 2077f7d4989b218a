import { AppError } from '../../errors/app-error'
import type { TransferQueue } from '../../transfers/queue'
import type { HandlersOf } from '../handlers'

/** Commands about the rows of the queue. */
export function transferHandlers(deps: {
  queue: TransferQueue
  openFile: (path: string) => Promise<void>
  showInFolder: (path: string) => Promise<void>
}): HandlersOf<'transfers'> {
  const { queue } = deps

  /** The file on this computer that a row is about. */
  function localPath(id: string): string {
    const task = queue.get(id)?.task
    const path = task?.direction === 'upload' ? task.path : task?.savedPath
    if (path === undefined) throw new AppError('FILE_NOT_FOUND', {}, { retry: 'never' })
    return path
  }

  return {
    'transfers.follow': () => queue.retell(),
    'transfers.pause': async (selection) => {
      await queue.pause(selection)
      return undefined
    },
    'transfers.resume': async (selection) => {
      await queue.resume(selection)
      return undefined
    },
    'transfers.moveToTop': ({ ids }) => {
      queue.moveToTop(ids)
      return undefined
    },
    'transfers.cancel': async (selection) => {
      await queue.cancel(selection)
      return undefined
    },
    'transfers.retry': async (selection) => {
      await queue.retry(selection)
      return undefined
    },
    'transfers.remove': async (selection) => {
      await queue.remove(selection)
      return undefined
    },
    'transfers.openFile': async ({ id }) => {
      await deps.openFile(localPath(id))
      return undefined
    },
    'transfers.showInFolder': async ({ id }) => {
      await deps.showInFolder(localPath(id))
      return undefined
    },
  }
}
