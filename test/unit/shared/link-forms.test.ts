import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatLinks, pasteSafeUrl } from '../../../shared/link-forms'
import { parsePastedUrls } from '../../../shared/pasted-urls'
import { decodePercent } from '../../../shared/percent-decode'
import { LINK_FORMS } from '../../../shared/settings'

const REPORT = {
  name: 'report [1] <b>&"x".pdf',
  url: 'https://a.com/report%20(1).pdf?x=1&y=2',
  sizeBytes: 1234,
  key: 'docs/report (1).pdf',
}
const FORMULA = { name: '=1+1.csv', url: 'https://a.com/f.csv' }

function found(text: string) {
  return parsePastedUrls(text, [], 0).links.flatMap((link) => link.url ?? [])
}

describe('formatLinks', () => {
  it('writes one link per line, or all in one joined with semicolons', () => {
    expect(formatLinks([REPORT, FORMULA], 'lines')).toBe(`${REPORT.url}\n${FORMULA.url}`)
    expect(formatLinks([REPORT, FORMULA], 'semicolons')).toBe(`${REPORT.url};${FORMULA.url}`)
  })

  it('escapes what Markdown and HTML would read as their own', () => {
    expect(formatLinks([REPORT], 'markdown')).toBe(
      '[report \\[1\\] \\<b\\>\\&"x".pdf](https://a.com/report%20%281%29.pdf?x=1&y=2)',
    )
    expect(formatLinks([REPORT], 'html')).toBe(
      '<a href="https://a.com/report%20(1).pdf?x=1&amp;y=2">' +
        'report [1] &lt;b&gt;&amp;&quot;x&quot;.pdf</a>',
    )
  })

  it('writes tables that a spreadsheet reads without running a file name', () => {
    expect(formatLinks([REPORT, FORMULA], 'csv').split('\r\n')).toEqual([
      'name,url,size_bytes,key',
      `"report [1] <b>&""x"".pdf","${REPORT.url}","1234","docs/report (1).pdf"`,
      `"'=1+1.csv","${FORMULA.url}","",""`,
    ])
    expect(formatLinks([{ ...FORMULA, name: 'a\tb\n' }, REPORT], 'tsv').split('\n')).toEqual([
      `a b \t${FORMULA.url}`,
      `${REPORT.name}\t${REPORT.url}\t1234`,
    ])
  })

  it('writes JSON that reads back', () => {
    expect(JSON.parse(formatLinks([REPORT, FORMULA], 'json'))).toEqual([REPORT, FORMULA])
  })

  it('writes nothing for nothing', () => {
    expect(LINK_FORMS.map((form) => formatLinks([], form))).toEqual([
      '',
      '',
      '',
      '',
      'name,url,size_bytes,key',
      '',
      '[]',
    ])
  })

  const rest = fc.string({
    unit: fc.constantFrom(';', ',', '.', ')', '(', "'", 'a', '&amp;', 'https://', '：', '%3B'),
  })
  const url = fc
    .tuple(fc.domain(), fc.constantFrom('/', '/x/', '/x?p='), rest)
    .map(([domain, path, end]) => new URL(`https://${domain}${path}x${end}`).href)
    // Node 20 leaves some dot segments in a URL that the standard folds away.
    .filter((href) => !/\/\.{1,2}(?:[/?#]|$)/.test(href))

  it('writes lines and semicolons so that the download box finds the same links in order', () => {
    fc.assert(
      fc.property(fc.uniqueArray(url, { maxLength: 6, selector: pasteSafeUrl }), (list) => {
        const links = list.map((one) => ({ name: 'x', url: one }))
        const safe = list.map(pasteSafeUrl)
        expect(found(formatLinks(links, 'semicolons'))).toEqual(safe)
        expect(found(formatLinks(links, 'lines'))).toEqual(safe)
      }),
      { numRuns: 500 },
    )
  })

  it('changes the writing of a URL only, never what it names', () => {
    fc.assert(
      fc.property(url, (one) => {
        const safe = pasteSafeUrl(one)
        expect(decodePercent(safe)).toBe(decodePercent(one))
        expect(new URL(safe).href).toBe(safe)
        expect(pasteSafeUrl(safe)).toBe(safe)
      }),
    )
  })

  it('writes HTML, Markdown and tables that paste back as well', () => {
    for (const form of ['html', 'markdown', 'csv', 'tsv', 'json'] as const) {
      const links = [FORMULA, { name: 'b.pdf', url: 'https://a.com/b.pdf?x=1&y=2' }]
      expect(found(formatLinks(links, form))).toEqual(links.map((link) => link.url))
    }
  })
})
