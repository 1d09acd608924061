import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { RelayError } from '../core/error.ts'
import type { TicketEvent, TicketHistory } from '../core/helpdesk.ts'
import { relayBed, type Bed } from '../testing/relay-bed.ts'
import type { TenantRuntime } from './runtime.ts'
import { catchUp, catchUpNightly } from './ticket-catch-up.ts'
import { noteTicketEvents } from './ticket-journal.ts'

let bed: Bed
/** What the helpdesk tells by cursor; an error is thrown once. */
let pages: Map<string, TicketHistory | RelayError>
let asked: (string | undefined)[]
beforeEach(async () => {
  bed = await relayBed({ mergeMs: 0 })
  await bed.say('断网了')
  await bed.settle()
  pages = new Map()
  asked = []
  Object.assign(tenant().reader ?? {}, {
    async ticketHistory(cursor: string | undefined): Promise<TicketHistory> {
      asked.push(cursor)
      const page = pages.get(cursor ?? '')
      if (page instanceof RelayError) {
        pages.delete(cursor ?? '')
        throw page
      }
      return page ?? { events: [], cursor: cursor ?? 'end', isEnd: true }
    },
  })
})
afterEach(() => bed.close())

const tenant = (): TenantRuntime => bed.runtime.tenants.get('acme') ?? expect.fail('no tenant')
const hour = 3_600_000
function solved(n: number): TicketEvent {
  const detail = { status: 'solved', from: 'open', to: 'solved' }
  return { id: `a${n}`, ticket: { id: '100' }, name: 'solved', at: n * hour, detail }
}
const noted = async (type = 'ticket_event') =>
  (await bed.store.journal.read('acme', 0, 100)).filter((entry) => entry.type === type)

describe('catchUp', () => {
  it('adds what nobody told of, once, page by page from where it ended', async () => {
    await noteTicketEvents(bed.runtime, tenant(), [{ ...solved(1), id: 'webhook' }], 'told')
    pages.set('', { events: [solved(1), solved(2)], cursor: 'c1', isEnd: false })
    pages.set('c1', { events: [solved(2), solved(3)], cursor: 'c2', isEnd: true })
    expect(await catchUp(bed.runtime, tenant())).toEqual({ noted: 2, isDone: true })
    pages.set('c2', { events: [solved(3)], cursor: 'c3', isEnd: true })
    expect(await catchUp(bed.runtime, tenant())).toEqual({ noted: 0, isDone: true })
    expect(asked).toEqual([undefined, 'c1', 'c2'])
    expect((await noted()).map(({ platformAt }) => platformAt)).toEqual([hour, 2 * hour, 3 * hour])
  })

  it('ends what nobody answered on a ticket whose solve it finds', async () => {
    const at = bed.clock.now() + 1000
    pages.set('', { events: [{ ...solved(1), at }], cursor: 'c1', isEnd: true })
    await catchUp(bed.runtime, tenant())
    expect(await noted('disposition')).toMatchObject([{ detail: { value: 'R1' } }])
  })

  it('waits as long as the helpdesk asks, and keeps what it has when the helpdesk fails', async () => {
    const retry = { afterMs: 20_000 }
    pages.set('', new RelayError('helpdesk.rate_limited', 'wait', { retry }))
    const from = bed.clock.now()
    const done = catchUp(bed.runtime, tenant())
    await bed.clock.advance(20_000)
    expect(await done).toMatchObject({ isDone: true })
    expect(bed.clock.now() - from).toBe(20_000)
    pages.set('end', { events: [solved(1)], cursor: 'c1', isEnd: false })
    pages.set('c1', new RelayError('helpdesk.unavailable', 'down'))
    await expect(catchUp(bed.runtime, tenant())).rejects.toMatchObject({
      code: 'helpdesk.unavailable',
    })
    expect(await noted()).toHaveLength(1)
    asked = []
    await catchUp(bed.runtime, tenant())
    expect(asked).toEqual(['c1'])
  })
})

describe('catchUpNightly', () => {
  const nightly = () => catchUpNightly(bed.runtime, tenant())
  /** To the next moment at which the tenant's clock shows this hour. */
  async function goTo(hourOfDay: number): Promise<void> {
    const format = { timeZone: tenant().timeZone, hour: '2-digit', hourCycle: 'h23' } as const
    const shown = () => Number(new Intl.DateTimeFormat('en', format).format(bed.clock.now()))
    do await bed.clock.advance(hour)
    while (shown() !== hourOfDay)
  }

  it('reads once a night, from two o’clock of the tenant on', async () => {
    await goTo(12)
    await nightly()
    await nightly()
    await goTo(1)
    await nightly()
    expect(asked).toHaveLength(1)
    await goTo(2)
    await nightly()
    await nightly()
    expect(asked).toHaveLength(2)
    await goTo(23)
    await nightly()
    expect(asked).toHaveLength(2)
  })

  it('tries again in the same night when the helpdesk was down', async () => {
    pages.set('', new RelayError('helpdesk.unavailable', 'down'))
    await nightly()
    await nightly()
    await nightly()
    expect(asked).toHaveLength(2)
  })

  it('asks no more that night where it may not', async () => {
    pages.set('', new RelayError('helpdesk.forbidden', 'admins only'))
    await nightly()
    await nightly()
    expect(asked).toHaveLength(1)
  })
})
