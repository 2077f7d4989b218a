import type { PlaceAnswer, Placing, StoredFile, StoredPart, Storing, WholeAnswer } from './disk'

/** What a disk thread can be asked; a block goes by its number. */
export type DiskTask =
  | { readonly do: 'read-whole'; readonly path: string; readonly block: number }
  | ({ readonly do: 'store'; readonly block: number } & Storing)
  | ({ readonly do: 'place' } & Placing)

/** What comes of each task. */
export type DiskValues = {
  readonly 'read-whole': WholeAnswer
  readonly store: StoredPart | StoredFile
  readonly place: PlaceAnswer
}

export type DiskValue = DiskValues[DiskTask['do']]

/** To a disk thread: once `begin`, then tasks. Blocks are made known once, then named by number. */
export type DiskRequest =
  | { readonly do: 'begin'; readonly turns: SharedArrayBuffer }
  | {
      readonly do: 'tasks'
      readonly blocks: readonly { readonly id: number; readonly shared: SharedArrayBuffer }[]
      readonly tasks: readonly DiskTask[]
    }

/** How a task ended. `errno` is absent where a failure is not the file system's. */
export type DiskEnd =
  | { readonly kind: 'value'; readonly value: DiskValue }
  | { readonly kind: 'failure'; readonly message: string; readonly errno?: string }

/** From a disk thread: once that it is ready, then the ends of tasks, in the order of those. */
export type DiskReply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'ends'; readonly ends: readonly DiskEnd[] }
