import type { Framing, Step } from './framing'
import { NotHttp } from './wire-error'

/** 8 KiB: a size and its extensions, or a line of trailers. */
const MAX_LINE = 8 * 1024
/** Nobody sends more lines behind a body. */
const MAX_TRAILERS = 100
const LF = 10

/** A body in chunks (RFC 9112, 7.1). Extensions and trailers are read over. */
export function createChunks(): Framing {
  let line = ''
  let left = 0
  let trailers = 0
  let awaited: 'size' | 'bytes' | 'end of chunk' | 'trailers' = 'size'

  /** Takes bytes into `line` up to the end of the line. @returns where to go on, -1 without an end */
  function readLine(bytes: Buffer, at: number): number {
    const end = bytes.indexOf(LF, at)
    line += bytes.toString('latin1', at, end < 0 ? bytes.length : end)
    if (line.length > MAX_LINE) throw new NotHttp('A long line')
    if (end < 0) return -1
    if (!line.endsWith('\r')) throw new NotHttp('A broken line')
    line = line.slice(0, -1)
    return end + 1
  }

  /** Acts on a whole line. @returns true when it is the last */
  function lineIsLast(): boolean {
    const text = line
    line = ''
    if (awaited === 'size') {
      const size = /^([0-9A-Fa-f]{1,12})[ \t]*(?:;.*)?$/.exec(text)?.[1]
      if (size === undefined) throw new NotHttp('No size of a chunk')
      left = Number.parseInt(size, 16)
      awaited = left === 0 ? 'trailers' : 'bytes'
      return false
    }
    if (awaited === 'end of chunk') {
      if (text !== '') throw new NotHttp('A chunk that does not end')
      awaited = 'size'
      return false
    }
    trailers += 1
    if (trailers > MAX_TRAILERS) throw new NotHttp('Trailers without end')
    return text === ''
  }

  return {
    step(bytes, at): Step {
      let next = at
      while (awaited !== 'bytes') {
        const behind = readLine(bytes, next)
        if (behind < 0) {
          return { from: bytes.length, to: bytes.length, next: bytes.length, isOver: false }
        }
        next = behind
        if (lineIsLast()) return { from: next, to: next, next, isOver: true }
      }
      const to = Math.min(bytes.length, next + left)
      left -= to - next
      if (left === 0) awaited = 'end of chunk'
      return { from: next, to, next: to, isOver: false }
    },
    endsWithConnection: false,
    isBare: false,
  }
}
