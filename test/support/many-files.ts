import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Files per folder: those of one day of a camera. */
const PER_FOLDER = 500
const AT_ONCE = 64

/** Writes tiny files spread over folders: `day 000/IMG_00000.jpg` and so on. */
export async function makeManyFiles(folder: string, count: number): Promise<void> {
  for (let first = 0; first < count; first += PER_FOLDER) {
    const own = join(folder, `day ${String(first / PER_FOLDER).padStart(3, '0')}`)
    await mkdir(own, { recursive: true })
    const numbers = Array.from(
      { length: Math.min(PER_FOLDER, count - first) },
      (_, at) => first + at,
    )
    for (let at = 0; at < numbers.length; at += AT_ONCE) {
      await Promise.all(
        numbers
          .slice(at, at + AT_ONCE)
          .map((number) => writeFile(join(own, nameOf(number)), 'x'.repeat((number % 7) + 1))),
      )
    }
  }
}

/** Name of the file with this number, 0 for the first. */
export function nameOf(number: number): string {
  return `IMG_${String(number).padStart(5, '0')}.jpg`
}
