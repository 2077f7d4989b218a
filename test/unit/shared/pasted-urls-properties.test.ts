import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pasteSafeUrl } from '../../../shared/link-forms'
import { OWN, parse, urls } from '../../support/paste'

describe('parsePastedUrls: properties', () => {
  const url = fc
    .tuple(
      fc.webUrl({ withQueryParameters: true, withFragments: true }),
      fc.string({ unit: fc.constantFrom(';', ',', 'a', '=', '(', ')', '%3B', '/', "'", ':') }),
    )
    .map(([base, rest]) => new URL(`${base}${base.includes('?') ? '&' : '?'}p=${rest}z`).href)
    // `;` before a scheme is the one thing that ends a URL; a copied link never has it.
    .filter((href) => !/&amp;|;['(]{0,2}[a-z0-9+.-]*:\/\//i.test(href))

  it.each([';', '\n', '；', '; ', ' ;\r\n', '\n\n'])(
    'gives back a list that was joined with %j',
    (glue) => {
      fc.assert(
        fc.property(fc.uniqueArray(url, { minLength: 1, maxLength: 8 }), (list) => {
          expect(urls(list.join(glue))).toEqual(list)
        }),
      )
    },
  )

  it('gives back any URL, however it ends, once it is written safely', () => {
    const odd = fc
      .string({
        unit: fc.constantFrom(';', ',', '.', ')', '(', '&amp;', 'https://', "'", 'a', '，'),
      })
      .map((rest) => pasteSafeUrl(new URL(`https://a.com/x?${rest}`).href))
    fc.assert(
      fc.property(fc.uniqueArray(odd, { minLength: 1, maxLength: 6 }), (list) => {
        expect(urls(list.join(';'))).toEqual(list)
      }),
      { numRuns: 500 },
    )
  })

  it('never throws, never makes two of one, and numbers in order', () => {
    const noise = fc
      .array(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 8 }),
          fc.constantFrom(
            'https://',
            'http://',
            'oss://',
            '://',
            ';',
            '\n',
            ' ',
            '"',
            "'",
            '<',
            '>',
          ),
          fc.constantFrom(
            '(',
            ')',
            '[',
            '](',
            'href="',
            '&amp;',
            '%',
            '@',
            'a.com',
            '\ud800',
            '；',
          ),
        ),
      )
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(noise, (text) => {
        const { links, duplicates } = parse(text)
        expect(links.map((link) => link.line)).toEqual(links.map((_, index) => index + 1))
        expect(duplicates).toBeGreaterThanOrEqual(0)
        const found = links.flatMap((link) => link.url ?? [])
        expect(new Set(found).size).toBe(found.length)
        for (const link of links) expect(link.kind === 'not-a-link').toBe(link.url === undefined)
      }),
      { numRuns: 2000 },
    )
  })

  it('never gives a host that is not ours to OSS', () => {
    fc.assert(
      fc.property(fc.webUrl(), (link) => {
        expect(
          parse(link).links.every(({ kind }) => kind === 'public' || kind === 'not-a-link'),
        ).toBe(true)
      }),
    )
  })
})

describe('parsePastedUrls: size', () => {
  const signed = (index: number) =>
    `${OWN}/folder/file-${index}.jpg?x-oss-date=20261123T115900Z&x-oss-expires=600&x-oss-signature=${'a'.repeat(200)}`
  const hostile: Record<string, string> = {
    'unclosed angle brackets': '<https://'.repeat(200_000),
    'unclosed parentheses': '(https://'.repeat(200_000),
    'wrapped links without separator': '(https://a.com)'.repeat(100_000),
    'semicolons and spaces': '; '.repeat(1_000_000),
    'one run of spaces': `https://a.com/${' '.repeat(2_000_000)}x`,
    'one run of scheme letters': 'a'.repeat(2_000_000),
    'closing brackets': `https://a.com/${')'.repeat(30_000)}\n`.repeat(50),
    quotes: '"'.repeat(2_000_000),
    joiners: '\u200d'.repeat(2_000_000),
  }

  it('reads 10,000 links of several megabytes at once', () => {
    const text = Array.from({ length: 10_000 }, (_, index) => signed(index)).join(';')
    const started = performance.now()
    expect(parse(text).links).toHaveLength(10_000)
    // About 100 ms on its own; the margin is for a machine that runs everything else too.
    expect(performance.now() - started).toBeLessThan(1500)
  })

  it.each(Object.keys(hostile))('does not slow down on %s', (name) => {
    const started = performance.now()
    parse(hostile[name] ?? '')
    expect(performance.now() - started).toBeLessThan(3000)
  })
})
