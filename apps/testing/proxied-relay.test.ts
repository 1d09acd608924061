import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readCrisis, switchCrisis } from '../../server/api/crisis.ts'
import { readGuidance } from '../../server/api/guidance.ts'
import { apiBed, sharedSecret, type ApiBed } from '../../server/testing/api-bed.ts'
import { closedSession, proxyHttp } from '../kit/proxy.ts'
import { relayClient } from '../kit/relay.ts'
import { fakeZaf } from '../kit/zaf.fake.ts'
import { zendeskProxy, type ProxyOptions } from './zendesk-proxy.ts'

let api: ApiBed
beforeEach(async () => {
  api = await apiBed()
})
afterEach(() => api.close())

/** A page of the package in the Zendesk of `account`, whose installation holds `secret`. */
function pageIn(account: string, secret: string) {
  const zaf = fakeZaf({ account: account })
  const proxy = zendeskProxy(api, secret)
  zaf.answer = async (options) => {
    const response = await proxy(options as unknown as ProxyOptions)
    return response.status < 300 ? { ok: response } : { fails: response }
  }
  const http = proxyHttp(zaf, 'https://relay.acme.example')
  const clock = () => api.bed.clock.now()
  return { zaf, relay: relayClient({ http, session: closedSession('en'), clock }) }
}

describe('a page inside the package', () => {
  it('reads what stands beside a ticket, for 13 hours, and is nobody all the time', async () => {
    const { relay } = pageIn('acme', `${sharedSecret}-acme`)
    for (let hour = 0; hour < 13; hour++) {
      const guidance = await relay.call(readGuidance, { parts: { ticketId: '100' } })
      expect(guidance.ticket).toBe('100')
      expect(relay.session()).toMatchObject({ user: null, tenant: { id: 'acme' } })
      await api.bed.clock.advance(3_600_000)
    }
  })

  it('is refused what needs a person', async () => {
    const { relay } = pageIn('acme', `${sharedSecret}-acme`)
    await expect(relay.call(switchCrisis, { body: { on: true } })).rejects.toMatchObject({
      why: 'refused',
      status: 403,
    })
    expect((await relay.call(readCrisis)).on).toBe(false)
  })

  it.each([
    ['names another account', 'other', `${sharedSecret}-acme`],
    ['has another secret', 'acme', 'another-secret-than-the-relay-was-told'],
  ])('gets no session when it %s', async (_what, account, secret) => {
    const { relay } = pageIn(account, secret)
    await expect(relay.call(readCrisis)).rejects.toMatchObject({ why: 'ended' })
  })
})
