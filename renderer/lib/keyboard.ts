/** The part of a keyboard event that says which combination was pressed. */
export interface KeyPress {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
  readonly altKey: boolean
}

/** True with Ctrl, or Cmd on a Mac, and without Alt (AltGr types characters). */
export function isCommand(press: KeyPress): boolean {
  return (press.ctrlKey || press.metaKey) && !press.altKey
}

/** True where typing belongs: a shortcut must leave it alone. */
export function isEditable(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName)
}

/** How the command key is called on a system, for hints: `⌘V`, `Ctrl+V`. */
export function commandKeyText(letter: string, platform: string): string {
  return platform === 'darwin' ? `⌘${letter}` : `Ctrl+${letter}`
}
