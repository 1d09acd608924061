import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { environment, loadConfig } from './config.ts'
import { fileWith, goodConfig, goodEnvironment as env } from './testing/config-file.ts'
import { acceptedFrom, problemsIn, readingOf } from './testing/config-reading.ts'

const folder = mkdtempSync(join(tmpdir(), 'weiqiao-config-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const wechat = 'tenants.0.accounts.0.settings'

describe('readConfig', () => {
  it('fills in every default of a short file', () => {
    const { config, warnings } = acceptedFrom(goodConfig())
    expect(warnings).toEqual([])
    expect(config).toMatchObject({
      listen: { host: '127.0.0.1', port: 8787 },
      store: 'sqlite:./data/weiqiao.db',
      dataDir: './data',
    })
    const [tenant] = config.tenants
    expect(tenant).toMatchObject({
      locale: 'zh-CN',
      timeZone: 'Asia/Shanghai',
      maskPersonalData: true,
      zendesk: { port: 'ticketing', requestsPerMinute: 400, mergeSeconds: 8 },
    })
    expect(tenant?.accounts[0]?.settings).toMatchObject({
      mode: 'safe',
      apiBase: 'https://api.weixin.qq.com',
    })
    expect(tenant?.accounts[1]?.settings).toMatchObject({ dailyCalls: 100, pollSeconds: 300 })
  })

  it('names every problem at once, each by its path with what to write', () => {
    const file = fileWith({
      publicUrl: 'http://relay.example.com',
      masterKey: 'env:NOT_SET',
      listen: { port: '8787' },
      'tenants.0.timeZone': 'Asia/Nowhere',
      'tenants.0.zendesk.auth': undefined,
      [`${wechat}.appId`]: undefined,
      'tenants.0.accounts.1.settings.uid': 2_000_000_002,
      'tenants.0.accounts.1.settings.pollSeconds': 'often',
      'tenants.0.accounts.2': { id: 'wx', channel: 'xiaohongshu' },
    })
    expect(problemsIn(file)).toEqual([
      'masterKey names the environment variable NOT_SET, which is not set',
      'publicUrl must be an https:// address without query (http:// only for 127.0.0.1 and localhost)',
      'listen.port must be a port number',
      'tenants.0.timeZone must be a time zone such as Asia/Shanghai',
      `${wechat}.appId is missing: From the console page "basic configuration"; starts with wx`,
      'tenants.0.accounts.1.settings.uid must be text',
      'tenants.0.accounts.1.settings.pollSeconds must be a number, not negative',
      'tenants.0.accounts.2.channel must be one of "wechat", "weibo"',
      'tenants.0.accounts.2.id is used twice: wx',
      'tenants.0.zendesk.auth is missing: write {"grant": "client_credentials", "clientId": …, "clientSecret": "env:…"}',
    ])
  })

  it('says of a missing key what belongs there', () => {
    expect(problemsIn({})).toEqual([
      'publicUrl is missing: must be an address such as https://relay.example.com',
      'masterKey is missing: must be base64 of 32 bytes, best as "env:WEIQIAO_MASTER_KEY"',
      'tenants is missing: must be a list: one per Zendesk subdomain',
    ])
    expect(problemsIn(fileWith({ 'tenants.0.zendesk.auth.clientId': undefined }))).toEqual([
      'tenants.0.zendesk.auth.clientId is missing: must be text: identifier of the OAuth client',
    ])
    expect(problemsIn(fileWith({ tenants: [] }))).toEqual(['tenants must name at least one tenant'])
  })

  const wrong: readonly [path: string, value: unknown, message: string][] = [
    ['zendesk.auth.grant', 'password', 'must be {"grant": "client_credentials"'],
    ['zendesk.port', 'chat', 'must be "ticketing" or "channel"'],
    ['zendesk.mergeSeconds', -1, 'must be at least 0'],
    ['zendesk.mergeSeconds', 9999, 'must be at most 600'],
    ['zendesk.requestsPerMinute', 0, 'must be above 0'],
    ['zendesk', [], 'must be an object {…}'],
    ['zendesk.subdomain', '', 'must not be empty'],
    ['id', 'a/b', 'must be a short name'],
    ['locale', 'fr', 'must be "zh-CN" or "en"'],
    ['maskPersonalData', 'yes', 'must be true or false: mask identity'],
    ['agentCodes.7', 'ABCDEFGHI', 'must be 1 to 8 letters or digits'],
    ['publicReplies', 'some', 'must be "everyone" or "roster"'],
    ['accounts.0.settings.mode', null, 'must be text, a number, true, false or a list of texts'],
    ['accounts.0.settings.mode', 'open', 'must be one of the choices (safe, compatible, plain)'],
    ['accounts.0.settings.appId', 'gh_1', 'must be the AppID, which starts with wx'],
    ['accounts.0.acknowledgement.open', '25:00', 'must be a time such as 09:00'],
    ['accounts.0.acknowledgement.weekdays', [8], 'must be at most 7'],
    ['accounts.1.settings.dailyCalls', -1, 'must be a number, not negative'],
    ['accounts.1.settings.pollSeconds', 0, 'must be at least 1'],
    ['accounts.1.settings.commercial', 'no', 'must be true or false'],
    ['accounts.1.settings.datapushIds', 'one', 'must be a list of texts'],
  ]
  it.each(wrong)('explains %s = %j in one line', (path, value, message) => {
    const found = problemsIn(fileWith({ [`tenants.0.${path}`]: value }))
    expect(found).toHaveLength(1)
    expect(found[0]).toMatch(new RegExp(`^tenants\\.0\\.${path.replaceAll('.', '\\.')}`))
    expect(found[0]).toContain(message)
  })

  it('names each unknown key, wherever it stands', () => {
    const file = fileWith({
      publicURL: 'x',
      'tenants.0.maskPersonaldata': false,
      'tenants.0.zendesk.auth.tokn': 1,
      [`${wechat}.appid`]: 'wx1',
    })
    expect(new Set(problemsIn(file))).toEqual(
      new Set([
        'publicURL is not a key of this file',
        'tenants.0.maskPersonaldata is not a key of this file',
        'tenants.0.zendesk.auth.tokn is not a key of this file',
        `${wechat}.appid is not a setting of wechat`,
      ]),
    )
  })

  it('refuses tenant and account names that are used twice', () => {
    const [tenant] = goodConfig().tenants
    const file = fileWith({
      'tenants.1': { ...tenant, accounts: [] },
      'tenants.0.accounts.1.id': 'wx',
    })
    expect(problemsIn(file)).toEqual([
      'tenants.1.id is used twice: acme',
      'tenants.0.accounts.1.id is used twice: wx',
    ])
  })

  it('takes the same account name in two tenants', () => {
    const [tenant] = goodConfig().tenants
    const { config } = acceptedFrom(fileWith({ 'tenants.1': { ...tenant, id: 'other' } }))
    expect(config.tenants).toHaveLength(2)
  })

  it.each([undefined, 'safe', 'compatible'])('wants the encryption key in mode %s', (mode) => {
    const file = fileWith({ [`${wechat}.encodingAesKey`]: undefined, [`${wechat}.mode`]: mode })
    expect(problemsIn(file)).toEqual([
      `${wechat}.encodingAesKey is missing: 43 characters; not needed in plain mode`,
    ])
  })

  it('wants no encryption key in plain mode', () => {
    const file = fileWith({ [`${wechat}.encodingAesKey`]: undefined, [`${wechat}.mode`]: 'plain' })
    expect(problemsIn(file)).toEqual([])
  })

  it('warns of an API token and starts all the same', () => {
    const auth = { grant: 'api_token', email: 'admin@example.com', apiToken: 'env:WB_TOKEN' }
    expect(acceptedFrom(fileWith({ 'tenants.0.zendesk.auth': auth })).warnings).toEqual([
      {
        path: 'tenants.0.zendesk.auth.grant',
        message: 'API tokens stop working on 2027-04-30; use an OAuth client',
      },
    ])
  })

  it('warns of an app key that is no PEM, where nobody could open the apps', () => {
    const apps = [{ id: 1, publicKey: 'QUJD' }]
    expect(acceptedFrom(fileWith({ 'tenants.0.zendesk.apps': apps })).warnings).toEqual([
      {
        path: 'tenants.0.zendesk.apps.0.publicKey',
        message: 'is not a public key in PEM: nobody can open the apps with it',
      },
    ])
  })

  it('refuses a shared secret in clear where others can read the file', () => {
    const sharedSecret = 'x'.repeat(40)
    const apps = [{ id: 1, publicKey: '-----BEGIN PUBLIC KEY-----', sharedSecret }]
    const problems = problemsIn(fileWith({ 'tenants.0.zendesk.apps': apps }))
    expect(problems.join()).toContain('tenants.0.zendesk.apps.0.sharedSecret holds a secret')
    expect(JSON.stringify(problems)).not.toContain(sharedSecret)
  })

  it('skips a WeCom account with a warning that names it, and keeps the others', () => {
    const settings = { corpId: 'ww1', secret: 'env:KF_SECRET', openKfIds: ['wk1'] }
    const file = fileWith({ 'tenants.0.accounts.2': { id: 'kf', channel: 'wecom', settings } })
    const { config, warnings } = acceptedFrom(file)
    expect(config.tenants[0]?.accounts.map(({ id }) => id)).toEqual(['wx', 'wb'])
    expect(warnings).toEqual([
      {
        path: 'tenants.0.accounts.2.channel',
        message: 'wecom is not served by this version: the account "kf" is skipped',
      },
    ])
  })

  it('wants an instance for every account of the channel framework, and no API access', () => {
    const instance = (n: number) => ({ instancePushId: `push-${n}`, accessToken: 'env:WX_TOKEN' })
    const changes = {
      'tenants.0.zendesk.port': 'channel',
      'tenants.0.zendesk.auth': undefined,
      'tenants.0.accounts.0.zendesk': instance(1),
    }
    expect(problemsIn(fileWith(changes))).toEqual([
      'tenants.0.accounts.1.zendesk is missing: with "port": "channel" each account carries {"instancePushId": …, "accessToken": "env:…"}',
    ])
    const whole = fileWith({ ...changes, 'tenants.0.accounts.1.zendesk': instance(2) })
    expect(acceptedFrom(whole).config.tenants[0]?.zendesk.auth).toBeUndefined()
  })

  it('takes a file with a byte order mark', () =>
    expect(problemsIn(`\ufeff${JSON.stringify(goodConfig())}`)).toEqual([]))

  it('points at a syntax fault without repeating what stands there', () => {
    const found = ['{\n  "masterKey": "canary",\n  oops\n}', 'canary', '{"a": canary}', ''].map(
      (text) => problemsIn(text),
    )
    expect(found.every((lines) => lines.length === 1)).toBe(true)
    expect(found.join('\n')).not.toContain('canary')
    expect(found[0]?.[0]).toMatch(/^\(file\) is not JSON: look at line 3, column/)
  })

  it.each(['[]', '"x"', 'null', '7'])('refuses %s in place of a file', (text) =>
    expect(problemsIn(text)).toEqual(['(file) must be an object {…}']),
  )
})

describe('loadConfig', () => {
  const path = join(folder, 'relay.json')
  const inClear = fileWith({ 'tenants.0.zendesk.auth.clientSecret': 'in-clear' })

  it.each([
    ['600', true],
    ['400', true],
    ['640', false],
    ['604', false],
    ['644', false],
  ])('judges secrets in clear by the mode %s of the file', (mode, isTaken) => {
    writeFileSync(path, JSON.stringify(inClear))
    chmodSync(path, Number.parseInt(mode, 8))
    expect(loadConfig(path, env).ok).toBe(isTaken)
    chmodSync(path, 0o600)
  })

  it('reads file: values from beside the configuration, wherever it was started', () => {
    writeFileSync(join(folder, 'token'), 'beside')
    writeFileSync(path, JSON.stringify(fileWith({ [`${wechat}.token`]: 'file:token' })))
    const reading = loadConfig(path, env)
    expect(reading.ok && reading.config.tenants[0]?.accounts[0]?.settings['token']).toBe('beside')
  })

  it('says in one line that the file cannot be opened', () => {
    expect(() => loadConfig(join(folder, 'none.json'), env)).toThrow(/none\.json \(ENOENT\)\.$/)
    expect(() => loadConfig(folder, env)).toThrow('(EISDIR)')
  })

  it('answers whatever the file holds and never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), fc.json({ maxDepth: 6 })), (text) => {
        writeFileSync(path, text)
        expect(loadConfig(path, env).ok).toBe(false)
      }),
      { numRuns: 200 },
    )
  })
})

