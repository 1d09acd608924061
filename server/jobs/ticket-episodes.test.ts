import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { JournalEntry } from '../core/journal.ts'
import { kpi } from '../testing/api-bed.ts'
import { relayBed, type Bed } from '../testing/relay-bed.ts'
import { silentLog } from '../testing/silent-log.ts'
import { createKpiUpkeep } from './kpi-upkeep.ts'
import { ticketEpisodes } from './ticket-episodes.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

let bed: Bed
/** The end of the span, which is a day long. */
let now: number
beforeEach(async () => {
  bed = await relayBed()
  now = bed.clock.now()
})
afterEach(() => bed.close())

const about = (conversation: string) => ({ account: 'wx', channel: 'wechat', conversation })

/** Moments are told as ms before the end of the span. */
function asked(conversation: string, before: number, entered = before): JournalEntry {
  const message = `${conversation} ${before}`
  return {
    type: 'received',
    at: now - entered,
    platformAt: now - before,
    ...about(conversation),
    customer: `o-${conversation}`,
    message,
    detail: { visibility: 'private', platformId: message, answerable: true },
  }
}
function filed(conversation: string, before: number, ticket?: string): JournalEntry {
  return { type: 'filed', at: now - before, conversation, ...(ticket !== undefined && { ticket }) }
}
function answered(conversation: string, before: number): readonly JournalEntry[] {
  const at = now - before
  const reply = { ...about(conversation), reply: `r-${conversation}-${before}`, agent: '7' }
  return [
    { type: 'reply_read', at, platformAt: at, ...reply },
    { type: 'sending', at, ...reply },
    { type: 'sent', at, ...reply },
  ]
}
function told(name: string, ticket: string, before: number): JournalEntry {
  const at = now - before
  return { type: 'ticket_event', at: at + minute, platformAt: at, ticket, detail: { name } }
}

type Journal = readonly (JournalEntry | readonly JournalEntry[])[]

/** What is found after the figures have taken this in, as ticket → ids of episodes. */
async function found(...journal: Journal) {
  const { store, clock } = bed
  await store.journal.append('acme', journal.flat())
  const settings = new Map([['acme', kpi]])
  await createKpiUpkeep({ store, clock, log: silentLog, owner: 'test', settings }).round('acme')
  return ticketEpisodes(store.kpi, 'acme', { from: now - day, until: now })
}
async function tickets(...journal: Journal) {
  const all = await found(...journal)
  return Object.fromEntries(all.map((one) => [one.ticket, one.episodes.map(({ id }) => id)]))
}

describe('ticketEpisodes', () => {
  it('takes what began, was answered or was solved in the span, and nothing else', async () => {
    const began = [asked('began', hour), filed('began', hour, '1')]
    const replied = [asked('replied', 2 * day), filed('replied', 2 * day, '2')]
    const solved = [asked('solved', 3 * day), filed('solved', 3 * day, '3')]
    const waits = [asked('waits', 2 * day), filed('waits', 2 * day, '4')]
    const late = [asked('late', 2 * day, hour), filed('late', hour, '5')]
    const over = [asked('over', 5 * day), filed('over', 5 * day, '6')]
    const there = await tickets(
      over,
      answered('over', 5 * day - hour),
      told('solved', '6', day + 1),
      solved,
      answered('solved', 3 * day - hour),
      told('solved', '3', day),
      replied,
      waits,
      answered('replied', 2 * hour),
      began,
      late,
    )
    expect(there).toEqual({
      1: ['began#1'],
      2: ['replied#1'],
      3: ['solved#1'],
      5: ['late#1'],
    })
  })

  it('leaves out a conversation without a ticket', async () => {
    expect(await found(asked('c1', hour), filed('c1', hour))).toEqual([])
  })

  it('tells everything that ran on a ticket, whenever that was, oldest first', async () => {
    const [own] = await found(
      asked('c1', 30 * day),
      filed('c1', 30 * day, '7'),
      answered('c1', 29 * day),
      told('solved', '7', 28 * day),
      asked('c1', hour),
      filed('c1', hour, '7'),
    )
    expect(own?.episodes).toMatchObject([
      { id: 'c1#1', humanReplies: 1, solvedAt: now - 28 * day, reopenedAt: now - hour },
      { id: 'c1#2', at: now - hour },
    ])
  })

  it('tells when Zendesk told of a reopening, in order, of this ticket alone', async () => {
    const all = await found(
      asked('c1', 5 * hour),
      filed('c1', 5 * hour, '7'),
      asked('c2', 5 * hour),
      filed('c2', 5 * hour, '8'),
      told('solved', '7', 4 * hour),
      told('reopened', '7', 2 * hour),
      told('reopened', '7', 3 * hour),
      told('reopened', '8', hour),
    )
    expect(Object.fromEntries(all.map((one) => [one.ticket, one.reopenings]))).toEqual({
      7: [now - 3 * hour, now - 2 * hour],
      8: [now - hour],
    })
  })

  it('gives a follow-up ticket what ran on it, and the first one what ran there', async () => {
    const first = [
      asked('c1', 5 * day),
      filed('c1', 5 * day, '7'),
      ...answered('c1', 5 * day - hour),
      told('solved', '7', 4 * day),
    ]
    const again = [asked('c1', 2 * hour), filed('c1', 2 * hour - minute, '8')]
    expect(await tickets(first, again)).toEqual({ 8: ['c1#2'] })
  })

  it('leaves an episode that was never filed with the ticket its conversation had', async () => {
    const journal = [
      asked('c1', 5 * hour),
      filed('c1', 5 * hour, '7'),
      told('solved', '7', 4 * hour),
      asked('c1', 3 * hour),
      told('solved', '7', 2 * hour + minute),
      asked('c1', hour),
      filed('c1', hour, '8'),
    ]
    expect(await tickets(...journal)).toEqual({ 7: ['c1#1', 'c1#2'], 8: ['c1#3'] })
  })

  it('keeps an episode with its ticket where the customer’s thanks went to a follow-up', async () => {
    const thanks: JournalEntry = { ...asked('c1', hour), detail: { answerable: false } }
    const journal = [
      asked('c1', 3 * hour),
      filed('c1', 3 * hour, '7'),
      answered('c1', 2 * hour),
      told('solved', '7', 2 * hour - minute),
      thanks,
      filed('c1', hour, '8'),
    ]
    expect(await tickets(...journal)).toEqual({ 7: ['c1#1'] })
  })

  it('knows nothing that came after the span', async () => {
    const { store } = bed
    await found(asked('c1', hour), filed('c1', hour, '7'), answered('c1', minute / 2))
    const [own] = await ticketEpisodes(store.kpi, 'acme', { from: now - day, until: now - minute })
    expect(own?.episodes[0]).toMatchObject({ id: 'c1#1', humanReplies: 0 })
  })
})
