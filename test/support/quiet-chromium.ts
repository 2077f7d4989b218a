/**
 * Keeps Chromium from contacting anything by itself, and any host but this machine from being
 * looked up at all: a test that reaches for the internet fails instead of being slow or flaky.
 */
export const QUIET_CHROMIUM = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
]
