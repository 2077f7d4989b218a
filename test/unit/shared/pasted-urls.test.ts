import { describe, expect, it } from 'vitest'
import { NOW, OWN, parse, urls } from '../../support/paste'

describe('parsePastedUrls: cutting', () => {
  const A = 'https://a.com/1'
  const B = 'https://b.com/2'

  it.each([
    [`${A}\n${B}`],
    [`${A}\r\n\r\n${B}\r\n`],
    [`${A};${B}`],
    [`${A}; ${B};`],
    [`${A} ；${B}；`],
    [`${A},${B}`],
    [`${A}，${B}。`],
    [`${A} ${B}`],
    [`${A}\t${B}`],
    [`"${A}", "${B}"`],
    [`'${A}' '${B}'`],
    [`<${A}>;<${B}>`],
    [`“${A}”；“${B}”`],
    [`[one](${A}) and [two](${B} "title")`],
    [`- [one](${A})\n- [two](${B})`],
    [`<a href="${A}">one; two</a>&nbsp;<a class="x" href='${B}'>${B}</a>`],
    [`<img src="${A}"><img src=${B}>`],
    [`report.pdf: ${A}\nphoto.jpg ${B}`],
    [`report.pdf\t${A}\t12 KB\nphoto.jpg\t${B}\t1 MB`],
    [`"report.pdf","${A}",12\n"photo.jpg","${B}",1`],
    [`下载链接：${A}，备用：${B}。`],
    [`（${A}）【${B}】`],
    [`see (${A}), then (${B}).`],
    [`\u200b${A}\ufeff\n\u202a${B}\u202c`],
    ['https：//a.com/1\nhttps：／／b.com/2'],
    [`| ${A} | ${B} |`],
  ])('finds two links in %j', (text) => {
    expect(urls(text)).toEqual([A, B])
  })

  it('keeps a semicolon, a comma or a bracket that is part of a URL', () => {
    expect(urls('https://a.com/x;y=1;z?p=1;q=2,3')).toEqual(['https://a.com/x;y=1;z?p=1;q=2,3'])
    expect(urls('https://a.com/a；b')).toEqual(['https://a.com/a%EF%BC%9Bb'])
    expect(urls('https://a.com/report (1).pdf)')).toEqual(['https://a.com/report%20(1).pdf'])
    expect(urls('https://a.com/报告（1）')).toEqual([encodeURI('https://a.com/报告（1）')])
    expect(urls("https://a.com/it's;https://b.com/")).toEqual([
      "https://a.com/it's",
      'https://b.com/',
    ])
  })

  it('does not cut at a URL inside a URL', () => {
    const inside = 'https://a.com/go?to=https://b.com/x'
    expect(urls(inside)).toEqual([inside])
    expect(urls('https://web.archive.org/web/2020/https://b.com/x')).toHaveLength(1)
  })

  it('keeps spaces inside a link', () => {
    expect(urls(`${OWN}/my report.pdf\n`)).toEqual([`${OWN}/my%20report.pdf`])
  })

  it('reads the ampersands of copied HTML', () => {
    expect(urls('<a href="https://a.com/?x=1&amp;y=2">')).toEqual(['https://a.com/?x=1&y=2'])
    expect(urls('https://a.com/?x=1&amp;y=2')).toEqual(['https://a.com/?x=1&y=2'])
  })

  it('keeps the joiners of an emoji and drops stray ones', () => {
    expect(parse(`${OWN}/👩\u200d💻.png\u200d`).links[0]?.key).toBe('👩\u200d💻.png')
  })

  it('drops exact repetitions, keeps the first, and counts them', () => {
    const parsed = parse(`${A}\n${B}\n${A};HTTPS://A.com/1`)
    expect(parsed.links.map((link) => [link.line, link.url])).toEqual([
      [1, A],
      [2, B],
    ])
    expect(parsed.duplicates).toBe(2)
  })

  it('reports texts that should have been links, and loses none set off by a semicolon', () => {
    expect(urls(`garbage;${A};ftp://b.com/x\nnothing here\nexample.com/file.zip\n;;;`)).toEqual([
      '(NOT_A_URL) garbage',
      A,
      '(SCHEME_NOT_SUPPORTED) ftp://b.com/x',
      '(NOT_A_URL) nothing here',
      '(SCHEME_MISSING) example.com/file.zip',
    ])
    expect(urls('<https://a.com/1>;garbage;<https://b.com/2>')).toEqual([
      A,
      '(NOT_A_URL) garbage',
      B,
    ])
  })
})

