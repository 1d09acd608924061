import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { failureOf } from '../../testing/failure-of.ts'
import { ticketingBed, type TicketingBed } from '../../testing/ticketing-bed.ts'
import { zendeskConsent } from './consent.ts'

const redirectUri = 'http://127.0.0.1:8787/oauth/zendesk/callback'

let bed: TicketingBed
beforeEach(async () => {
  bed = await ticketingBed({ unprepared: true })
})
afterEach(() => bed.close())

function consent(tenant = 'acme') {
  const { clientId, clientSecret } = bed.plan.zendesk
  return zendeskConsent({
    ...bed.options,
    tenant,
    auth: { grant: 'authorization_code', clientId, clientSecret, redirectUri },
  })
}

/** What the admin's browser does: agrees, and is sent back with a code. */
async function agree(address: string): Promise<{ code: string; state: string }> {
  const answer = await fetch(address, { redirect: 'manual' })
  const { searchParams } = new URL(answer.headers.get('location') ?? '')
  return { code: searchParams.get('code') ?? '', state: searchParams.get('state') ?? '' }
}

describe('consent', () => {
  it('brings tokens the relay can use', async () => {
    const { code, state } = await agree(await consent().begin())
    await consent().finish(code, state)
    expect((await bed.store.tokens.peek('acme', 'zendesk'))?.refresh).toBeTruthy()
  })

  it('shows neither the verifier nor a secret in its address', async () => {
    const address = await consent().begin()
    expect(address).not.toContain(bed.plan.zendesk.clientSecret)
    expect(new URL(address).searchParams.get('code_challenge_method')).toBe('S256')
    expect(address).not.toContain('verifier')
  })

  it('takes a state once', async () => {
    const { code, state } = await agree(await consent().begin())
    await consent().finish(code, state)
    expect(await failureOf(consent().finish(code, state))).toBe('helpdesk.auth not_done')
  })

  it('takes no state older than ten minutes', async () => {
    const { code, state } = await agree(await consent().begin())
    await bed.clock.advance(10 * 60_000 + 1)
    expect(await failureOf(consent().finish(code, state))).toBe('helpdesk.auth not_done')
  })

  it.each(['', 'x', 'AAAA'])('takes no state it did not seal: "%s"', async (state) =>
    expect(await failureOf(consent().finish('code', state))).toBe('helpdesk.auth not_done'),
  )

  it("takes no other tenant's state", async () => {
    const { code, state } = await agree(await consent().begin())
    expect(await failureOf(consent('globex').finish(code, state))).toBe('helpdesk.auth not_done')
  })
})
