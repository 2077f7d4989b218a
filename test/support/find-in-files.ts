import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Every way in which a text may lie in a file. */
function writingsOf(text: string): readonly Buffer[] {
  const base64 = Buffer.from(text).toString('base64').replace(/=+$/, '').slice(0, -2)
  return [
    Buffer.from(text),
    Buffer.from(text, 'utf16le'),
    Buffer.from(encodeURIComponent(text)),
    Buffer.from(base64),
    Buffer.from(Buffer.from(text).toString('hex')),
  ]
}

/** The files below a folder that hold one of these texts, in any writing. */
export async function filesWith(folder: string, texts: readonly string[]): Promise<string[]> {
  const found: string[] = []
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    const content = await readFile(path).catch(() => Buffer.alloc(0))
    if (texts.some((text) => writingsOf(text).some((form) => content.includes(form)))) {
      found.push(path)
    }
  }
  return found
}
