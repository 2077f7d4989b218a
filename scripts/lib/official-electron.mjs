import { lookup } from 'node:dns/promises'
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { connect } from 'node:net'
import { dirname, join } from 'node:path'
import { cacheFolder, projectRoot } from './project.mjs'
import { runNode } from './run.mjs'

const electronFolder = join(projectRoot, 'node_modules', 'electron')

/** Time for a whole download of about 110 MB before something else is tried. */
const DOWNLOAD_LIMIT_MS = 90_000
/** Shorter when a mirror is named: then a slow GitHub is the likely reason for naming it. */
const DOWNLOAD_LIMIT_WITH_MIRROR_MS = 20_000
const REACH_LIMIT_MS = 5_000
/** A host that was out of reach is asked again after a day, so that every start stays quick. */
const ASK_AGAIN_AFTER_MS = 24 * 60 * 60 * 1000

/** The version of the `electron` package, which is the version that users get. */
export function officialVersion() {
  return JSON.parse(readFileSync(join(electronFolder, 'package.json'), 'utf8')).version
}

/** @returns `{ distPath, executablePath }` of a complete official binary, or undefined */
export function findOfficial() {
  const distPath = join(electronFolder, 'dist')
  const pathFile = join(electronFolder, 'path.txt')
  const versionFile = join(distPath, 'version')
  // path.txt is what Electron's installer writes last: without it an unpacking was cut short.
  if (!existsSync(pathFile) || !existsSync(versionFile)) return undefined
  const version = readFileSync(versionFile, 'utf8').trim().replace(/^v/, '')
  const executablePath = join(distPath, readFileSync(pathFile, 'utf8'))
  if (version !== officialVersion() || !existsSync(executablePath)) return undefined
  return { distPath, executablePath }
}

/**
 * Asks Electron's own installer (which checks the checksums shipped in the package) for the
 * binary, first from the official place, then from `ELECTRON_MIRROR` where that is set.
 * @returns `{ found }`, or `{ reason }`: a short clause why there is none
 */
export async function downloadOfficial({ log }) {
  const mirror = process.env.ELECTRON_MIRROR
  const known = readOutOfReach(mirror)
  if (known) return { reason: known }

  const reasons = []
  const places = [{ name: 'github.com', host: 'github.com', env: { ELECTRON_MIRROR: '' } }]
  if (mirror) places.push({ name: 'the mirror', host: hostOf(mirror), env: {} })
  for (const place of places) {
    const reason = await tryPlace(place, mirror, log)
    const found = findOfficial()
    if (found) return { found }
    reasons.push(reason)
  }
  const reason = reasons.join('; ')
  writeOutOfReach(mirror, reason)
  return { reason }
}

/** Forgets that the download was out of reach, so that the next run tries it at once. */
export function forgetOutOfReach() {
  rmSync(outOfReachFile(), { force: true })
}

async function tryPlace({ name, host, env }, mirror, log) {
  const unreachable = await whyUnreachable(host)
  if (unreachable) return `${name} ${unreachable}`
  log(`Downloading Electron ${officialVersion()} from ${name} ...`)
  const limitMs =
    mirror && env.ELECTRON_MIRROR === '' ? DOWNLOAD_LIMIT_WITH_MIRROR_MS : DOWNLOAD_LIMIT_MS
  const options = { env, capture: true, limitMs }
  const { timedOut, output } = await runNode(join(electronFolder, 'install.js'), [], options)
  if (timedOut) return `${name} took longer than ${limitMs / 1000} s`
  const firstLine = output.trim().split('\n')[0] ?? ''
  return `the download from ${name} failed (${firstLine.slice(0, 120)})`
}

/** A proxy reaches hosts that this machine can't resolve by itself, so then only trying tells. */
async function whyUnreachable(host) {
  if (process.env.HTTPS_PROXY || process.env.https_proxy || process.env.ELECTRON_GET_USE_PROXY) {
    return undefined
  }
  const timeUp = new Promise((resolve) => {
    setTimeout(() => resolve('gave no answer'), REACH_LIMIT_MS).unref()
  })
  const reached = lookup(host).then(
    ({ address }) => canConnect(address),
    () => "can't be resolved",
  )
  return Promise.race([reached, timeUp])
}

function canConnect(address) {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port: 443, timeout: REACH_LIMIT_MS })
    const answer = (why) => {
      socket.destroy()
      resolve(why)
    }
    socket.once('connect', () => answer(undefined))
    socket.once('error', () => answer("can't be reached"))
    socket.once('timeout', () => answer('gave no answer'))
  })
}

function hostOf(url) {
  try {
    return new URL(url).hostname
  } catch {
    return url
  }
}

const outOfReachFile = () => join(cacheFolder(), 'official-out-of-reach.json')

function readOutOfReach(mirror = '') {
  try {
    const file = outOfReachFile()
    if (Date.now() - statSync(file).mtimeMs > ASK_AGAIN_AFTER_MS) return undefined
    const note = JSON.parse(readFileSync(file, 'utf8'))
    const same = note.mirror === mirror && note.version === officialVersion()
    return same ? note.reason : undefined
  } catch {
    return undefined
  }
}

function writeOutOfReach(mirror = '', reason) {
  mkdirSync(dirname(outOfReachFile()), { recursive: true })
  const note = { mirror, version: officialVersion(), reason }
  writeFileSync(outOfReachFile(), JSON.stringify(note))
}

/** For modules that must be loaded as the `electron` package itself would load them. */
export const requireFromElectron = createRequire(join(electronFolder, 'package.json'))
