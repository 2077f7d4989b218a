/** The errno of what the file system threw, like `EEXIST`; empty when it is something else. */
export function errnoOf(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown ? String(thrown.code) : ''
}
