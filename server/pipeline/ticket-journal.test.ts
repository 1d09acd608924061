import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { TicketEvent } from '../core/helpdesk.ts'
import { relayBed, type Bed } from '../testing/relay-bed.ts'
import { noteTicketEvents, type Telling } from './ticket-journal.ts'

let bed: Bed
beforeEach(async () => {
  bed = await relayBed({ mergeMs: 0 })
  await bed.say('路由器连不上网')
  await bed.settle()
})
afterEach(() => bed.close())

const at = Date.UTC(2026, 2, 2, 2, 0, 0)
function solved(more: Partial<TicketEvent> = {}): TicketEvent {
  const detail = { status: 'solved', from: 'open', to: 'solved' }
  return { id: 'e1', ticket: { id: '100' }, name: 'solved', at, agent: '9001', detail, ...more }
}
const note = async (events: readonly TicketEvent[], telling: Telling = 'told') =>
  (await noteTicketEvents(bed.runtime, { id: 'acme' }, events, telling)).length
const noted = async () =>
  (await bed.store.journal.read('acme', 0, 1000)).filter(({ type }) => type === 'ticket_event')

describe('noteTicketEvents', () => {
  it('notes when it happened, to which conversation and by whom', async () => {
    expect(await note([solved()])).toBe(1)
    const [conversation] = await bed.store.inbox.conversationByTicket('acme', { id: '100' })
    expect(await noted()).toEqual([
      expect.objectContaining({
        type: 'ticket_event',
        at: bed.clock.now(),
        platformAt: at,
        ticket: '100',
        conversation: conversation?.id,
        account: 'wx',
        channel: conversation?.channel,
        agent: '9001',
        detail: { name: 'solved', status: 'solved', from: 'open', to: 'solved' },
      }),
    ])
  })

  it('notes a repeated telling once, and what happens twice within seconds twice', async () => {
    for (let n = 0; n < 3; n++) await note([solved()])
    await note([solved({ id: 'e2', at: at + 2000 })])
    expect(await noted()).toHaveLength(2)
  })

  it('finds in the history what a webhook told, though the times differ by seconds', async () => {
    await note([solved({ at: at + 5_900 })])
    expect(await note([solved({ id: '81', at })], 'read')).toBe(0)
    expect(await note([solved({ id: '82', at: at + 60_000 })], 'read')).toBe(1)
    expect(await note([solved({ id: '82', at: at + 60_000 })], 'read')).toBe(0)
    // Zendesk's own delivery came last.
    expect(await note([solved({ id: 'late', at: at + 61_000 })])).toBe(0)
    expect(await noted()).toHaveLength(2)
  })

  it('does not take one change for another', async () => {
    await note([solved()])
    const others = [
      solved({ id: '1', detail: { to: 'closed' }, name: 'status_changed' }),
      solved({ id: '2', detail: { score: 5 }, name: 'rated' }),
      solved({ id: '3', detail: { to: '5' }, name: 'group' }),
      solved({ id: '4', detail: { to: '5' }, name: 'assignee' }),
    ]
    expect(await note(others, 'read')).toBe(4)
  })

  it('finds a second change that nobody told of, right after one that was told', async () => {
    await note([solved()])
    const read = [solved({ id: '1' }), solved({ id: '2', at: at + 1000 })]
    expect(await note(read, 'read')).toBe(1)
    expect(await note(read, 'read')).toBe(0)
    expect(await noted()).toHaveLength(2)
  })

  it('knows an event without an id by its time', async () => {
    const { id: _, ...bare } = solved()
    await note([bare, bare, { ...bare, at: at + 1 }])
    expect(await noted()).toHaveLength(2)
  })

  it('leaves out tickets of other channels, and keeps a marked one that is not noted yet', async () => {
    const other = solved({ ticket: { id: '999' } })
    expect(await note([{ ...other, isOurs: false }])).toBe(0)
    expect(await note([other], 'read')).toBe(0)
    expect(await note([{ ...other, isOurs: true }])).toBe(1)
    expect(await note([solved({ id: 'x', isOurs: false })])).toBe(1)
  })

  it('notes each change once in whatever order, mixture and repetition it is told and read', async () => {
    // Some far apart, some within the same seconds.
    const changes = Array.from({ length: 6 }, (_, n) => at + (n % 3) * 30_000 + n * 400)
    const tellings = changes.flatMap((time, n) => [
      { telling: 'told' as const, event: solved({ id: `w${n}`, at: time + n * 700 }) },
      { telling: 'told' as const, event: solved({ id: `w${n}`, at: time + n * 700 }) },
      { telling: 'read' as const, event: solved({ id: `a${n}`, at: time }) },
      { telling: 'read' as const, event: solved({ id: `a${n}`, at: time }) },
    ])
    let ticket = 200
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(tellings, { minLength: tellings.length }),
        async (order) => {
          ticket += 1
          const id = String(ticket)
          const before = (await noted()).length
          await bed.store.inbox.retarget('acme', await conversation(), { id })
          for (const { telling, event } of order)
            await note([{ ...event, id: `${id}${event.id ?? ''}`, ticket: { id } }], telling)
          expect((await noted()).length - before).toBe(changes.length)
        },
      ),
      { numRuns: 15 },
    )
  })
})

async function conversation(): Promise<string> {
  const [first] = bed.helpdesk.filings
  return first?.conversation ?? ''
}
