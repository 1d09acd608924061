import fastify from 'fastify'
import { describe, expect, it } from 'vitest'
import { createProfiles } from '../care/people/profile.ts'
import { FakeClock } from '../testing/fake-clock.ts'
import { silentLog } from '../testing/silent-log.ts'
import { createHttpDoor } from '../wire/http-door.ts'
import { systemClock } from '../wire/system-clock.ts'
import { registerProfileProvider } from './profile-provider.ts'

const asked = { identities: [{ channel: 'weibo', id: '1001' }], bindings: [] }

/** The relay's client and the lab's provider, over real HTTP. */
async function between<T>(work: (read: (secret: string) => Promise<unknown>) => Promise<T>) {
  const clock = new FakeClock()
  const app = fastify()
  registerProfileProvider(app, { profile: { secret: 'right' } }, () => clock.now())
  const address = await app.listen({ host: '127.0.0.1', port: 0 })
  const http = createHttpDoor({ clock: systemClock, log: silentLog })
  const read = (secret: string) => {
    const one = { url: `${address}/profile-provider`, secret, timeoutMs: 800, freshMs: 1000 }
    return createProfiles({ http, clock, providers: new Map([['acme', one]]) }).read('acme', asked)
  }
  try {
    return await work(read)
  } finally {
    await app.close()
  }
}

describe('registerProfileProvider', () => {
  it('tells the relay the same tier, purchases and bill of a customer each time', async () => {
    await between(async (read) => {
      const first = await read('right')
      expect(first).toMatchObject({
        state: 'ready',
        facts: {
          tier: { label: expect.any(String) as string },
          purchases: [{ name: expect.any(String) as string }, {}],
          bill: { isPaid: expect.any(Boolean) as boolean },
        },
      })
      expect(await read('right')).toEqual(first)
    })
  })
  it('tells nobody without the secret anything', async () => {
    await between(async (read) => {
      expect(await read('wrong')).toMatchObject({ state: 'away', facts: undefined })
    })
  })
})
