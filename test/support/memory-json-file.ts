import type { JsonFile } from '../../electron/files/json-file'

/** A `JsonFile` without a disk: `text` is what would lie there. */
export type MemoryJsonFile = JsonFile & {
  text: string | undefined
  readonly setAsideTexts: string[]
  /** Thrown by each write while it is set. */
  writeError: Error | undefined
}

/** @param text the content at start; undefined for no file */
export function memoryJsonFile(text?: string): MemoryJsonFile {
  const file: MemoryJsonFile = {
    text,
    setAsideTexts: [],
    writeError: undefined,
    read: () => (file.text === undefined ? undefined : JSON.parse(file.text)),
    write(value) {
      if (file.writeError) throw file.writeError
      file.text = JSON.stringify(value)
    },
    setAside() {
      file.setAsideTexts.push(file.text ?? '')
      file.text = undefined
      return `memory.json.damaged-${file.setAsideTexts.length}`
    },
  }
  return file
}
