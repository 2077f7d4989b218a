import type { DropEntry } from '../../electron/files/drop-entry'
import { createStagingArea, type TakenFiles } from '../../electron/transfers/staging'
import type { StagingChange } from '../../shared/staging'

/** A file of a drop. */
export const aFile = (name: string, sizeBytes = 10): DropEntry => ({
  kind: 'file',
  path: `/drop/${name}`,
  fileName: name,
  relativeFolder: '',
  sizeBytes,
  mtimeMs: 0,
})

/** A staging area whose walk is what the test gives, entry by entry. */
export function anArea(
  entries: readonly DropEntry[] | (() => AsyncIterable<DropEntry>),
  recognizeExtension = async (path: string): Promise<string | undefined> =>
    path.endsWith('photo') ? 'jpg' : undefined,
) {
  const views: StagingChange[] = []
  let ids = 0
  const area = createStagingArea({
    async *expand() {
      yield* typeof entries === 'function' ? entries() : entries
    },
    recognizeExtension,
    hasExtension: (name) => name.includes('.'),
    now: () => new Date(2026, 10, 23, 14, 5, 9, 123).getTime(),
    newId: () => {
      ids += 1
      return `id-${ids}`
    },
    publish: (view) => views.push(view),
    schedule: (run) => run(),
  })
  return { area, views }
}

/** The names of everything taken, in its order. */
export async function namesOf(taken: TakenFiles): Promise<readonly string[]> {
  const names: string[] = []
  for await (const slice of taken.slices) names.push(...slice.map((file) => file.fileName))
  return names
}

/** A walk that finds what the test gives it, when it gives it. */
export function aWalk(first: readonly DropEntry[] = []) {
  const given: (DropEntry | undefined)[] = [...first, ...(first.length > 0 ? [undefined] : [])]
  const taken: (() => void)[] = []
  let wake: () => void = () => undefined
  return {
    async *entries() {
      for (;;) {
        while (given.length === 0) {
          await new Promise<void>((resume) => {
            wake = resume
          })
        }
        const entry = given.shift()
        if (entry === undefined) return
        try {
          yield entry
        } finally {
          // The area has come back for the next one, or has done with the walk.
          taken.shift()?.()
        }
      }
    },
    /** Resolves when it was dealt with. */
    async give(entry: DropEntry): Promise<void> {
      const dealt = new Promise<void>((done) => taken.push(done))
      given.push(entry)
      wake()
      await dealt
      await new Promise((resume) => setImmediate(resume))
    },
    end() {
      given.push(undefined)
      wake()
    },
  }
}
