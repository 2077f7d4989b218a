import { Autocomplete, createTheme, Menu, Modal, Popover, Select, Tooltip } from '@mantine/core'

const POP = { transition: 'pop', duration: 120 } as const

/** What opens beside something never reaches beyond the window: it turns, moves, and then scrolls. */
const IN_SIGHT = { flip: true, shift: true, size: { padding: 8 } } as const

/**
 * Behaviour of Mantine's components; their looks are in `styles/`. Locking the page's scroll would
 * insert a <style> element, and the page never scrolls, so it is off.
 */
export const theme = createTheme({
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Modal: Modal.extend({
      defaultProps: { lockScroll: false, centered: true, transitionProps: POP },
    }),
    Menu: Menu.extend({
      defaultProps: {
        transitionProps: POP,
        withinPortal: true,
        middlewares: IN_SIGHT,
        // The first item gets the focus instead of an element that nobody sees.
        withInitialFocusPlaceholder: false,
      },
    }),
    // The list itself scrolls (`styles/mantine.css`): one scrolling element, and the one with a role.
    Select: Select.extend({ defaultProps: { withScrollArea: false } }),
    Autocomplete: Autocomplete.extend({ defaultProps: { withScrollArea: false } }),
    Popover: Popover.extend({
      defaultProps: { transitionProps: POP, withinPortal: true, middlewares: IN_SIGHT },
    }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 400, transitionProps: POP } }),
  },
})
