/** What is selected in a long list, and where the keyboard stands. Ids, so that it survives changes. */
export interface Selection {
  readonly ids: ReadonlySet<string>
  /** The line that has the keyboard's attention. */
  readonly active: string | undefined
  /** Where a range began. */
  readonly anchor: string | undefined
}

/** Nothing selected. */
export const NO_SELECTION: Selection = { ids: new Set(), active: undefined, anchor: undefined }

/** A plain click, or an arrow key: this one alone. */
export function selectOnly(id: string): Selection {
  return { ids: new Set([id]), active: id, anchor: id }
}

/** Moves the attention without selecting (to a heading, which is no file). */
export function moveTo(selection: Selection, id: string): Selection {
  return { ...selection, active: id, anchor: id }
}

/** Ctrl-click, or Space: in or out, the others stay. */
export function toggle(selection: Selection, id: string): Selection {
  const ids = new Set(selection.ids)
  if (!ids.delete(id)) ids.add(id)
  return { ids, active: id, anchor: id }
}

/** Shift-click, or Shift with an arrow. @param range ids from the anchor to `id`, both included */
export function selectRange(selection: Selection, id: string, range: readonly string[]): Selection {
  return { ids: new Set(range), active: id, anchor: selection.anchor ?? id }
}

/** Ctrl+A. */
export function selectAll(selection: Selection, ids: readonly string[]): Selection {
  return { ...selection, ids: new Set(ids) }
}

/** Forgets rows that are gone. @returns the same object when none is */
export function dropMissing(selection: Selection, exists: (id: string) => boolean): Selection {
  const kept = [...selection.ids].filter(exists)
  return kept.length === selection.ids.size ? selection : { ...selection, ids: new Set(kept) }
}
