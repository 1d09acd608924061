import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { RelayError } from '../core/error.ts'
import { relayBed, type Bed } from '../testing/relay-bed.ts'
import { receiveFromHelpdesk } from './helpdesk-callback.ts'
import { sweepSends } from './upkeep.ts'

let bed: Bed
beforeEach(async () => {
  bed = await relayBed({ mergeMs: 0 })
})
afterEach(() => bed.close())

const textsTo = (customer: string): string[] =>
  bed.channel.sent.flatMap(({ customer: to, content }) =>
    to === customer && content.type === 'text' ? [content.text] : [],
  )
const sent = (): string[] => textsTo('customer-1')
const silent = new RelayError('channel.unconfirmed', 'no answer', { outcome: 'unknown' })
const unlimited = { grant: { rule: 'message', count: null, forMs: 48 * 3_600_000 } }

async function seconds(n: number): Promise<void> {
  for (let second = 0; second < n; second++) {
    await bed.clock.advance(1000)
    await bed.settle()
  }
}

describe('later replies behind an unconfirmed one', () => {
  beforeEach(async () => {
    await bed.say('断网了')
    await bed.settle()
    let calls = 0
    bed.channel.onSend = () => {
      calls += 1
      if (calls === 1) throw silent
      return { at: bed.clock.now() }
    }
    await bed.answer('第一条')
    await bed.answer('第二条')
    await bed.settle()
  })

  it('wait 30 s for a decision, no longer', async () => {
    await seconds(29)
    expect(sent()).toEqual([])
    await seconds(2)
    expect(sent()).toEqual(['第二条 ^A17'])
  })

  it('go at once when a person decides', async () => {
    await bed.answer('#已收到', { isPublic: false })
    await bed.settle()
    expect(sent()).toEqual(['第二条 ^A17'])
  })

  it('follow the repeat when a person sends again', async () => {
    await bed.answer('#重发', { isPublic: false })
    await bed.settle()
    expect(sent()).toEqual(['第一条 ^A17', '第二条 ^A17'])
  })
})

describe('a read-back', () => {
  beforeEach(async () => {
    await bed.say('公开问', { visibility: 'public', thread: 'post-1' })
    await bed.settle()
    bed.channel.onSend = () => {
      throw silent
    }
    await bed.answer('公开答')
    await bed.settle()
  })

  it('looks 60 s after the unanswered send and amends the note', async () => {
    let looks = 0
    bed.channel.onReadBack = () => {
      looks += 1
      return { found: true, platformId: 'p1', at: bed.clock.now() }
    }
    await seconds(59)
    expect(looks).toBe(0)
    await seconds(2)
    expect(looks).toBe(1)
    expect(bed.helpdesk.notes.at(-1)).toMatchObject({
      removeTags: ['weiqiao_unconfirmed'],
      text: expect.stringContaining('已确认送达') as string,
    })
    const journal = await bed.store.journal.read('acme', 0, 100)
    expect(journal.map(({ type }) => type)).toContain('send_confirmed')
    expect(journal.filter(({ type }) => type === 'disposition')).toMatchObject([
      { detail: { value: 'R2' } },
    ])
  })

  it('leaves to a person what the platform does not show', async () => {
    let looks = 0
    bed.channel.onReadBack = () => {
      looks += 1
      return { found: false, isConclusive: true }
    }
    for (let minute = 0; minute < 60; minute++) {
      await bed.clock.advance(60_000)
      await bed.settle()
    }
    expect(looks).toBeGreaterThan(1)
    expect(looks).toBeLessThan(10)
    expect(await bed.store.outbox.repliesOf('acme', { states: ['unknown'] })).toHaveLength(1)
    expect(bed.helpdesk.notes).toHaveLength(1)
  })
})

