/** What systems and office programs leave lying in folders and nobody means to send. */
const JUNK =
  /^(?:\.ds_store|\._.*|thumbs\.db|ehthumbs\.db|desktop\.ini|icon\r|~\$.*|\.~lock\..*#|\$recycle\.bin|system volume information|\.spotlight-v100|\.trashes|\.fseventsd|\.temporaryitems|__macosx)$/i

/**
 * Files that only systems and programs need: `.DS_Store`, `Thumbs.db`, `desktop.ini`, `._*`, `~$*`.
 * Never sent, not even when dropped by themselves.
 */
export function isJunk(name: string): boolean {
  return JUNK.test(name)
}

/**
 * Hidden by its name (`.git`, `.env`): what a person does not see in a folder is not sent with it,
 * the more so as such files often hold secrets. Dropped by itself it is sent.
 */
export function isHidden(name: string): boolean {
  return name.startsWith('.')
}