/** Every path into a value. */
function pathsIn(value: unknown, path = ''): readonly string[] {
  if (value === null || typeof value !== 'object') return [path]
  const inner = Object.entries(value).flatMap(([key, item]) =>
    pathsIn(item, path === '' ? key : `${path}.${key}`),
  )
  return path === '' ? inner : [path, ...inner]
}

describe('any change to a good file', () => {
  it('is accepted or explained at that place, in words for an admin', () => {
    const place = fc.constantFrom(...pathsIn(goodConfig()))
    fc.assert(
      fc.property(place, fc.jsonValue(), (path, value) => {
        for (const line of problemsIn(fileWith({ [path]: value }))) {
          const [at = ''] = line.split(' ', 1)
          expect(line).not.toMatch(/Invalid|expected|received|undefined|\[object/)
          // A changed port or grant asks for other keys of the same tenant.
          expect(at.startsWith(path) || at.startsWith('tenants.0')).toBe(true)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('ends also where the file is nested thousands deep', () => {
    const deep = `${'{"tenants":['.repeat(5000)}${']}'.repeat(5000)}`
    expect(problemsIn(deep).join()).toContain('nested too deeply')
    expect(problemsIn(`${'['.repeat(20_000)}${']'.repeat(20_000)}`)).not.toEqual([])
  })

  it('reaches no prototype', () => {
    const text = JSON.stringify(goodConfig())
    const poisoned = text.replace('"settings":{', '"settings":{"__proto__":{"mode":"plain"},')
    expect(readingOf(poisoned).ok).toBe(false)
    expect('mode' in {}).toBe(false)
  })
})

describe('environment', () => {
  it('has quiet defaults and two switches', () => {
    expect(environment({})).toEqual({ logLevel: 'info', metricsToken: undefined })
    expect(environment({ WEIQIAO_LOG: 'debug', WEIQIAO_METRICS_TOKEN: 't' })).toEqual({
      logLevel: 'debug',
      metricsToken: 't',
    })
  })
})
