import type { Dirent } from 'node:fs'
import { opendir } from 'node:fs/promises'

/**
 * Names held and sorted at a time: 2,000 sort in some 10 ms, which no one feels, and a folder of a
 * million files still costs no memory.
 */
const STRETCH = 2000

const NATURAL = new Intl.Collator(undefined, { numeric: true })

/**
 * The entries of one folder in natural order (`2.jpg` before `10.jpg`), in stretches of up to
 * 2,000: a larger folder comes in stretches that are in order each.
 * Throws the errno of the file system.
 */
export async function* readFolder(path: string): AsyncGenerator<readonly Dirent[]> {
  let stretch: Dirent[] = []
  const folder = await opendir(path, { bufferSize: 256 })
  // `for await` closes the folder, also when the walk is given up midway.
  for await (const entry of folder) {
    stretch.push(entry)
    if (stretch.length === STRETCH) {
      yield inOrder(stretch)
      stretch = []
    }
  }
  if (stretch.length > 0) yield inOrder(stretch)
}

function inOrder(entries: Dirent[]): readonly Dirent[] {
  return entries.sort((a, b) => NATURAL.compare(a.name, b.name))
}
