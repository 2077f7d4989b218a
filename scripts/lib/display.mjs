import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from './run.mjs'

/** Whether a window can be shown to a person here. */
export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
}

/**
 * Starts a D-Bus session, unlocks a new, empty keyring in it, and then becomes the given command.
 * The keyring's sockets and files live in the folder `$1`, so that the keyring of the person at
 * the machine is never touched. What the D-Bus daemon says of its own housekeeping is dropped.
 */
const IN_SESSION = `exec 2>&3 3>&-
folder="$1"; shift
printf '\\n' | XDG_DATA_HOME="$folder" gnome-keyring-daemon --unlock --components=secrets \\
  --control-directory="$folder/control" >/dev/null
exec "$@"`
const WITH_KEYRING =
  'inner="$1"; shift; exec dbus-run-session -- sh -c "$inner" sh "$@" 3>&2 2>/dev/null'

/**
 * Runs a program in a virtual display with an unlocked keyring of its own, so that it neither
 * disturbs the person at the machine nor depends on what is set up there. Only Linux needs this;
 * elsewhere the program runs as it is, with the system's own screen and keychain.
 * The program finds `OSS_COURIER_KEYRING=1` in its environment where that keyring is there.
 * @returns what `run` returns
 */
export async function runInVirtualDesktop(command, args, options = {}) {
  if (process.platform !== 'linux') return run(command, args, options)
  const keyringFolder = mkdtempSync(join(tmpdir(), 'oss-courier-keyring-'))
  try {
    const wrapped = ['xvfb-run', '-a', '-s', '-screen 0 1440x900x24']
    wrapped.push('sh', '-c', WITH_KEYRING, 'sh', IN_SESSION, keyringFolder)
    wrapped.push(command, ...args)
    const [first, ...rest] = wrapped
    // A Wayland session of the person would be preferred to the virtual X display.
    // Nobody listens on the accessibility bus, so there is no need to start it.
    const env = {
      ...options.env,
      OSS_COURIER_KEYRING: '1',
      WAYLAND_DISPLAY: '',
      NO_AT_BRIDGE: '1',
    }
    return await run(first, rest, { ...options, env })
  } finally {
    rmSync(keyringFolder, { recursive: true, force: true })
  }
}
