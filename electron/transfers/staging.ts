import type { AppErrorInfo } from '../../shared/errors'
import { STAGED_PREVIEW_LIMIT, type StagedFile, type Staging } from '../../shared/staging'
import type { DropEntry } from '../files/expand-drop'
import { localTimeOf } from './local-time'

/** A staged file in main, with its path. */
export type StagedSource = StagedFile & { readonly path: string }

/** The files that were dropped or picked and wait for "Upload". */
export type StagingArea = {
  /** Walks dropped folders as a stream; resolves when all is staged. */
  addPaths(paths: readonly string[]): Promise<void>
  remove(ids: readonly string[]): void
  /** Empties the area and stops a walk that is under way. */
  clear(): void
  view(): Staging
  /** Everything staged, in drop order, once walks have ended; the area is empty afterwards. */
  take(): Promise<readonly StagedSource[]>
}

/** 100 ms: a long walk shows itself without drowning the page in messages. */
const PUBLISH_INTERVAL_MS = 100
/** Enough to see what is wrong; the page lists them all. */
const MAX_PROBLEMS = 1000

export function createStagingArea(deps: {
  expand: (paths: readonly string[], signal: AbortSignal) => AsyncIterable<DropEntry>
  recognizeExtension: (path: string) => Promise<string | undefined>
  hasExtension: (fileName: string) => boolean
  now: () => number
  newId: () => string
  publish: (staging: Staging) => void
  schedule: (run: () => void, delayMs: number) => void
}): StagingArea {
  let files: Map<string, StagedSource> = new Map()
  /** Paths of `files`, and of a file that is being looked into: two drops may be walked at once. */
  let known: Set<string> = new Set()
  let problems: { name: string; error: AppErrorInfo }[] = []
  let leftOut = 0
  let totalBytes = 0
  let abort = new AbortController()
  let scheduled = false
  const walks = new Set<Promise<void>>()

  function view(): Staging {
    const shown: StagedFile[] = []
    for (const { path: _path, ...file } of files.values()) {
      if (shown.length === STAGED_PREVIEW_LIMIT) break
      shown.push(file)
    }
    return {
      files: shown,
      totalFiles: files.size,
      totalBytes,
      walking: walks.size > 0,
      problems,
      leftOut,
    }
  }

  function changed(): void {
    if (scheduled) return
    scheduled = true
    deps.schedule(() => {
      scheduled = false
      deps.publish(view())
    }, PUBLISH_INTERVAL_MS)
  }

  async function walk(paths: readonly string[], signal: AbortSignal): Promise<void> {
    const addedAt = localTimeOf(deps.now())
    for await (const entry of deps.expand(paths, signal)) {
      if (signal.aborted) return
      if (entry.kind === 'problem') {
        if (problems.length < MAX_PROBLEMS) {
          problems = [...problems, { name: entry.name, error: entry.error }]
        }
      } else if (entry.kind === 'left-out') {
        leftOut += 1
      } else if (!known.has(entry.path)) {
        known.add(entry.path)
        await stage(entry, addedAt, signal)
      }
      changed()
    }
  }

  async function stage(
    entry: Extract<DropEntry, { kind: 'file' }>,
    addedAt: StagedFile['addedAt'],
    signal: AbortSignal,
  ): Promise<void> {
    const recognizedExtension = deps.hasExtension(entry.fileName)
      ? undefined
      : await deps.recognizeExtension(entry.path)
    // Cleared meanwhile: the file belongs to what is gone.
    if (signal.aborted) return
    const id = deps.newId()
    files.set(id, {
      id,
      path: entry.path,
      fileName: entry.fileName,
      relativeFolder: entry.relativeFolder,
      sizeBytes: entry.sizeBytes,
      ...(recognizedExtension === undefined ? {} : { recognizedExtension }),
      addedAt,
    })
    totalBytes += entry.sizeBytes
  }

  function empty(): void {
    files = new Map()
    known = new Set()
    problems = []
    leftOut = 0
    totalBytes = 0
    changed()
  }

  return {
    async addPaths(paths) {
      const walking = walk(paths, abort.signal)
      walks.add(walking)
      changed()
      try {
        await walking
      } finally {
        walks.delete(walking)
        changed()
      }
    },
    remove(ids) {
      for (const id of ids) {
        const file = files.get(id)
        if (!file) continue
        totalBytes -= file.sizeBytes
        known.delete(file.path)
        files.delete(id)
      }
      changed()
    },
    clear() {
      abort.abort()
      abort = new AbortController()
      empty()
    },
    view,
    async take() {
      await Promise.allSettled([...walks])
      const taken = [...files.values()]
      empty()
      return taken
    },
  }
}