describe('a reply the platform cannot take', () => {
  beforeEach(async () => {
    await bed.say('断网了')
    await bed.settle()
  })

  it('is repeated for ten minutes, then the agent is told', async () => {
    let calls = 0
    bed.channel.onSend = () => {
      calls += 1
      throw new RelayError('channel.unavailable', 'no connection')
    }
    await bed.answer('您好')
    const startedAt = bed.clock.now()
    while (bed.helpdesk.notes.length === 0 && bed.clock.now() - startedAt < 3_600_000)
      await seconds(5)
    expect(bed.clock.now() - startedAt).toBeGreaterThan(7 * 60_000)
    expect(bed.clock.now() - startedAt).toBeLessThanOrEqual(10 * 60_000)
    expect(bed.helpdesk.notes).toMatchObject([{ addTags: ['weiqiao_failed'], setOpen: true }])
    expect(calls).toBeGreaterThan(4)
  })

  it('is told at once when the platform asks for more patience than there is', async () => {
    bed.channel.onSend = () => {
      const retry = { afterMs: 3_600_000 }
      throw new RelayError('channel.rate_limited', 'slow', { retry })
    }
    await bed.answer('您好')
    await bed.settle()
    expect(bed.helpdesk.notes).toMatchObject([{ addTags: ['weiqiao_failed'] }])
  })

  it('can be put back from the dead letters and goes under its own ids', async () => {
    const ids: string[] = []
    let isClosed = true
    bed.channel.onSend = ({ id }) => {
      ids.push(id)
      if (isClosed) throw new RelayError('channel.content_refused', 'refused')
      return { at: bed.clock.now() }
    }
    await bed.answer('您好')
    await bed.settle()
    isClosed = false
    const [letter] = await bed.store.deadLetters.list({})
    expect(await bed.store.deadLetters.replay('acme', letter?.id ?? '')).toBe(true)
    await bed.settle()
    expect(sent()).toEqual(['您好 ^A17'])
    expect(new Set(ids).size).toBe(1)
  })
})

describe('a platform that is down', () => {
  it('is left alone but for one probe each 30 s, and each reply still goes once', async () => {
    const people = Array.from({ length: 25 }, (_, n) => `p${n}`)
    for (const id of people) await bed.say('在吗', { customer: { id } })
    await bed.settle()
    let calls = 0
    let isDown = true
    bed.channel.onSend = () => {
      calls += 1
      if (isDown) throw new RelayError('http.connect', 'no connection')
      return { at: bed.clock.now() }
    }
    for (const n of people.keys()) await bed.answer('您好', { ticket: { id: String(100 + n) } })
    await bed.settle()
    await seconds(10)
    const before = calls
    await seconds(90)
    expect(calls - before).toBeLessThanOrEqual(4)
    isDown = false
    await seconds(120)
    expect(people.map((id) => textsTo(id).length)).toEqual(people.map(() => 1))
    expect(bed.helpdesk.notes).toEqual([])
  }, 60_000)
})

describe('a held reply', () => {
  it('reaches a customer only through a recorded act of a person (S0-13)', async () => {
    const step = fc.oneof(
      fc.constantFrom('wait', 'sweep', 'webhook', 'question', 'harmless'),
      fc.constantFrom('#放行', '#退回', '#改写 已为您恢复', '#重发', '#已收到', '放行吧'),
    )
    let run = 0
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
        const customer = `held-${run}`
        const ticket = { id: String(100 + run++) }
        await bed.say('断网了', { customer: { id: customer }, ...unlimited })
        await bed.settle()
        await bed.answer('请提供您的服务密码', { ticket })
        await bed.settle()
        let mayBeSent = false
        for (const one of steps) {
          if (one === '#放行') mayBeSent = true
          if (one === '#退回' || one.startsWith('#改写')) break
          if (one === 'wait') await bed.clock.advance(3_600_000)
          if (one === 'sweep') await sweepSends(bed.runtime)
          if (one === 'webhook')
            await bed.store.touched.touch('acme', [{ ticket, key: `w-${bed.clock.now()}` }])
          if (one === 'question')
            await bed.say('还在吗', { customer: { id: customer }, ...unlimited })
          if (one === 'harmless') await bed.answer('请稍候', { ticket })
          if (one.startsWith('#') || one === '放行吧')
            await bed.answer(one, { ticket, isPublic: false, author: { id: '9' } })
          await bed.settle()
          await bed.clock.advance(1000)
        }
        await bed.clock.advance(60_000)
        await bed.settle()
        const risky = textsTo(customer).filter((text) => text.includes('密码'))
        expect(risky).toHaveLength(mayBeSent ? 1 : 0)
        const journal = await bed.store.journal.read('acme', 0, 10_000)
        const acts = journal.filter(
          ({ type, agent, conversation }) =>
            type === 'reply_released' &&
            agent === '9' &&
            conversation ===
              bed.helpdesk.filings.find((f) => f.customer.id === customer)?.conversation,
        )
        if (risky.length > 0) expect(acts).toHaveLength(1)
      }),
      { numRuns: 20 },
    )
  }, 60_000)
})

