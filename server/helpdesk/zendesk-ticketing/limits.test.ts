import { afterEach, describe, expect, it } from 'vitest'
import type { FilingTarget } from '../../core/filing.ts'
import {
  ticketingBed,
  type TicketingBed,
  type TicketingBedOptions,
} from '../../testing/ticketing-bed.ts'
import { errorOf, fileOne, filingOf, noteOf } from '../contract.ts'
import { retryAfterMs } from './errors.ts'

let bed: TicketingBed
let open: TicketingBed | undefined
async function openBed(options: TicketingBedOptions = {}): Promise<void> {
  bed = open = await ticketingBed({ unprepared: true, ...options })
}
afterEach(async () => {
  await open?.close()
  open = undefined
})

const refused = () =>
  bed.world
    .entries(0, 99_999)
    .filter(({ kind, data }) => kind === 'request.refused' && data['status'] === 429)

/** Files as a lane does: one at a time, waiting as long as told. Answers how long it took, ms. */
async function pour(target: FilingTarget, n: number): Promise<number> {
  const from = bed.clock.now()
  for (let i = 0; i < n; i++) {
    const filing = filingOf(bed, { id: `more-${i}`, target, body: { text: `第${i}条` } })
    for (let isFiled = false; !isFiled;) {
      const [result] = await bed.helpdesk.file([filing])
      isFiled = result?.outcome === 'filed'
      if (isFiled) continue
      const { retry } = errorOf(result)
      await bed.clock.advance(typeof retry === 'object' ? retry.afterMs : expect.fail())
    }
  }
  return bed.clock.now() - from
}

describe('the allowances of Zendesk', () => {
  it('of 30 updates in ten minutes by one user on one ticket are never overrun', async () => {
    await openBed()
    const target = bed.next(await fileOne(bed, filingOf(bed)))
    await pour(target, 45)
    expect(refused()).toEqual([])
    expect(await bed.comments()).toHaveLength(46)
  })
  it('of 30 updates leave room for a note when the customer has used the rest', async () => {
    await openBed()
    const filed = await fileOne(bed, filingOf(bed))
    for (let i = 0; ; i++) {
      const filing = filingOf(bed, { id: `more-${i}`, target: bed.next(filed) })
      const [result] = await bed.helpdesk.file([filing])
      if (result?.outcome === 'filed') continue
      expect(errorOf(result).details['scope']).toBe('ticket')
      break
    }
    await bed.helpdesk.note(noteOf(bed, filed))
    expect(refused()).toEqual([])
  })
  it('of 100 updates a minute are never overrun by many tickets', async () => {
    await openBed({
      settings: { requestsPerMinute: 100_000 },
      adapter: { requestsPerMinute: 50_000 },
    })
    const first = Array.from({ length: 15 }, (_, i) =>
      filingOf(bed, { id: `filing-${i}`, conversation: `c-${i}` }),
    )
    const filed = await bed.helpdesk.file(first)
    for (let round = 0; round < 9; round++) for (const one of filed) await pour(bed.next(one), 1)
    expect(refused()).toEqual([])
  })
  it('of the whole account are never overrun by newcomers', async () => {
    await openBed({
      settings: { requestsPerMinute: 100 },
      adapter: { requestsPerMinute: 100 },
    })
    for (let i = 0; i < 60; i++) await pour({ type: 'new' }, 0).then(() => newcomer(i))
    expect(refused()).toEqual([])
    expect(await bed.comments()).toHaveLength(60)
  })

  async function newcomer(i: number): Promise<void> {
    const customer = { id: `o${i}`, externalId: `wechat:wx1:${i}`, displayName: '访客1' }
    const filing = filingOf(bed, { id: `filing-${i}`, conversation: `c-${i}`, customer })
    for (;;) {
      const [result] = await bed.helpdesk.file([filing])
      if (result?.outcome === 'filed') return
      const { retry } = errorOf(result)
      await bed.clock.advance(typeof retry === 'object' ? retry.afterMs : expect.fail())
    }
  }
})

describe('a refusal for the rate', () => {
  it('of one ticket stops neither other tickets nor new ones', async () => {
    await openBed({ settings: { updatesPerTenMinutes: 0 } })
    const target = bed.next(await fileOne(bed, filingOf(bed)))
    const [limited] = await bed.helpdesk.file([filingOf(bed, { id: 'filing-2', target })])
    expect(errorOf(limited)).toMatchObject({ code: 'helpdesk.rate_limited', outcome: 'not_done' })
    expect(errorOf(limited).details['scope']).toBe('ticket')
    const other = { id: 'filing-3', conversation: 'conversation-3' }
    await fileOne(bed, filingOf(bed, other))
  })
  it('of the account stops everybody until the time named, and no longer', async () => {
    await openBed()
    bed.fault({
      match: 'POST /api/v2/tickets',
      kind: 'status',
      status: 429,
      retryAfter: 9,
      count: 1,
    })
    const [limited] = await bed.helpdesk.file([filingOf(bed)])
    expect(errorOf(limited).details['scope']).toBe('account')
    const calls = bed.proxy.calls.length
    const other = filingOf(bed, { id: 'filing-3', conversation: 'conversation-3' })
    const [waiting] = await bed.helpdesk.file([other])
    expect(errorOf(waiting)).toMatchObject({ retry: { afterMs: 9000 } })
    expect(bed.proxy.calls).toHaveLength(calls)
    await bed.clock.advance(9000)
    await fileOne(bed, other)
  })
})

describe('retryAfterMs', () => {
  it.each([
    ['7', 7000],
    ['0.2', 1000],
    ['Thu, 26 Nov 2026 00:00:30 GMT', 30_000],
    ['Wed, 25 Nov 2026 00:00:00 GMT', 1000],
    ['soon', 30_000],
    [undefined, 30_000],
  ])('that says %s waits %s ms', (header, ms) => {
    const headers = { 'retry-after': header }
    const answer = { status: 429, headers, body: new Uint8Array(), text: () => '' }
    expect(retryAfterMs(answer, Date.parse('2026-11-26T00:00:00Z'))).toBe(ms)
  })
})
