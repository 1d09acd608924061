import { describe, expect, it } from 'vitest'
import { createHttpDoor } from './wire/http-door.ts'
import { fileWith, goodConfig } from './testing/config-file.ts'
import { acceptedFrom } from './testing/config-reading.ts'
import { FakeClock } from './testing/fake-clock.ts'
import { loadModels } from './commands/understand-models.ts'
import { silentLog } from './testing/silent-log.ts'
import { openStore } from './store/index.ts'
import { baseHosts, tenantRuntimes, zendeskBase } from './wiring.ts'

async function partsOf(file: unknown) {
  const { config } = acceptedFrom(file)
  const clock = new FakeClock()
  const log = silentLog
  const store = await openStore({
    url: 'sqlite::memory:',
    masterKey: Buffer.alloc(32, 3),
    clock,
    log,
  })
  const http = createHttpDoor({ clock, log })
  try {
    return tenantRuntimes({
      config,
      owner: 'test',
      models: () => loadModels(),
      doors: { http, clock, log, store },
    })
  } finally {
    await store.close()
  }
}

describe('baseHosts', () => {
  it('names each configured address once, with its port, and nothing else', () => {
    const { config } = acceptedFrom(
      fileWith({
        'tenants.0.zendesk.baseUrl': 'https://proxy.acme.example/zendesk',
        'tenants.0.accounts.0.settings.apiBase': 'http://127.0.0.1:9000/wx',
        'tenants.0.accounts.1.settings.apiBase': 'https://proxy.acme.example/weibo',
      }),
    )
    expect(new Set(baseHosts(config))).toEqual(
      new Set([
        'proxy.acme.example:443',
        '127.0.0.1:9000',
        'm.api.weibo.com:443',
        'upload.api.weibo.com:443',
      ]),
    )
    expect(baseHosts(config)).toHaveLength(4)
  })
})

describe('zendeskBase', () => {
  it('is the subdomain at zendesk.com unless the file says otherwise', () => {
    const baseOf = (changes: Readonly<Record<string, unknown>>) =>
      acceptedFrom(fileWith(changes)).config.tenants.map(zendeskBase)
    expect(baseOf({})).toEqual(['https://acme.zendesk.com'])
    expect(baseOf({ 'tenants.0.zendesk.baseUrl': 'http://127.0.0.1:8793' })).toEqual([
      'http://127.0.0.1:8793',
    ])
  })
})

describe('tenantRuntimes', () => {
  it('serves every account of the file through its own channel (S1-03)', async () => {
    const [wechat] = goodConfig().tenants[0]?.accounts ?? []
    const [parts] = await partsOf(fileWith({ 'tenants.0.accounts.2': { ...wechat, id: 'news' } }))
    const served = [...(parts?.tenant.accounts.values() ?? [])]
    expect(served.map(({ account, descriptor }) => [account.id, descriptor.id])).toEqual([
      ['wx', 'wechat'],
      ['wb', 'weibo'],
      ['news', 'wechat'],
    ])
    expect(new Set(served.map(({ channel }) => channel)).size).toBe(3)
  })

  it('carries what the tenant decided', async () => {
    const [parts] = await partsOf(
      fileWith({
        'tenants.0.maskPersonalData': false,
        'tenants.0.zendesk.mergeSeconds': 3,
        'tenants.0.agentCodes': { '7': 'A17' },
        'tenants.0.publicReplies': 'roster',
        'tenants.0.leads': [50, '51'],
        'tenants.0.accounts.0.acknowledgement': {
          workingText: '收到',
          personText: '{next}上班',
          quietMinutes: 2,
        },
        'tenants.0.accounts.0.servicePhones': ['400-000-0000'],
      }),
    )
    expect(parts?.tenant).toMatchObject({
      id: 'acme',
      masks: false,
      mergeMs: 3000,
      agentCodes: { '7': 'A17' },
      publicReplies: 'roster',
      leads: new Set(['50', '51']),
    })
    expect(parts?.tenant.accounts.get('wx')).toMatchObject({
      acknowledgement: {
        workingText: '收到',
        personText: '{next}上班',
        quietMs: 120_000,
        open: '09:00',
      },
      servicePhones: ['400-000-0000'],
    })
    expect(parts?.tenant.accounts.get('wb')?.acknowledgement).toBeUndefined()
  })

  it('masks personal data unless told not to', async () => {
    const [parts] = await partsOf(goodConfig())
    expect(parts?.tenant.masks).toBe(true)
  })

  it('chooses the helpdesk by the port', async () => {
    const instance = { instancePushId: 'push-1', accessToken: 'env:WX_TOKEN' }
    const [ticketing] = await partsOf(goodConfig())
    const [framework] = await partsOf(
      fileWith({
        'tenants.0.zendesk.port': 'channel',
        'tenants.0.zendesk.auth': undefined,
        'tenants.0.accounts.0.zendesk': instance,
        'tenants.0.accounts.1.zendesk': instance,
      }),
    )
    expect(ticketing?.tenant.helpdesk.kind).toBe('ticketing')
    expect(ticketing?.framework).toBeUndefined()
    expect(framework?.tenant.helpdesk.kind).toBe('channel')
    expect(framework?.framework?.tenant).toBe('acme')
  })
})