describe('parsePastedUrls: telling what a link is', () => {
  it.each([
    [`${OWN}/a%20b+c.jpg`, { kind: 'own-bucket', connectionId: 'photos', key: 'a b+c.jpg' }],
    ['photos-2024.oss-cn-hangzhou.aliyuncs.com/k', { kind: 'own-bucket', url: `${OWN}/k` }],
    ['oss://photos-2024/a b', { kind: 'own-bucket', url: 'oss://photos-2024/a b', key: 'a b' }],
    [
      'https://other.oss-cn-beijing.aliyuncs.com/k',
      { kind: 'foreign-oss', bucket: 'other', region: 'cn-beijing', key: 'k' },
    ],
    ['https://example.com/', { kind: 'public', url: 'https://example.com/' }],
    ['https://', { kind: 'not-a-link', problem: 'URL_HAS_NO_HOST' }],
    ['https://?x', { kind: 'not-a-link', problem: 'URL_HAS_NO_HOST' }],
    ['https://a b.com/x', { kind: 'not-a-link', problem: 'NOT_A_URL' }],
    ['https://u:p@a.com/x', { kind: 'not-a-link', problem: 'URL_HAS_CREDENTIALS' }],
    [`${OWN}/`, { kind: 'not-a-link', problem: 'URL_HAS_NO_KEY' }],
    ['oss://photos-2024', { kind: 'not-a-link', problem: 'URL_HAS_NO_KEY' }],
    ['oss://A/b', { kind: 'not-a-link', problem: 'NOT_A_URL' }],
    [`https://a.com/${'x'.repeat(17_000)}`, { kind: 'not-a-link', problem: 'URL_TOO_LONG' }],
    ['magnet:?xt=1', { kind: 'not-a-link', problem: 'NOT_A_URL' }],
    ['javascript://alert(1)', { kind: 'not-a-link', problem: 'SCHEME_NOT_SUPPORTED' }],
  ])('%j', (text, expected) => {
    expect(parse(text).links).toEqual([expect.objectContaining(expected)])
  })

  it('gives what is not a link no URL that could be fetched', () => {
    expect(parse('https://u:p@a.com/x').links[0]).not.toHaveProperty('url')
  })

  const seconds = (offset: number) => Math.floor(NOW / 1000) + offset
  const V4 = 'x-oss-signature-version=OSS4-HMAC-SHA256&x-oss-signature=abc'
  it.each([
    ['V1', `OSSAccessKeyId=made-up&Signature=a%3D&Expires=${seconds(60)}`, 60, undefined],
    ['V1, expired', `Expires=${seconds(-1)}&OSSAccessKeyId=i&Signature=s`, -1, 'LINK_EXPIRED'],
    [
      'V2',
      `x-oss-signature-version=OSS2&x-oss-expires=${seconds(9)}&x-oss-signature=s`,
      9,
      undefined,
    ],
    ['V4', `${V4}&x-oss-date=20261123T115900Z&x-oss-expires=600`, 540, undefined],
    ['V4, expired', `${V4}&x-oss-date=20261123T110000Z&x-oss-expires=60`, -3540, 'LINK_EXPIRED'],
    [
      'V4, ahead',
      `${V4}&x-oss-date=20261124T120000Z&x-oss-expires=60`,
      86_460,
      'LINK_NOT_YET_VALID',
    ],
    ['S3', 'X-Amz-Date=20261123T120000Z&X-Amz-Expires=9&X-Amz-Signature=s', 9, undefined],
    ['S3 V2', `AWSAccessKeyId=i&Expires=${seconds(5)}&Signature=s`, 5, undefined],
  ])('knows a link signed with %s and when it ends', (_name, query, endsInS, warning) => {
    for (const host of [OWN, 'https://evil.com']) {
      const [link] = parse(`${host}/x?${query}`).links
      expect(link).toMatchObject({ kind: 'signed', url: `${host}/x?${query}` })
      expect(link?.expiresAtMs).toBe((Math.floor(NOW / 1000) + endsInS) * 1000)
      expect(link?.warning).toBe(warning)
      expect(link?.connectionId).toBe(host === OWN ? 'photos' : undefined)
    }
  })

  it('takes half a signature for none', () => {
    expect(parse('https://evil.com/x?Signature=s&Expires=1').links[0]?.kind).toBe('public')
    expect(parse(`${OWN}/x?Signature=s`).links[0]?.kind).toBe('own-bucket')
  })

  it.each([
    'https://photos-2024.oss-cn-hangzhou.aliyuncs.com.evil.com/x',
    'https://evil.com/photos-2024.oss-cn-hangzhou.aliyuncs.com/x',
    'https://evil.com?https://photos-2024.oss-cn-hangzhou.aliyuncs.com/x',
    'https://evil.com#.oss-cn-hangzhou.aliyuncs.com/x',
    'https://photos-2024.oss-cn-hangzhou.evil-aliyuncs.com/x',
  ])('takes %s for a public link and nothing more', (url) => {
    expect(parse(url).links).toEqual([
      { line: 1, kind: 'public', text: url, url: expect.any(String) },
    ])
  })
})
