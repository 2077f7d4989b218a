import type { AppErrorInfo } from '../../shared/errors'
import { STAGED_PREVIEW_LIMIT, type StagedFile } from '../../shared/staging'

/** A staged file in main, with its path. */
export type StagedSource = StagedFile & { readonly path: string }

type Problem = { readonly name: string; readonly error: AppErrorInfo }

/** Enough to see what is wrong; the page lists them all. */
const MAX_PROBLEMS = 1000
/** Files given out together: to plan their keys takes a few milliseconds. */
const SLICE = 200

/** What is sent by one press on "Upload": files, and walks that still bring some. */
export type StagedHeap = {
  /** Fires when the heap is stopped, or when nothing shall come in any more: its walks end. */
  readonly signal: AbortSignal
  readonly count: () => number
  readonly totalBytes: () => number
  readonly leftOut: () => number
  /** The same list until it changes, and so with `problems`. */
  readonly preview: () => readonly StagedFile[]
  readonly problems: () => readonly Problem[]
  readonly isWalking: () => boolean
  /** @returns false when the heap has this path already */
  claim(path: string): boolean
  put(file: StagedSource): void
  remove(id: string): void
  addProblem(problem: Problem): void
  /** Problems that are not to be told again. */
  forgetProblems(): void
  countLeftOut(): void
  /** Keeps the heap open until the walk has ended. */
  follow(walk: Promise<void>): void
  /** Gives the files out in drop order, and waits for walks to bring more; ends when they have ended. */
  drain(): AsyncGenerator<readonly StagedSource[]>
  /** Ends the walks; what they have found is still given out. */
  endWalks(): void
  /** Ends the walks, and nothing is given out any more. */
  stop(): void
}

export function createStagedHeap(): StagedHeap {
  const files = new Map<string, StagedSource>()
  /** Paths of `files`, and of a file that is being looked into: two drops may be walked at once. */
  const known = new Set<string>()
  const abort = new AbortController()
  let problems: readonly Problem[] = []
  let preview: readonly StagedFile[] | undefined
  let leftOut = 0
  let totalBytes = 0
  let walks = 0
  let isStopped = false
  let wake: () => void = () => undefined

  function makePreview(): readonly StagedFile[] {
    const shown: StagedFile[] = []
    for (const { path: _path, ...file } of files.values()) {
      if (shown.length === STAGED_PREVIEW_LIMIT) break
      shown.push(file)
    }
    return shown
  }

  function takeSlice(): readonly StagedSource[] {
    const slice: StagedSource[] = []
    for (const [id, file] of files) {
      if (slice.length === SLICE) break
      files.delete(id)
      slice.push(file)
    }
    return slice
  }

  return {
    signal: abort.signal,
    count: () => files.size,
    totalBytes: () => totalBytes,
    leftOut: () => leftOut,
    preview() {
      preview ??= makePreview()
      return preview
    },
    problems: () => problems,
    isWalking: () => walks > 0,
    claim(path) {
      if (known.has(path)) return false
      known.add(path)
      return true
    },
    put(file) {
      if (files.size < STAGED_PREVIEW_LIMIT) preview = undefined
      files.set(file.id, file)
      totalBytes += file.sizeBytes
      wake()
    },
    remove(id) {
      const file = files.get(id)
      if (!file) return
      totalBytes -= file.sizeBytes
      known.delete(file.path)
      files.delete(id)
      preview = undefined
    },
    addProblem(problem) {
      if (problems.length < MAX_PROBLEMS) problems = [...problems, problem]
    },
    forgetProblems() {
      problems = []
    },
    countLeftOut() {
      leftOut += 1
    },
    follow(walk) {
      walks += 1
      const ended = () => {
        walks -= 1
        wake()
      }
      walk.then(ended, ended)
    },
    async *drain() {
      while (!isStopped) {
        if (files.size > 0) yield takeSlice()
        // A walk that hangs on a lost drive is not waited for.
        else if (walks === 0 || abort.signal.aborted) return
        else {
          await new Promise<void>((resume) => {
            wake = resume
          })
        }
      }
    },
    endWalks() {
      abort.abort()
      wake()
    },
    stop() {
      isStopped = true
      abort.abort()
      wake()
    },
  }
}
