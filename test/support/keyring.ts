/**
 * Whether `safeStorage` has a real keyring behind it. On Linux the test runner starts one of its
 * own (`scripts/lib/display.mjs`) and says so in the environment; macOS and Windows bring theirs.
 */
export function hasKeyring(): boolean {
  return process.platform !== 'linux' || process.env.OSS_COURIER_KEYRING === '1'
}

/**
 * The switches that tell Chromium where to keep the key of `safeStorage`.
 * @param wanted false starts the app as on a machine without a keyring (Linux only)
 * @throws Error when a keyring is wanted and the runner has none: silently going on without one
 *   would make a test of secrets pass that tested nothing
 */
export function keyringArgs(wanted: boolean): readonly string[] {
  if (process.platform !== 'linux') return []
  if (!wanted) return ['--password-store=basic']
  if (!hasKeyring()) throw new Error('No keyring here. Run the tests with: npm test')
  return ['--password-store=gnome-libsecret']
}
