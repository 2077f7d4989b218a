import { describe, expect, it } from 'vitest'
import { isBypassed } from '../../../../electron/network/bypass'

const goesStraight = (url: string, ...rules: string[]) => isBypassed(new URL(url), rules)

describe('without the proxy are reached', () => {
  it.each([
    'http://127.0.0.1:8080/',
    'http://127.9.9.9/',
    'https://localhost:9000/bucket',
    'http://practice.localhost/',
    'http://[::1]:8080/',
    'http://[::ffff:127.0.0.1]/',
    'http://169.254.1.1/',
    'http://[fe80::1]/',
  ])('%s, which is this computer or its own link', (url) => {
    expect(goesStraight(url)).toBe(true)
  })

  it.each([
    ['https://example.com/', 'example.com'],
    ['https://deep.files.example.com/', 'example.com'],
    ['https://deep.files.example.com/', '.example.com'],
    ['https://files.example.com/', '*.example.com'],
    ['https://files.example.com./', 'example.com'],
    ['https://10.1.2.3/', '10.0.0.0/8'],
    ['https://10.1.2.3/', '10.1.2.3'],
    ['https://[2001:db8::5]/', '2001:db8::/32'],
    ['https://[2001:db8::5]/', '2001:db8::5'],
    ['https://[2001:db8::5]/', '[2001:db8::5]:443'],
    ['https://example.com/', 'example.com:443'],
    ['http://example.com/', 'example.com:80'],
    ['http://fileserver/', '<local>'],
    ['https://example.com/', 'other.example', 'example.com'],
  ])('%s by the rule %s', (url, ...rules) => {
    expect(goesStraight(url, ...rules)).toBe(true)
  })

  it.each([
    ['https://example.com/'],
    ['https://notexample.com/', 'example.com'],
    ['https://example.com.evil.example/', 'example.com'],
    ['https://example.com/', '.example.com'],
    ['https://example.com:8443/', 'example.com:443'],
    ['https://11.1.2.3/', '10.0.0.0/8'],
    ['https://10.1.2.3/', '10.0.0.0/99'],
    ['https://210.1.2.3/', '10.1.2.3'],
    ['https://files.example/', '<local>'],
    ['https://10.0.0.1/', '<local>'],
    ['https://localhost.evil.example/'],
    ['https://127.0.0.1.evil.example/'],
  ])('but not %s with the rule %s', (url, ...rules) => {
    expect(goesStraight(url, ...rules)).toBe(false)
  })
})
