/**
 * Asked once by the preload before the first command: answered when main has loaded what answers
 * commands. The window opens, and its page loads, while main still does.
 */
export const READY_CHANNEL = 'ready'
