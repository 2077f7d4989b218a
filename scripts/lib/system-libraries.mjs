import { existsSync } from 'node:fs'
import { isRoot } from './project.mjs'
import { Explained, run } from './run.mjs'

/** Debian's names of what Electron's window needs. Ubuntu 24.04 and Debian 13 call some `...t64`. */
const LIBRARIES = [
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libxss1',
  'libsecret-1-0',
  'libxtst6',
  'libatspi2.0-0',
]
const DISPLAY = ['xvfb', 'xauth']
const KEYRING = ['gnome-keyring', 'dbus', 'dbus-x11']
const FONTS = ['fonts-noto-cjk', 'fonts-noto-color-emoji']

/**
 * Sees to it that the system has what Electron needs. Missing packages are installed as root with
 * apt, otherwise the exact line to type is said. Does nothing where the system is not Linux.
 * @param need `window`: libraries only. `tests`: also a virtual display, a keyring, fonts with Chinese and emoji
 * @throws Explained when something is missing and can't be installed from here
 */
export async function ensureSystemLibraries(
  executablePath,
  { need = 'window', log = console.log },
) {
  if (process.platform !== 'linux') return
  const missing = await findMissing(executablePath, need)
  if (missing.packages.length === 0) return
  const hasApt = existsSync('/usr/bin/apt-get')
  if (!isRoot || !hasApt) throw new Explained(howToInstall(missing, hasApt))

  log(`Installing with apt-get: ${missing.packages.join(' ')}`)
  await aptGet(['update', '-qq'])
  const packages = await withRenamed(missing.packages)
  await aptGet(['install', '-y', '-qq', '--no-install-recommends', ...packages])
  const still = await findMissing(executablePath, need)
  if (still.packages.length > 0) throw new Explained(howToInstall(still, hasApt))
}

async function findMissing(executablePath, need) {
  const { output } = await run('ldd', [executablePath], { capture: true })
  const files = output.split('\n').filter((line) => line.includes('not found'))
  const packages = files.length > 0 ? [...LIBRARIES] : []
  if (need === 'tests') {
    if (!hasProgram('xvfb-run') || !hasProgram('xauth')) packages.push(...DISPLAY)
    if (!hasProgram('dbus-run-session') || !hasProgram('gnome-keyring-daemon')) {
      packages.push(...KEYRING)
    }
    if (!(await hasChineseFont())) packages.push(...FONTS)
  }
  return { files: files.map((line) => line.trim().split(' ')[0]), packages }
}

function hasProgram(name) {
  return (process.env.PATH ?? '').split(':').some((folder) => existsSync(`${folder}/${name}`))
}

/** Without one, the pictures of the Chinese screens would show empty boxes. */
async function hasChineseFont() {
  if (existsSync('/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc')) return true
  const { code, output } = await run('fc-list', [':lang=zh-cn'], { capture: true })
  return code === 0 && output.trim() !== ''
}

async function aptGet(args) {
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  const { code, output } = await run('apt-get', args, { env, capture: true })
  if (code !== 0) throw new Explained(`apt-get ${args.join(' ')} failed:\n${output}`)
}

/** Newer systems renamed libraries in the move to 64-bit time; the old names may be ambiguous. */
async function withRenamed(packages) {
  const chosen = []
  for (const name of packages) {
    const { output } = await run('apt-cache', ['policy', `${name}t64`], { capture: true })
    chosen.push(/Candidate: \S*\d/.test(output) ? `${name}t64` : name)
  }
  return chosen
}

function howToInstall({ files, packages }, hasApt) {
  const what = files.length > 0 ? `Electron can't start without: ${files.join(', ')}.` : ''
  const line = `sudo apt-get install -y --no-install-recommends ${packages.join(' ')}`
  const how = hasApt
    ? `Missing system packages. Please run:\n  ${line}\nand try again.`
    : `Please install what Debian calls ${packages.join(', ')} with your system's package manager.`
  return [what, how].filter(Boolean).join('\n')
}
