import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Framing, framingOf } from '../../../../electron/wire/framing'

const head = (headers: Record<string, string>, status = 200) => ({
  status,
  headers,
  isOld: false,
})

/** What a framing finds in bytes that come in pieces; `rest` is what it leaves. */
function read(framing: Framing | undefined, pieces: readonly Buffer[]) {
  const body: Buffer[] = []
  let isOver = framing === undefined
  let rest = Buffer.alloc(0)
  for (const piece of pieces) {
    let at = 0
    while (framing && !isOver && at < piece.length) {
      const step = framing.step(piece, at)
      body.push(piece.subarray(step.from, step.to))
      at = step.next
      isOver = step.isOver
    }
    rest = Buffer.concat([rest, piece.subarray(at)])
  }
  return { body: Buffer.concat(body).toString('latin1'), rest: rest.toString('latin1'), isOver }
}
const whole = (framing: Framing | undefined, text: string) => read(framing, [Buffer.from(text)])

describe('the body of an answer', () => {
  it.each([
    ['HEAD', 200],
    ['GET', 204],
    ['GET', 304],
  ])('is not there after %s and %i', (method, status) => {
    expect(framingOf(method, head({ 'content-length': '5' }, status))).toBeUndefined()
  })

  it('is as long as the head says', () => {
    const framing = framingOf('GET', head({ 'content-length': '5' }))
    expect(whole(framing, 'helloHTTP')).toEqual({ body: 'hello', rest: 'HTTP', isOver: true })
    expect(framingOf('PUT', head({ 'content-length': '0' }))).toBeUndefined()
  })

  it('goes on to the end of the connection where nothing is said', () => {
    const framing = framingOf('GET', head({}))
    expect(framing?.endsWithConnection).toBe(true)
    expect(whole(framing, 'abc')).toEqual({ body: 'abc', rest: '', isOver: false })
  })

  it.each([
    [{ 'content-length': '-1' }],
    [{ 'content-length': '1e3' }],
    [{ 'content-length': '3, 3' }],
    [{ 'content-length': '' }],
    [{ 'content-length': '9999999999999999' }],
    [{ 'transfer-encoding': 'gzip, chunked' }],
    [{ 'transfer-encoding': 'chunked', 'content-length': '3' }],
  ])('is not guessed at when the head says %j', (headers) => {
    expect(() => framingOf('GET', head(headers))).toThrow(
      expect.objectContaining({ code: 'ERR_INVALID_HTTP_RESPONSE' }),
    )
  })
})

describe('a body in chunks', () => {
  const chunked = () => framingOf('GET', head({ 'transfer-encoding': 'Chunked' }))

  it('is read with extensions and trailers, and leaves what follows', () => {
    const text = '5;a="b"\r\nhello\r\n1 \r\n!\r\n0\r\nA: b\r\n\r\nHTTP'
    expect(whole(chunked(), text)).toEqual({ body: 'hello!', rest: 'HTTP', isOver: true })
  })

  it.each(['x\r\n', '\r\n', '5\nhello', '2\r\nhello\r\n', '1\r\na\n', `${'0'.repeat(9000)}`])(
    'is refused when it is broken: %j',
    (text) => {
      expect(() => whole(chunked(), text)).toThrow()
    },
  )

  it('comes out the same wherever it is cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ minLength: 1, maxLength: 40, unit: 'binary-ascii' }), {
          maxLength: 6,
        }),
        fc.array(fc.nat(400), { maxLength: 12 }),
        (chunks, cuts) => {
          const wire = chunks.map((one) => `${one.length.toString(16)}\r\n${one}\r\n`).join('')
          const bytes = Buffer.from(`${wire}0\r\n\r\nNEXT`, 'latin1')
          const at = [0, ...cuts.filter((cut) => cut < bytes.length), bytes.length]
          at.sort((a, b) => a - b)
          const pieces = at.slice(1).map((end, index) => bytes.subarray(at[index], end))
          expect(read(chunked(), pieces)).toEqual({
            body: chunks.join(''),
            rest: 'NEXT',
            isOver: true,
          })
        },
      ),
    )
  })
})
