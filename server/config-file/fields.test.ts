import { describe, expect, it } from 'vitest'
import { fileWith, goodConfig, goodEnvironment } from '../testing/config-file.ts'
import { acceptedFrom, problemsIn } from '../testing/config-reading.ts'

describe('baseUrl', () => {
  const at = (publicUrl: string) => problemsIn(fileWith({ publicUrl }))

  it.each([
    'http://127.0.0.1:8787',
    'http://localhost:1',
    'http://[::1]:8787',
    'https://relay.example.com/base/',
  ])('takes %s', (url) => expect(at(url)).toEqual([]))

  it.each([
    'http://relay.example.com',
    'http://127.0.0.1.example.com',
    'http://127.0.0.2:8787',
    'https://user:secret@relay.example.com',
    'https://relay.example.com/?a=1',
    'https://relay.example.com/#a',
    'ftp://relay.example.com',
    'relay.example.com',
    '',
  ])('refuses "%s"', (url) => {
    expect(at(url)).toHaveLength(1)
    expect(at(url)[0]).toMatch(/^publicUrl must be an https:/)
  })

  it('allows plain http on this machine for every base address and refuses it elsewhere', () => {
    const point = (base: string) =>
      fileWith({
        'tenants.0.zendesk.baseUrl': base,
        'tenants.0.accounts.0.settings.apiBase': base,
        'tenants.0.accounts.1.settings.apiBase': base,
        'tenants.0.accounts.1.settings.messagesBase': base,
        'tenants.0.accounts.1.settings.uploadBase': base,
      })
    expect(problemsIn(point('http://127.0.0.1:9000'))).toEqual([])
    expect(problemsIn(point('http://10.0.0.1:9000'))).toHaveLength(5)
  })

  it('drops the slash at the end, so that paths join cleanly', () => {
    const { config } = acceptedFrom(
      fileWith({
        publicUrl: 'https://relay.example.com/base//',
        'tenants.0.accounts.0.settings.apiBase': 'https://proxy.example.com/wx/',
      }),
    )
    expect(config.publicUrl).toBe('https://relay.example.com/base')
    expect(config.tenants[0]?.accounts[0]?.settings['apiBase']).toBe('https://proxy.example.com/wx')
  })
})

describe('masterKey', () => {
  const given = (WEIQIAO_MASTER_KEY: string) =>
    problemsIn(goodConfig(), { env: { ...goodEnvironment, WEIQIAO_MASTER_KEY } })

  it('takes base64 of 32 bytes, with or without padding', () => {
    const key = Buffer.alloc(32, 0xfb).toString('base64')
    expect(given(key)).toEqual([])
    expect(given(key.replace('=', ''))).toEqual([])
  })

  it.each([16, 31, 33, 64])('refuses a key of %i bytes without showing it', (bytes) => {
    const key = Buffer.alloc(bytes, 0xfb).toString('base64')
    const [line = ''] = given(key)
    expect(line).toContain('masterKey must be base64 of exactly 32 bytes')
    expect(line).not.toContain(key)
  })

  it('refuses a password', () => expect(given('correct horse battery staple')).toHaveLength(1))
})
