import { createTheme, Menu, Modal, Popover, Tooltip } from '@mantine/core'

const POP = { transition: 'pop', duration: 120 } as const

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
    Menu: Menu.extend({ defaultProps: { transitionProps: POP, withinPortal: true } }),
    Popover: Popover.extend({ defaultProps: { transitionProps: POP, withinPortal: true } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 400, transitionProps: POP } }),
  },
})
