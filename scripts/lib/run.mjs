import { spawn } from 'node:child_process'
import { projectRoot } from './project.mjs'

/**
 * Runs a program to its end.
 * @param options.capture keep what it prints (in `output`) instead of showing it
 * @param options.limitMs end it after this many milliseconds; `timedOut` then says so
 * @returns `code` is never null: a program ended by a signal or never started counts as 1
 */
export function run(command, args, { env, cwd = projectRoot, capture = false, limitMs } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: capture ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    })
    let output = ''
    let timedOut = false
    const keep = (chunk) => {
      output += chunk
    }
    child.stdout?.on('data', keep)
    child.stderr?.on('data', keep)
    const timer =
      limitMs === undefined
        ? undefined
        : setTimeout(() => {
            timedOut = true
            child.kill('SIGKILL')
          }, limitMs)
    const forward = (signal) => child.kill(signal)
    process.once('SIGINT', forward).once('SIGTERM', forward)
    const finish = (code) => {
      clearTimeout(timer)
      process.off('SIGINT', forward).off('SIGTERM', forward)
      resolve({ code, output, timedOut })
    }
    child.on('error', (error) => {
      output += error.message
      finish(1)
    })
    child.on('close', (code) => finish(code ?? 1))
  })
}

/** Runs one JavaScript file with the Node that runs this script. */
export function runNode(file, args = [], options = {}) {
  return run(process.execPath, [file, ...args], options)
}

/** An error whose message is meant for the person at the keyboard, shown without a stack. */
export class Explained extends Error {}

/** Prints a message for people alone; anything else is a bug and is printed with its stack. */
export function printError(error) {
  console.error(error instanceof Explained ? `\n${error.message}` : error)
}

/** Runs a script's main function; its return value is the exit code (none means 0). */
export async function main(body) {
  try {
    process.exitCode = (await body()) ?? 0
  } catch (error) {
    printError(error)
    process.exitCode = 1
  }
}
