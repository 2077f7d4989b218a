import { describe, expect, it } from 'vitest'
import { createLinkCopier } from '../../../../electron/transfers/copy-links'
import type { SignedLink } from '../../../../electron/transfers/links'
import type { LinkCopying } from '../../../../shared/link-copying'
import { expectCode } from '../../../support/expect-code'

const aLink = (number: number): SignedLink => ({
  name: `${number}.txt`,
  key: `docs/${number}.txt`,
  url: `https://b.example/${number}`,
  expiresAtMs: 1000 - number,
})

/** A copier whose links come in slices, each of which takes some time. */
function aCopier(slices: readonly (readonly SignedLink[])[], sliceMs: number) {
  const clipboard: string[] = []
  const words: (LinkCopying | null)[] = []
  let nowMs = 0
  let onSlice: (index: number) => void = () => undefined
  const copier = createLinkCopier({
    links: {
      signing: () => ({
        total: slices.flat().length,
        slices: (async function* () {
          for (const [index, slice] of slices.entries()) {
            nowMs += sliceMs
            onSlice(index)
            yield slice
          }
        })(),
      }),
    },
    writeClipboard: async (text) => void clipboard.push(text),
    publish: (progress) => words.push(progress),
    nowMs: () => nowMs,
  })
  return {
    copier,
    clipboard,
    words,
    whenSlice(run: (index: number) => void) {
      onSlice = run
    },
  }
}

describe('copying links', () => {
  it('puts all of them on the clipboard in their order, and says when the first one ends', async () => {
    const { copier, clipboard, words } = aCopier([[aLink(1), aLink(2)], [aLink(3)]], 1)
    const answer = await copier.copy({ all: 'upload' }, 'lines')
    expect(answer).toEqual({ copied: 3, expiresAtMs: 997 })
    expect(clipboard).toEqual(['https://b.example/1\nhttps://b.example/2\nhttps://b.example/3'])
    expect(words).toEqual([])
  })

  it('says how far it is when it takes long, and that it has ended', async () => {
    const { copier, words } = aCopier([[aLink(1)], [aLink(2)], [aLink(3)]], 200)
    await copier.copy({ all: 'upload' }, 'json')
    expect(words).toEqual([{ signed: 2, total: 3 }, { signed: 3, total: 3 }, null])
  })

  it('leaves the clipboard alone when it is cancelled', async () => {
    const { copier, clipboard, words, whenSlice } = aCopier([[aLink(1)], [aLink(2)]], 400)
    whenSlice((index) => {
      if (index === 1) copier.cancel()
    })
    await expectCode(copier.copy({ all: 'upload' }, 'lines'), 'CANCELLED')
    expect(clipboard).toEqual([])
    expect(words.at(-1)).toBeNull()
  })

  it('gives way to the next copy', async () => {
    const { copier, clipboard } = aCopier([[aLink(1)], [aLink(2)]], 1)
    const first = copier.copy({ all: 'upload' }, 'lines')
    const second = copier.copy({ all: 'upload' }, 'semicolons')
    await expectCode(first, 'CANCELLED')
    await second
    expect(clipboard).toEqual(['https://b.example/1;https://b.example/2'])
  })
})
