import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCrisis, switchCrisis } from '../../server/api/crisis.ts'
import { recordIntent } from '../../server/api/intents.ts'
import type { Session } from '../../server/api/session.ts'
import { connectRelay } from './connect-relay.ts'
import { closedSession, proxyHttp, relayAddress } from './proxy.ts'
import { relayClient } from './relay.ts'
import { fakeZaf, type FakeAnswer } from './zaf.fake.ts'

const noon = Date.parse('2026-11-25T12:00:00Z')
const opened: Session = {
  ...closedSession('en'),
  token: 'acme.sealed',
  expiresAt: new Date(noon + 15 * 60_000).toISOString(),
  tenant: { id: 'acme', name: 'Acme', timeZone: 'Asia/Shanghai' },
}
const calm = { on: false, version: 0, accounts: null, switched: null }
const no = (code: string) => ({ error: { code, message: { zh: '不', en: 'no' } } })
const whole = (responseJSON: unknown) => ({ ok: { status: 200, responseJSON } })
const refusal = (code: string, status: number) => ({ status, responseJSON: no(code) })

type Answer = (url: string) => FakeAnswer

function bed(answer: Answer) {
  const zaf = fakeZaf({ account: 'acme' })
  zaf.answer = async ({ url }) => answer(String(url))
  const http = proxyHttp(zaf, 'https://relay.acme.example')
  const relay = relayClient({ http, session: closedSession('en'), clock: () => noon })
  return { zaf, relay }
}

const ready: Answer = (url) => whole(url.endsWith('/session') ? opened : calm)

describe('a relay reached through Zendesk’s proxy', () => {
  it('opens a session by a token the proxy signs, then goes on with the bearer', async () => {
    const { zaf, relay } = bed(ready)
    await expect(relay.call(readCrisis)).resolves.toEqual(calm)
    expect(zaf.asked).toMatchObject([
      {
        url: 'https://relay.acme.example/api/v1/session',
        type: 'POST',
        headers: { authorization: 'Bearer {{jwt.token}}' },
        secure: true,
        jwt: {
          algorithm: 'HS256',
          secret_key: '{{setting.shared_secret}}',
          claims: { iss: 'acme', aud: 'weiqiao-relay' },
        },
      },
      {
        url: 'https://relay.acme.example/api/v1/crisis',
        headers: { authorization: 'Bearer acme.sealed' },
        secure: false,
      },
    ])
    expect(relay.session().user).toBeNull()
  })

  it('never lets the proxy fill in placeholders where people’s words are sent along', async () => {
    const { zaf, relay } = bed((url) =>
      whole(url.endsWith('/session') ? opened : { intentId: 'i', expiresAt: opened.expiresAt }),
    )
    const draft = 'the secret is {{setting.shared_secret}}'
    const body = { draft, overrides: [] }
    await relay.call(recordIntent, { parts: { ticketId: '1' }, body })
    const [opening, recording] = zaf.asked
    expect(opening).not.toHaveProperty('data')
    expect(recording).toMatchObject({ secure: false, data: JSON.stringify(body) })
    expect(recording).not.toHaveProperty('jwt')
  })

  it('opens another session when the bearer is not taken any more', async () => {
    let bearers = 0
    const { zaf, relay } = bed((url) => {
      if (url.endsWith('/session')) return whole(opened)
      bearers += 1
      if (bearers > 1) return whole(calm)
      return { fails: refusal('session.refused', 401) }
    })
    await expect(relay.call(readCrisis)).resolves.toEqual(calm)
    expect(zaf.asked.filter(({ secure }) => secure === true)).toHaveLength(2)
  })

  it.each([
    ['the relay refuses the installation', refusal('session.refused', 401), 'ended'],
    ['the relay refuses the act', refusal('session.person_needed', 403), 'refused'],
    [
      'the proxy itself refuses',
      { status: 403, responseText: 'not a proxyable URI' },
      'unreachable',
    ],
    ['nothing comes back', { status: 0, statusText: 'error' }, 'unreachable'],
    ['the relay is down', { status: 502, responseText: '<html>' }, 'unreachable'],
    ['the failure has no shape', undefined, 'unreachable'],
  ])('says why a call did not work out when %s', async (_what, fault, why) => {
    const { relay } = bed((url) => {
      if (why !== 'ended' && url.endsWith('/session')) return whole(opened)
      return { fails: fault }
    })
    await expect(relay.call(switchCrisis, { body: { on: true } })).rejects.toMatchObject({ why })
  })

  it('takes text for JSON and data without a response around it, as hosts differ', async () => {
    const text = bed((url) =>
      url.endsWith('/session')
        ? { ok: opened }
        : { ok: { status: 200, responseText: JSON.stringify(calm) } },
    )
    await expect(text.relay.call(readCrisis)).resolves.toEqual(calm)
  })

  it('turns whatever a host answers into an answer or a problem, never another error', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), fc.boolean(), async (value, isFault) => {
        const { relay } = bed((url) => {
          if (url.endsWith('/session')) return whole(opened)
          return isFault ? { fails: value } : { ok: value }
        })
        const outcome = await relay.call(readCrisis).catch((error: unknown) => error)
        expect(outcome).toMatchObject({ name: 'RelayProblem' })
      }),
    )
  })
})

describe('relayAddress', () => {
  const of = async (relay_url: unknown) => {
    const zaf = fakeZaf()
    zaf.known['relay_url'] = relay_url
    return relayAddress(zaf)
  }

  it('is what the admin filled in, if it is https or this machine', async () => {
    expect(await of('https://relay.acme.example/base//')).toBe('https://relay.acme.example/base')
    expect(await of('http://127.0.0.1:8787')).toBe('http://127.0.0.1:8787')
  })

  it.each([undefined, '', 'relay.acme.example', 'http://relay.acme.example', 'data:text/html,x'])(
    'is none for %j',
    async (given) => expect(await of(given)).toBeUndefined(),
  )
})

describe('connectRelay', () => {
  const page = { querySelector: () => null }

  it('finds no relay where neither a session nor an address is given', async () =>
    expect(await connectRelay(fakeZaf(), page)).toBeUndefined())

  it('speaks the language of the user before the first session is open', async () => {
    const zaf = fakeZaf({ 'currentUser.locale': 'zh-cn' })
    zaf.known['relay_url'] = 'https://relay.acme.example'
    expect((await connectRelay(zaf, page))?.session()).toMatchObject({
      locale: 'zh-CN',
      user: null,
    })
    expect(zaf.asked).toEqual([])
  })
})
