import type { WebAnswer } from './web-transport'

/**
 * The beginning of a body, as far as it comes; then the answer is closed. Never fails: what a
 * refusal says is welcome, and its status is enough.
 */
export async function readSome(
  answer: WebAnswer,
  limitBytes: number,
  timeoutMs: number,
): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  const timer = setTimeout(() => answer.close(), timeoutMs)
  try {
    for await (const chunk of answer.body as AsyncIterable<Buffer>) {
      chunks.push(chunk)
      length += chunk.length
      if (length >= limitBytes) break
    }
  } catch {
    // Cut short or closed by the timer: what is here has to do.
  } finally {
    clearTimeout(timer)
    answer.close()
  }
  return Buffer.concat(chunks).subarray(0, limitBytes)
}
