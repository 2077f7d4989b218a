import { join } from 'node:path'
import { chooseName, type NameRequest } from './choose-name'
import type { PlaceAnswer } from './disk'
import type { FolderNames } from './folder-names'
import { dropOldName, placeNew, placeOver } from './place-file'

/** Closes the part file and tries to give it its name, in one go. */
export type PlaceFirst = (to: string, isOver: boolean) => Promise<PlaceAnswer>

/**
 * Gives a part file the name that is held for it, or the next free one.
 * @param held is changed with the name
 * @returns false when the name exists by now and the policy is to skip. Throws the errno.
 */
export async function placeTarget(
  names: FolderNames,
  request: NameRequest,
  partPath: string,
  held: { name: string },
  placeFirst: PlaceFirst = async () => 'untried',
): Promise<boolean> {
  const { folder, conflict } = request
  const isOver = conflict === 'overwrite'
  let answer = await placeFirst(join(folder, held.name), isOver)
  for (;;) {
    const path = join(folder, held.name)
    if (answer === 'placed') return true
    if (answer === 'linked') {
      await dropOldName(partPath)
      return true
    }
    if (answer === 'untried') {
      if (isOver) {
        await placeOver(partPath, path)
        return true
      }
      if (await placeNew(partPath, path)) return true
    }
    answer = 'untried'
    if (conflict === 'skip') return false
    const next = await chooseName(names, request)
    names.release(folder, held.name, false)
    held.name = next ?? held.name
  }
}
