import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { InboundMessage } from '../core/message.ts'
import { relayBed, type Bed } from '../testing/relay-bed.ts'
import { acceptancesOf } from './acceptance.ts'
import { mayReachOut, verdictOf } from './reach-out.ts'

type Value = 'granted' | 'refused'
const words = fc.array(
  fc.record({ value: fc.constantFrom<Value>('granted', 'refused'), at: fc.integer() }),
)

describe('verdictOf', () => {
  it('lets the last word win in whatever order words are given, and no word is a no (S2-06)', () => {
    fc.assert(
      fc.property(words, fc.func(fc.integer()), (history, order) => {
        const shuffled = [...history].sort((a, b) => order(a) - order(b))
        const lastAt = [...history].sort((a, b) => b.at - a.at)[0]?.at
        const last = history.filter(({ at }) => at === lastAt).map(({ value }) => value)
        const expected =
          last.length === 0
            ? { may: false, because: 'never_asked' }
            : last.includes('refused')
              ? { may: false, because: 'refused' }
              : { may: true }
        expect(verdictOf(shuffled)).toEqual(expected)
      }),
    )
  })
  it('is refused by an opt-out, whatever was said before it', () => {
    fc.assert(
      fc.property(words, (older) => {
        const at = Math.max(0, ...older.map((one) => one.at)) + 1
        const verdict = verdictOf([{ value: 'refused', at }, ...older])
        expect(verdict).toEqual({ may: false, because: 'refused' })
      }),
    )
  })
})

const by = { id: '7', name: '演示客服一' }
const of = (customer: string) => ({ account: 'wx', customer })

/** Everything that may happen to a customer's consent, and much that changes nothing. */
const acts = {
  td: 'refused',
  resubscribe: 'granted',
  unfollow: 'refused',
  agentGrants: 'granted',
  agentRefuses: 'refused',
  follow: undefined,
  chat: undefined,
  otherKind: undefined,
  otherPerson: undefined,
} as const satisfies Readonly<Record<string, Value | undefined>>
type Act = keyof typeof acts

const events = {
  unfollow: { kind: 'withdrawal', platformKind: 'event.unsubscribe', name: 'unfollowed' },
  follow: { kind: 'event', platformKind: 'event.subscribe', name: 'followed' },
} as const
const texts = { td: 'TD', resubscribe: '恢复订阅', chat: '流量包怎么退订？' } as const

let bed: Bed
beforeEach(async () => {
  bed = await relayBed({ mergeMs: 0 })
})
afterEach(() => bed.close())

function eventOf({ name, kind, platformKind }: (typeof events)[keyof typeof events]) {
  return { kind, platformKind, parts: [], event: { name, detail: {} } }
}

async function happen(act: Act, customer: string): Promise<void> {
  const { people } = bed.store
  const said = async (text: string, more: Partial<InboundMessage> = {}): Promise<void> =>
    bed.say(text, { customer: { id: customer }, ...more })
  if (act === 'unfollow' || act === 'follow') return said('', eventOf(events[act]))
  if (act === 'td' || act === 'resubscribe' || act === 'chat') return said(texts[act])
  if (act === 'otherPerson') return bed.say('TD', { customer: { id: `${customer}-other` } })
  const kind = act === 'otherKind' ? 'profile' : 'contact'
  const value = act === 'agentRefuses' ? 'refused' : 'granted'
  return people.consent('acme', { ...of(customer), kind, value, by })
}

const may = (customer: string) => mayReachOut(bed.runtime, 'acme', of(customer))

describe('mayReachOut', () => {
  it('lets nobody be written to first without leave, over all histories (S2-06)', async () => {
    let n = 0
    const history = fc.array(fc.constantFrom(...(Object.keys(acts) as Act[])), { maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(history, async (steps) => {
        const customer = `c${++n}`
        for (const act of steps) {
          await happen(act, customer)
          await bed.clock.advance(10)
        }
        const last = steps.map((act) => acts[act]).findLast((value) => value !== undefined)
        const expected =
          last === 'granted' ? { may: true } : { may: false, because: last ?? 'never_asked' }
        expect(await may(customer)).toEqual(expected)
      }),
      { numRuns: 60 },
    )
  }, 30_000)

  it('keeps who said it, when, and where from, once (S2-06)', async () => {
    const at = bed.clock.now()
    await bed.say('请不要再给我发消息了', { customer: { id: 'c' }, key: 'twice' })
    await bed.say('请不要再给我发消息了', { customer: { id: 'c' }, key: 'twice' })
    await bed.store.counts()
    const { consents } = await bed.store.people.records('acme', [of('c')])
    const kept = { kind: 'contact', value: 'refused', at, source: 'own_words', by: undefined }
    expect(consents).toEqual([{ ...of('c'), ...kept }])
    const lines = (await bed.store.journal.read('acme', 0, 50)).filter(
      ({ type }) => type === 'consent_recorded',
    )
    expect(lines).toMatchObject([
      { customer: 'c', detail: { value: 'refused', source: 'own_words' } },
    ])
    expect(lines[0]?.message).toBeTruthy()
    await bed.clock.advance(10)
    await happen('unfollow', 'c')
    await bed.store.counts()
    const after = await bed.store.people.records('acme', [of('c')])
    expect(after.consents).toMatchObject([{ value: 'refused', source: 'unfollowed' }])
  })

  it('lets an agent’s newer word stand when an older message comes late', async () => {
    const sentAt = bed.clock.now()
    await bed.clock.advance(60_000)
    await happen('agentRefuses', 'c')
    await bed.clock.advance(60_000)
    await bed.say('恢复订阅', { customer: { id: 'c' }, sentAt })
    expect(await may('c')).toEqual({ may: false, because: 'refused' })
  })

  it('takes no leave from a callback with a stale signature, but a refusal', async () => {
    const served = bed.runtime.tenants.get('acme')?.accounts.get('wx') ?? expect.fail('no account')
    const stale = async (text: string): Promise<void> => {
      const signedAt = bed.clock.now() - 2 * 86_400_000
      const item = { ...bed.item(text, { customer: { id: 'c' } }), signedAt }
      const arrived = { item, receivedAt: bed.clock.now() }
      await bed.store.inbox.accept(acceptancesOf(bed.runtime, served, arrived))
    }
    await stale('恢复订阅')
    expect(await may('c')).toEqual({ may: false, because: 'never_asked' })
    await happen('agentGrants', 'c')
    await bed.clock.advance(10)
    await stale('TD')
    expect(await may('c')).toEqual({ may: false, because: 'refused' })
  })
})
