import { create } from 'zustand'

/** The two things one comes here for. */
export type Workspace = 'upload' | 'download'

interface WorkspaceState {
  readonly workspace: Workspace
  /** Text that was dropped on the window and waits for the paste box to take it. */
  readonly droppedText: string | undefined
}

const store = create<WorkspaceState>(() => ({ workspace: 'upload', droppedText: undefined }))

/** The workspace that is open. */
export function useWorkspace(): Workspace {
  return store((state) => state.workspace)
}

/** Opens a workspace. */
export function openWorkspace(workspace: Workspace): void {
  store.setState({ workspace })
}

/** Hands dropped links to the paste box of the Download workspace and opens that. */
export function offerText(text: string): void {
  store.setState(({ droppedText }) => ({
    workspace: 'download',
    droppedText: droppedText === undefined ? text : `${droppedText}\n${text}`,
  }))
}

/** Dropped text that nobody has taken yet; the paste box adds it to its own and calls {@link takeDroppedText}. */
export function useDroppedText(): string | undefined {
  return store((state) => state.droppedText)
}

/** Takes the dropped text, so that it is added once. */
export function takeDroppedText(): string | undefined {
  const { droppedText } = store.getState()
  store.setState({ droppedText: undefined })
  return droppedText
}