describe('a reply', () => {
  it('goes where its question came from, whatever else was asked meanwhile (S0-15)', async () => {
    const origin = fc.record({
      customer: fc.constantFrom('甲', '乙', '丙'),
      thread: fc.constantFrom('', 'post-1', 'post-2'),
    })
    const asked = fc.array(origin, { minLength: 1, maxLength: 6 })
    let run = 0
    await fc.assert(
      fc.asyncProperty(asked, async (questions) => {
        run += 1
        for (const { customer, thread } of questions) {
          await bed.say('问', {
            customer: { id: `${customer}${run}` },
            thread,
            visibility: thread === '' ? 'private' : 'public',
            target: { of: `${customer}${run}/${thread}` },
            ...unlimited,
          })
          await bed.settle()
        }
        const from = bed.channel.sent.length
        const own = bed.helpdesk.filings.filter(({ customer }) => customer.id.endsWith(String(run)))
        const tickets = new Map<string, (typeof own)[number]>()
        for (const filing of own) tickets.set(filing.conversation, filing)
        for (const { customer, thread, conversation } of tickets.values()) {
          const row = await bed.store.inbox.conversation('acme', conversation)
          await bed.answer(`答${customer.id}/${thread}`, {
            ...(row?.ticket && { ticket: row.ticket }),
          })
        }
        await bed.settle()
        const out = bed.channel.sent.slice(from)
        expect(out).toHaveLength(tickets.size)
        for (const { customer, thread, visibility, target, content } of out) {
          expect(content).toMatchObject({ text: `答${customer}/${thread} ^A17` })
          expect(target).toEqual({ of: `${customer}/${thread}` })
          expect(visibility).toBe(thread === '' ? 'private' : 'public')
        }
      }),
      { numRuns: 15 },
    )
  }, 60_000)
})

describe('the disposition of what was asked', () => {
  async function close(at: number): Promise<void> {
    const tenant = bed.runtime.tenants.get('acme')
    const detail = { status: 'solved' }
    const event = { ticket: { id: '100' }, name: 'status_changed', at, detail } as const
    const arrival = { replies: [], touched: [], ticketsLearnt: [], ticketEvents: [event] }
    const answer = { status: 200, contentType: 'text/plain', body: '' }
    Object.assign(tenant?.helpdesk ?? {}, { readReply: async () => ({ ...arrival, answer }) })
    const request = { method: 'POST', path: '/', query: {}, headers: {} }
    const body = new Uint8Array()
    await receiveFromHelpdesk(bed.runtime, 'acme', { ...request, body, receivedAt: at })
  }

  it('is exactly one for every item, whatever the order of events (S2-15)', async () => {
    const step = fc.constantFrom('ask', 'answer', 'refused', 'silent', 'received', 'solve')
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        await bed.close()
        bed = await relayBed({ mergeMs: 0 })
        await bed.say('第一问', unlimited)
        await bed.settle()
        for (const one of steps) {
          await bed.clock.advance(1000)
          bed.channel.onSend = () => {
            if (one === 'refused') throw new RelayError('channel.content_refused', 'refused')
            if (one === 'silent') throw silent
            return { at: bed.clock.now() }
          }
          if (one === 'ask') await bed.say('又问', unlimited)
          else if (one === 'received') await bed.answer('#已收到', { isPublic: false })
          else if (one === 'solve') await close(bed.clock.now())
          else await bed.answer('答复')
          await bed.settle()
        }
        await bed.clock.advance(40_000)
        bed.channel.onSend = () => ({ at: bed.clock.now() })
        await bed.settle()
        await close(bed.clock.now())
        const journal = await bed.store.journal.read('acme', 0, 1000)
        const asked = journal
          .filter(({ type }) => type === 'received')
          .map(({ message }) => message)
        const disposed = journal
          .filter(({ type }) => type === 'disposition')
          .map(({ message }) => message)
        expect([...disposed].sort()).toEqual([...asked].sort())
      }),
      { numRuns: 12 },
    )
  }, 60_000)

  it('is replied, not browsed, when the process died between the send and its mark (S2-15)', async () => {
    await bed.say('断网了')
    await bed.settle()
    await bed.clock.advance(1000)
    await bed.answer('已恢复')
    bed.fail('inbox.dispose', true)
    await bed.settle()
    bed.fail('inbox.dispose', false)
    await bed.clock.advance(1000)
    await close(bed.clock.now())
    const journal = await bed.store.journal.read('acme', 0, 100)
    expect(journal.filter(({ type }) => type === 'disposition')).toMatchObject([
      { detail: { value: 'R2' } },
    ])
  })

  it('waits for the last part of a long reply', async () => {
    await bed.say('断网了')
    await bed.settle()
    await bed.clock.advance(1000)
    let parts = 0
    bed.channel.onSend = () => {
      parts += 1
      if (parts > 1) throw new RelayError('channel.content_refused', 'refused')
      return { at: bed.clock.now() }
    }
    await bed.answer('长'.repeat(80))
    await bed.settle()
    const journal = await bed.store.journal.read('acme', 0, 100)
    expect(journal.filter(({ type }) => type === 'disposition')).toEqual([])
    expect(bed.helpdesk.notes[0]?.text).toContain('1/2')
  })
})
