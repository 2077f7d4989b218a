import { isCommand, type KeyPress } from '../../lib/keyboard'

/** What a key does in the list. */
export type GridIntent =
  | { readonly kind: 'move'; readonly by: number; readonly extend: boolean }
  | { readonly kind: 'edge'; readonly to: 'first' | 'last'; readonly extend: boolean }
  | { readonly kind: 'fold'; readonly open: boolean }
  | { readonly kind: 'toggle' | 'select-all' | 'clear' | 'primary' | 'copy' }
  | { readonly kind: 'remove' | 'retry' | 'pause' | 'top' }

/** Meaning of a key press; undefined leaves it to the browser. @param page lines in one screenful */
export function intentOf(press: KeyPress, page: number): GridIntent | undefined {
  const extend = press.shiftKey
  if (isCommand(press)) {
    if (press.key === 'a') return { kind: 'select-all' }
    return press.key === 'c' ? { kind: 'copy' } : undefined
  }
  switch (press.key) {
    case 'ArrowDown':
      return { kind: 'move', by: 1, extend }
    case 'ArrowUp':
      return { kind: 'move', by: -1, extend }
    case 'PageDown':
      return { kind: 'move', by: page, extend }
    case 'PageUp':
      return { kind: 'move', by: -page, extend }
    case 'Home':
      return { kind: 'edge', to: 'first', extend }
    case 'End':
      return { kind: 'edge', to: 'last', extend }
    case 'ArrowRight':
      return { kind: 'fold', open: true }
    case 'ArrowLeft':
      return { kind: 'fold', open: false }
    case ' ':
      return { kind: 'toggle' }
    case 'Enter':
      return { kind: 'primary' }
    case 'Escape':
      return { kind: 'clear' }
    case 'Delete':
    case 'Backspace':
      return { kind: 'remove' }
    case 'r':
      return { kind: 'retry' }
    case 'p':
      return { kind: 'pause' }
    case 't':
      return { kind: 'top' }
    default:
      return undefined
  }
}
