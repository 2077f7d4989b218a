import type { AppErrorInfo } from '../../shared/errors'
import type { HoldEvent, Keeper } from './holds'
import type { Job } from './job'

/** Room of the disk that a folder is on; undefined where the file system can't tell. */
export type RoomOf = (
  folder: string,
) => Promise<{ readonly freeBytes: number; readonly totalBytes: number } | undefined>

/** 3 s: soon after somebody has emptied the bin, and nothing to the disk. */
const LOOK_MS = 3_000
/** A disk that has room and refuses all the same (a quota) is tried more and more seldom. */
const LONGEST_MS = 60_000
/** 16 MiB: with less, writing would stop again after a moment. */
const LEAST_ROOM_BYTES = 16 * 1024 * 1024

type Full = {
  readonly key: string
  /** Room that each row needs which found the disk full. */
  readonly needs: Map<string, number>
  freeBytes: number | undefined
  /** When the rows may be tried again, by the caller's clock. */
  notBeforeMs: number
  isHeld: boolean
  /** Times in a row that the disk was full again after there seemed to be room. */
  misses: number
}

/**
 * Holds the downloads into a folder whose disk is full until there is room for one of those that
 * found it full. A file larger than the whole disk is not waited for.
 */
export function createDiskKeeper(deps: {
  roomOf: RoomOf
  displayPath: (path: string) => string
  now: () => number
  schedule: (run: () => void, delayMs: number) => void
  tell: (event: HoldEvent) => void
  renotify: (key: string) => void
}): Keeper {
  const folders = new Map<string, Full>()

  function fullAt(folder: string): Full {
    const found = folders.get(folder)
    if (found) return found
    const fresh: Full = {
      key: `disk ${folders.size + 1}`,
      needs: new Map(),
      freeBytes: undefined,
      notBeforeMs: 0,
      isHeld: false,
      misses: 0,
    }
    folders.set(folder, fresh)
    return fresh
  }

  function release(full: Full): void {
    full.isHeld = false
    full.needs.clear()
    deps.tell({ type: 'released', key: full.key })
  }

  function begin(folder: string, full: Full): void {
    full.isHeld = true
    full.notBeforeMs = deps.now() + Math.min(LONGEST_MS, LOOK_MS * 2 ** full.misses)
    full.misses += 1
    lookLater(folder, full)
  }

  function lookLater(folder: string, full: Full): void {
    deps.schedule(() => {
      if (full.isHeld) look(folder, full).catch(() => lookLater(folder, full))
    }, LOOK_MS)
  }

  async function look(folder: string, full: Full): Promise<void> {
    const room = await deps.roomOf(folder)
    if (!full.isHeld) return
    full.freeBytes = room?.freeBytes
    const isTime = deps.now() >= full.notBeforeMs
    if (isTime && (room === undefined || room.freeBytes >= leastNeed(full))) release(full)
    else {
      deps.renotify(full.key)
      lookLater(folder, full)
    }
  }

  return {
    holding({ task }) {
      if (task.direction !== 'download') return undefined
      const full = folders.get(task.folder)
      return full?.isHeld ? full.key : undefined
    },
    judge(job, error) {
      const { row, task } = job
      if (error.code !== 'DISK_FULL' || task.direction !== 'download') return undefined
      const needBytes = needOf(job, error)
      if (needBytes > Number(error.params.totalBytes ?? Number.POSITIVE_INFINITY)) return undefined
      const full = fullAt(task.folder)
      full.needs.set(row.id, needBytes)
      full.freeBytes = freeIn(error) ?? full.freeBytes
      if (!full.isHeld) begin(task.folder, full)
      return 'hold'
    },
    sign({ row, task }, sign) {
      const full = task.direction === 'download' ? folders.get(task.folder) : undefined
      if (!full) return
      if (sign === 'done') full.misses = 0
      if (sign !== 'left' || !full.needs.delete(row.id)) return
      // Nobody is left who found the disk full: the others may find room.
      if (full.isHeld && full.needs.size === 0) release(full)
    },
    noticeOf(key, waiting) {
      for (const [folder, full] of folders) {
        if (full.key !== key) continue
        return {
          about: 'disk',
          key,
          waiting,
          folder: deps.displayPath(folder),
          neededBytes: leastNeed(full),
          ...(full.freeBytes === undefined ? {} : { freeBytes: full.freeBytes }),
        }
      }
      return undefined
    },
    tryNow(key) {
      for (const full of folders.values()) if (full.key === key && full.isHeld) release(full)
    },
  }
}

function leastNeed({ needs }: Full): number {
  return Math.max(LEAST_ROOM_BYTES, Math.min(...needs.values()))
}

/** Asked before the first byte, the error says it; a write that failed says only how much it tried. */
function needOf({ row }: Job, error: AppErrorInfo): number {
  const { expectedBytes } = error.params
  if (freeIn(error) !== undefined && typeof expectedBytes === 'number') return expectedBytes
  const done = 'doneBytes' in row.state ? (row.state.doneBytes ?? 0) : 0
  return Math.max(0, (row.sizeBytes ?? 0) - done)
}

function freeIn(error: AppErrorInfo): number | undefined {
  const { freeBytes } = error.params
  return typeof freeBytes === 'number' ? freeBytes : undefined
}
