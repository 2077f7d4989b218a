import {
  buildObjectKey,
  type LocalTime,
  type NamingChoice,
  type NamingProblem,
  type NamingSource,
  numberedKey,
} from './object-key'

/** A file of a batch, with the local moment at which it was added. */
export type PlannedFile = NamingSource & { readonly addedAt: LocalTime }

/** The key of one file of a batch; `number` is 1 unless an earlier file of the batch took the key. */
export type PlannedKey =
  | { readonly ok: true; readonly key: string; readonly number: number }
  | { readonly ok: false; readonly problem: NamingProblem }

/**
 * Keys for the files of one batch, one after the other, so that no two share a key. The preview and
 * the upload both use it, in the same order: what was shown is what is sent.
 */
export function createKeyPlanner(choice: NamingChoice): (file: PlannedFile) => PlannedKey {
  /**
   * Keys that are taken, and where the search for a free number goes on from each, so that 10,000
   * equal names are not 50 million tries.
   */
  const taken = new Map<string, number>()
  return (file) => {
    const built = buildObjectKey(choice, file, file.addedAt)
    if (!built.ok) return { ok: false, problem: built.problem }
    let number = taken.get(built.value) ?? 1
    let key = number === 1 ? built.value : numberedKey(built.value, number)
    while (taken.has(key)) {
      number += 1
      key = numberedKey(built.value, number)
    }
    if (number > 1) taken.set(key, 1)
    taken.set(built.value, number)
    return { ok: true, key, number }
  }
}
