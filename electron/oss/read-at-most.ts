import type { AnswerBody } from '../wire/answer-body'

/** The first bytes of a body, the rest of which nobody wants. @throws AppError why it broke */
export async function readAtMost(body: AnswerBody, limitBytes: number): Promise<Buffer> {
  const pieces: Buffer[] = []
  let length = 0
  let isEnough = false
  const pumped = body.pump((bytes) => {
    pieces.push(Buffer.from(bytes))
    length += bytes.length
    isEnough = length >= limitBytes
    if (isEnough) body.destroy()
    return undefined
  })
  await pumped.catch((thrown) => {
    if (!isEnough) throw thrown
  })
  return Buffer.concat(pieces)
}
