import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { fileWith, goodEnvironment } from '../testing/config-file.ts'
import { acceptedFrom, problemsIn } from '../testing/config-reading.ts'

const folder = mkdtempSync(join(tmpdir(), 'weiqiao-secrets-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const wechat = 'tenants.0.accounts.0.settings'

describe('values from elsewhere', () => {
  it('reads env: and file: values, a file without its last line break', () => {
    writeFileSync(join(folder, 'app-secret'), 'from-a-file\n')
    const file = fileWith({ [`${wechat}.appSecret`]: 'file:./app-secret' })
    const { config } = acceptedFrom(file, { folder })
    expect(config.tenants[0]?.accounts[0]?.settings).toMatchObject({
      appSecret: 'from-a-file',
      token: 'wechat-token',
    })
  })

  it('names the variable or file that is missing or empty, once and by its key', () => {
    writeFileSync(join(folder, 'empty'), '\n')
    const file = fileWith({
      'tenants.0.zendesk.auth.clientSecret': 'env:NOBODY',
      [`${wechat}.appSecret`]: 'file:./nowhere',
      [`${wechat}.token`]: 'file:./empty',
    })
    expect(problemsIn(file, { folder })).toEqual([
      'tenants.0.zendesk.auth.clientSecret names the environment variable NOBODY, which is not set',
      `${wechat}.appSecret names the file ./nowhere, which cannot be read`,
      `${wechat}.token names the file ./empty, which is empty`,
    ])
  })

  it('finds no variable on the prototype of the environment', () => {
    const file = fileWith({ [`${wechat}.token`]: 'env:constructor' })
    expect(problemsIn(file)).toHaveLength(1)
  })

  it('reads the public key of an app and leaves the persona where it lies', () => {
    writeFileSync(join(folder, 'app.pem'), '-----BEGIN PUBLIC KEY-----\nAA\n')
    writeFileSync(join(folder, 'persona.json'), '{}')
    const file = fileWith({
      'tenants.0.zendesk.apps': [{ id: 1_234_567, publicKey: 'file:./app.pem' }],
      'tenants.0.accounts.0.persona': 'file:./persona.json',
    })
    const { config, warnings } = acceptedFrom(file, { folder })
    expect(warnings).toEqual([])
    expect(config.tenants[0]?.zendesk.apps[0]?.publicKey).toMatch(/^-----BEGIN/)
    expect(config.tenants[0]?.accounts[0]?.persona).toBe('file:./persona.json')
  })

  it('warns of a persona file that is not there', () => {
    const file = fileWith({ 'tenants.0.accounts.0.persona': 'file:./no-persona.json' })
    expect(acceptedFrom(file, { folder }).warnings).toEqual([
      {
        path: 'tenants.0.accounts.0.persona',
        message: 'names the file ./no-persona.json, which cannot be read',
      },
    ])
  })
})

describe('secrets in clear', () => {
  const clear = fileWith({
    masterKey: goodEnvironment['WEIQIAO_MASTER_KEY'],
    store: 'postgres://relay:canary@db.example.com/weiqiao',
    'tenants.0.zendesk.auth.clientSecret': 'canary-1',
    'tenants.0.zendesk.webhookSecret': 'canary-2',
    [`${wechat}.appSecret`]: 'canary-3',
    [`${wechat}.token`]: 'canary-4',
    'tenants.0.accounts.1.settings.accessToken': 'canary-5',
  })

  it('are refused by their paths, never shown, when others can read the file', () => {
    const found = problemsIn(clear)
    expect(new Set(found.map((line) => line.split(' ', 1)[0]))).toEqual(
      new Set([
        'masterKey',
        'store',
        'tenants.0.zendesk.auth.clientSecret',
        'tenants.0.zendesk.webhookSecret',
        `${wechat}.appSecret`,
        `${wechat}.token`,
        'tenants.0.accounts.1.settings.accessToken',
      ]),
    )
    expect(found.join()).not.toContain('canary')
    expect(found.every((line) => line.includes('chmod 600'))).toBe(true)
  })

  it('are taken from a file that only its owner can read', () =>
    expect(problemsIn(clear, { isReadableByOthers: false })).toEqual([]))

  it('are not seen in a store address without password', () =>
    expect(problemsIn(fileWith({ store: 'postgres://relay@db.example.com/weiqiao' }))).toEqual([]))
})
