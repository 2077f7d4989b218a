import type { PlaceAnswer, Placing, StoredPart, WholeAnswer } from './disk'

/** What a disk thread can be asked; a block goes by its number. */
export type DiskTask =
  | { readonly do: 'read-whole'; readonly path: string; readonly block: number }
  | {
      readonly do: 'store-part'
      readonly path: string
      readonly block: number
      readonly sizeBytes: number
    }
  | ({ readonly do: 'place' } & Placing)

/** What comes of each task. */
export type DiskValues = {
  readonly 'read-whole': WholeAnswer
  readonly 'store-part': StoredPart
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

/**
 * From a disk thread: once that it is ready, then the end of each task, in their order. Each goes
 * alone, since the next task may take long. `errno` is absent where a failure is not the file
 * system's.
 */
export type DiskReply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'value'; readonly value: DiskValue }
  | { readonly kind: 'failure'; readonly message: string; readonly errno?: string }
