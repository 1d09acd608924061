import { mkdtempSync } from 'node:fs'
import type { IncomingHttpHeaders } from 'node:http'
import type { AgentOptions } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { OutgoingCall } from '../core/http.ts'
import { failureOf } from '../testing/failure-of.ts'
import { FakeClock } from '../testing/fake-clock.ts'
import { httpServer, recordingServer, type RunningServer } from '../testing/raw-server.ts'
import { silentLog } from '../testing/silent-log.ts'
import { createHttpDoor, type HttpDoorOptions } from './http-door.ts'

const running: RunningServer[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()))
})
async function open<T extends RunningServer>(server: Promise<T>): Promise<T> {
  running.push(await server)
  return server
}

function setUp(options: Partial<HttpDoorOptions> = {}) {
  return { door: createHttpDoor({ clock: new FakeClock(), log: silentLog, ...options }) }
}

describe('readUntrusted', () => {
  const allowedHosts = ['media.test', '*.cdn.test']
  const read = (url: string): OutgoingCall => ({ method: 'GET', url, untrusted: { allowedHosts } })
  const refused = 'http.refused_address not_done'

  it('refuses a listed name that leads to this machine, before connecting', async () => {
    const inner = await open(recordingServer())
    const asked: string[] = []
    for (const address of ['127.0.0.1', '::1', '169.254.169.254', '::ffff:127.0.0.1']) {
      const resolve = (name: string) => {
        asked.push(name)
        return Promise.resolve([{ address, family: address.includes(':') ? 6 : 4 }])
      }
      const { door } = setUp({ resolve })
      expect(await failureOf(door.call(read('http://media.test/a.jpg')))).toBe(refused)
    }
    expect(asked).toEqual(Array.from({ length: 4 }, () => 'media.test'))
    expect(inner.connections()).toBe(0)
  })

  it('refuses a name of which any address is inner', async () => {
    const addresses = [
      { address: '93.184.215.14', family: 4 },
      { address: '10.0.0.1', family: 4 },
    ]
    const { door } = setUp({ resolve: () => Promise.resolve(addresses) })
    expect(await failureOf(door.call(read('https://x.cdn.test/a.jpg')))).toBe(refused)
  })

  it('reads from a configured host, as companies and the lab have them inside', async () => {
    const { url, port } = await open(recordingServer())
    const { door } = setUp({ exemptHosts: [`127.0.0.1:${port}`] })
    expect((await door.call(read(`${url}/a.jpg`))).text()).toBe('ok')
  })

  it('refuses every other port of a configured host', async () => {
    const { url, connections } = await open(recordingServer())
    const { door } = setUp({ exemptHosts: ['127.0.0.1:1'] })
    expect(await failureOf(door.call(read(url)))).toBe(refused)
    expect(connections()).toBe(0)
  })

  /** Public hosts, all answered by one server behind a socket file. */
  async function publicWeb(locations: Readonly<Record<string, string>>) {
    const seen: { at: string; headers: IncomingHttpHeaders }[] = []
    const path = join(mkdtempSync(join(tmpdir(), 'door-')), 'web.sock')
    await open(
      httpServer((request, response) => {
        const at = `${request.headers.host ?? ''}${request.url ?? ''}`
        seen.push({ at, headers: request.headers })
        const location = locations[at]
        if (location === undefined) response.end('ok')
        else response.writeHead(302, { location }).end()
      }, path),
    )
    return { seen, agentOptions: { socketPath: path } as AgentOptions }
  }

  it('follows up to three redirects, leaving credentials and query behind at another host', async () => {
    const { seen, agentOptions } = await publicWeb({
      'media.test/a?token=1': '/b',
      'media.test/b': 'http://x.cdn.test/c',
      'x.cdn.test/c': 'http://media.test/d',
    })
    const { door } = setUp({ agentOptions })
    const call = { ...read('http://media.test/a'), query: { token: 1 }, headers: { cookie: 'k=1' } }
    expect((await door.call(call)).text()).toBe('ok')
    expect(seen.map(({ at, headers }) => [at, headers.cookie])).toEqual([
      ['media.test/a?token=1', 'k=1'],
      ['media.test/b', 'k=1'],
      ['x.cdn.test/c', undefined],
      ['media.test/d', undefined],
    ])
  })

  it('refuses the fourth redirect', async () => {
    const { seen, agentOptions } = await publicWeb({ 'media.test/': '/' })
    const { door } = setUp({ agentOptions })
    expect(await failureOf(door.call(read('http://media.test/')))).toBe(refused)
    expect(seen.length).toBe(4)
  })

  it.each([
    ['a host not listed', 'http://elsewhere.test/'],
    ['an inner address', 'http://169.254.169.254/latest/meta-data'],
    ['an inner address of the configuration', 'http://127.0.0.1:8793/api'],
    ['another scheme', 'file:///etc/hosts'],
    ['nonsense', 'http://['],
  ])('refuses a redirect to %s', async (_what, location) => {
    const { seen, agentOptions } = await publicWeb({ 'media.test/': location })
    const { door } = setUp({ agentOptions, exemptHosts: ['127.0.0.1:8793'] })
    expect(await failureOf(door.call(read('http://media.test/')))).toBe(refused)
    expect(seen.length).toBe(1)
  })
})
