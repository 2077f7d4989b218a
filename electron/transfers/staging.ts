import type { Staging, StagingChange } from '../../shared/staging'
import type { DropEntry } from '../files/expand-drop'
import { localTimeOf } from './local-time'
import { createStagedHeap, type StagedHeap, type StagedSource } from './staged-heap'

export type { StagedSource } from './staged-heap'

/** Files that have left the staging area, some of them perhaps not found yet. */
export type TakenFiles = {
  /** Found so far. */
  readonly found: number
  /** Whether more may follow. */
  readonly isWalking: boolean
  /** In drop order; waits for walks that are under way. To be read to the end, or `stop` called. */
  readonly slices: AsyncIterable<readonly StagedSource[]>
  /** Ends walks and slices. */
  stop(): void
}

/** The files that were dropped or picked and wait for "Upload". */
export type StagingArea = {
  /** Walks dropped folders as a stream; resolves when all is staged. */
  addPaths(paths: readonly string[]): Promise<void>
  remove(ids: readonly string[]): void
  /** Empties the area and stops a walk that is under way. */
  clear(): void
  view(): Staging
  /** Takes everything out, walks included: what they find from now on comes with it. */
  take(): TakenFiles
  /** Ends the walks of what was taken: nothing more comes of them. */
  stopTaken(): void
  /** Ends them, too, but what they have found still comes. */
  endTakenWalks(): void
}

/** 100 ms: a long walk shows itself without drowning the page in messages. */
const PUBLISH_INTERVAL_MS = 100

type Taken = { readonly heap: StagedHeap; given: number }

export function createStagingArea(deps: {
  expand: (paths: readonly string[], signal: AbortSignal) => AsyncIterable<DropEntry>
  recognizeExtension: (path: string) => Promise<string | undefined>
  hasExtension: (fileName: string) => boolean
  now: () => number
  newId: () => string
  /** Gets only those lists that have changed since the last time. */
  publish: (change: StagingChange) => void
  schedule: (run: () => void, delayMs: number) => void
}): StagingArea {
  let heap = createStagedHeap()
  const taken = new Set<Taken>()
  let scheduled = false
  let told: { readonly files: unknown; readonly problems: unknown } | undefined

  function view(): Staging {
    return {
      files: [...heap.preview()],
      totalFiles: heap.count(),
      totalBytes: heap.totalBytes(),
      walking: heap.isWalking(),
      problems: [...heap.problems()],
      leftOut: heap.leftOut(),
      adding: taken.size > 0 ? addingOf(taken) : null,
    }
  }

  function publish(): void {
    const lists = { files: heap.preview(), problems: heap.problems() }
    const { files, problems, ...rest } = view()
    deps.publish({
      ...rest,
      ...(lists.files === told?.files ? {} : { files }),
      ...(lists.problems === told?.problems ? {} : { problems }),
    })
    told = lists
  }

  function changed(): void {
    if (scheduled) return
    scheduled = true
    deps.schedule(() => {
      scheduled = false
      publish()
    }, PUBLISH_INTERVAL_MS)
  }

  async function walk(paths: readonly string[], into: StagedHeap): Promise<void> {
    const addedAt = localTimeOf(deps.now())
    for await (const entry of deps.expand(paths, into.signal)) {
      if (into.signal.aborted) return
      if (entry.kind === 'problem') into.addProblem({ name: entry.name, error: entry.error })
      else if (entry.kind === 'left-out') into.countLeftOut()
      else if (into.claim(entry.path)) await stage(entry, addedAt, into)
      changed()
    }
  }

  async function stage(
    entry: Extract<DropEntry, { kind: 'file' }>,
    addedAt: StagedSource['addedAt'],
    into: StagedHeap,
  ): Promise<void> {
    const recognizedExtension = deps.hasExtension(entry.fileName)
      ? undefined
      : await deps.recognizeExtension(entry.path)
    // Cleared meanwhile: the file belongs to what is gone.
    if (into.signal.aborted) return
    into.put({
      id: deps.newId(),
      path: entry.path,
      fileName: entry.fileName,
      relativeFolder: entry.relativeFolder,
      sizeBytes: entry.sizeBytes,
      ...(recognizedExtension === undefined ? {} : { recognizedExtension }),
      addedAt,
    })
  }

  async function* slicesOf(one: Taken): AsyncGenerator<readonly StagedSource[]> {
    try {
      for await (const slice of one.heap.drain()) {
        one.given += slice.length
        changed()
        yield slice
      }
    } finally {
      taken.delete(one)
      one.heap.stop()
      // What went wrong after "Upload" was pressed has been seen by nobody yet.
      for (const problem of one.heap.problems()) heap.addProblem(problem)
      changed()
    }
  }

  return {
    async addPaths(paths) {
      const into = heap
      const walking = walk(paths, into)
      into.follow(walking)
      changed()
      try {
        await walking
      } finally {
        changed()
      }
    },
    remove(ids) {
      for (const id of ids) heap.remove(id)
      changed()
    },
    clear() {
      heap.stop()
      heap = createStagedHeap()
      changed()
    },
    view,
    take() {
      const one: Taken = { heap, given: 0 }
      heap = createStagedHeap()
      one.heap.forgetProblems()
      taken.add(one)
      changed()
      return {
        found: one.heap.count(),
        isWalking: one.heap.isWalking(),
        slices: slicesOf(one),
        stop: () => one.heap.stop(),
      }
    },
    stopTaken() {
      for (const one of taken) one.heap.stop()
    },
    endTakenWalks() {
      for (const one of taken) one.heap.endWalks()
    },
  }
}

function addingOf(taken: Iterable<Taken>): NonNullable<Staging['adding']> {
  const sum = { added: 0, found: 0, walking: false }
  for (const { heap, given } of taken) {
    sum.added += given
    sum.found += given + heap.count()
    sum.walking ||= heap.isWalking()
  }
  return sum
}
