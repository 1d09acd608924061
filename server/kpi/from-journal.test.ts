import { describe, expect, it } from 'vitest'
import type { JournalEntry, JournalRecord } from '../core/journal.ts'
import type { KpiEvent } from './event.ts'
import { createJournalReader } from './from-journal.ts'

/** A journal of the tenant `t` from its entries, numbered from 1. */
const journalOf = (entries: readonly JournalEntry[]): readonly JournalRecord[] =>
  entries.map((entry, i) => ({ tenant: 't', seq: i + 1, ...entry }))

/** The events, without the ids that only number them. */
function read(...entries: readonly JournalEntry[]): readonly Omit<KpiEvent, 'id'>[] {
  const events = createJournalReader().take(journalOf(entries))
  return events.map(({ id: _id, ...event }) => event)
}

const inbound = (at: number, changes: Partial<JournalEntry> = {}): JournalEntry => ({
  type: 'received',
  at,
  platformAt: at - 5,
  account: 'wx',
  channel: 'wechat',
  conversation: 'c1',
  customer: 'o1',
  message: `m${at}`,
  detail: { kind: 'message', platformKind: 'text', visibility: 'private', answerable: true },
  ...changes,
})
const reply = (type: JournalEntry['type'], at: number, changes: Partial<JournalEntry> = {}) => {
  const entry = { type, at, account: 'wx', conversation: 'c1', reply: 'r1', agent: '7' } as const
  return { ...entry, ...changes }
}
const filed = (at: number, ticket: string, conversation = 'c1'): JournalEntry => {
  return { type: 'filed', at, conversation, ticket }
}
const told = (at: number, name: string, detail: JournalEntry['detail'] = {}, ticket = '9') => {
  return {
    type: 'ticket_event',
    at: at + 50,
    platformAt: at,
    ticket,
    detail: { ...detail, name },
  } as const
}

describe('createJournalReader', () => {
  it('knows a person’s solve for the staff’s, and makes no guess at a rule’s (S1-31)', () => {
    const solved = told(200, 'solved', { status: 'solved' })
    const modesOf = (...entries: readonly JournalEntry[]) =>
      read(inbound(100), filed(110, '9'), ...entries).flatMap((event) =>
        event.type === 'solved' ? [(event as { mode?: string }).mode] : [],
      )
    expect(modesOf({ ...solved, agent: '7' })).toEqual(['staff'])
    expect(modesOf(solved)).toEqual([undefined])
    const byBot = told(200, 'solved', { status: 'solved', mode: 'bot' })
    expect(modesOf({ ...byBot, agent: '7' })).toEqual(['bot'])
    const closed = told(200, 'status_changed', { status: 'closed' })
    expect(modesOf({ ...closed, agent: '7' })).toEqual(['staff'])
  })
  it('tells with how many wording findings a reply was sent, if the gate said so (S0-27)', () => {
    const findingsOf = (detail: JournalEntry['detail'], ...between: readonly JournalEntry[]) =>
      read(
        inbound(100),
        reply('reply_read', 205, { ...(detail && { detail }) }),
        ...between,
        reply('sent', 300),
      ).flatMap((event) =>
        event.type === 'replied' ? [(event as { findings?: number }).findings] : [],
      )
    expect(findingsOf({ parts: 1, findings: 0 })).toEqual([0])
    expect(findingsOf({ parts: 1, findings: 2 }, reply('reply_released', 250))).toEqual([2])
    expect(findingsOf({ parts: 1, findings: 2 }, reply('reply_rewritten', 250))).toEqual([0])
    expect(findingsOf(undefined, reply('reply_rewritten', 250))).toEqual([undefined])
  })
  it('tells of a message when it was published, when it came and from where', () => {
    const detail = { answerable: true, visibility: 'public', mention: true, platformId: '42' }
    const place = { ...detail, province: '广东', city: '深圳', ipRegion: '上海' }
    expect(read(inbound(100, { channel: 'weibo', account: 'wb', detail: place }))).toEqual([
      {
        type: 'received',
        at: 95,
        enteredAt: 100,
        conversation: 'c1',
        platformId: 'wb/42',
        customer: 'wb/o1',
        channel: 'weibo',
        mention: true,
        kind: 'demand',
        account: 'wb',
        province: '广东',
        city: '深圳',
      },
    ])
  })
  it('does not believe a platform clock that is ahead or names no time', () => {
    const events = read(inbound(100, { platformAt: 160 }), inbound(200, { platformAt: 0 }))
    expect(events.map(({ at }) => at)).toEqual([100, 200])
  })
  it('knows thanks from a demand', () => {
    const detail = { answerable: false, visibility: 'private' }
    expect(read(inbound(100, { detail }))).toMatchObject([
      { kind: 'closer', platformId: 'wx/m100' },
    ])
  })
  it('tells nothing of repeats, menu taps, quarantine and what the relay does by itself', () => {
    const tap = { kind: 'event', platformKind: 'event.click', event: 'menu', answerable: false }
    const events = read(
      inbound(1, { type: 'duplicate' }),
      inbound(2, { type: 'event', detail: tap }),
      inbound(3, { type: 'quarantined' }),
      { type: 'filing_frozen', at: 4, conversation: 'c1' },
      { type: 'settings_changed', at: 5 },
    )
    expect(events).toEqual([])
  })
  it('tells of a reply in parts once, at the delivery of the first, by whoever wrote it', () => {
    const events = read(
      reply('reply_read', 205, { platformAt: 200 }),
      reply('sending', 210),
      reply('sent', 212, { platformAt: 211, detail: { part: 0 } }),
      reply('sent', 220, { platformAt: 219, detail: { part: 1 } }),
    )
    const replied = { type: 'replied', at: 200, deliveredAt: 211, conversation: 'c1' }
    expect(events).toEqual([{ ...replied, by: 'human', public: true, agent: '7' }])
  })
  it('dates a send that was confirmed later at its sending, and keeps its author', () => {
    const events = read(
      reply('reply_read', 205, { platformAt: 200 }),
      reply('sending', 210),
      reply('send_unknown', 218),
      reply('send_confirmed', 900, { agent: '8', detail: { act: 'customer_has_it' } }),
    )
    expect(events).toMatchObject([{ type: 'replied', at: 200, deliveredAt: 210, agent: '7' }])
  })
  it('tells of a send that failed for good, not of one that is tried again', () => {
    const events = read(
      reply('send_failed', 210, { detail: { part: 0, final: false } }),
      reply('send_failed', 290, {
        detail: { part: 0, final: true, code: 'channel.window_closed' },
      }),
    )
    expect(events).toEqual([
      { type: 'failed', at: 290, conversation: 'c1', what: 'reply', agent: '7' },
    ])
  })
  it('names no agent where the channel framework names only the account', () => {
    const [event] = read(reply('sent', 212, { agent: 'channel:wx', platformAt: 211 }))
    expect(event).not.toHaveProperty('agent')
  })
  it('finds the conversation of an instant answer, also when the message is sorted after it', () => {
    const ack = { type: 'acknowledged', account: 'wx', customer: 'o1' } as const
    const events = read({ ...ack, at: 99 }, inbound(100), { ...ack, at: 300 })
    expect(events.filter(({ type }) => type === 'acked')).toEqual([
      { type: 'acked', at: 99, conversation: 'c1' },
      { type: 'acked', at: 300, conversation: 'c1' },
    ])
  })
  it('carries what Zendesk tells of a ticket to its conversation, at Zendesk’s time', () => {
    const events = read(
      filed(110, '9'),
      told(120, 'group', { to: 'G1' }),
      told(130, 'assignee', { to: '7' }),
      told(140, 'group', { from: 'G1', to: 'G2' }),
      told(150, 'solved'),
      told(160, 'surveyed'),
      told(170, 'rated', { score: 5 }),
      told(180, 'reopened'),
    )
    const conversation = 'c1'
    expect(events).toEqual([
      { type: 'classified', at: 120, conversation, group: 'G1' },
      { type: 'assigned', at: 130, conversation, agent: '7' },
      { type: 'transferred', at: 140, conversation, fromGroup: 'G1', toGroup: 'G2' },
      { type: 'solved', at: 150, conversation },
      { type: 'surveyed', at: 160, conversation },
      { type: 'rated', at: 170, conversation, score: 5 },
      { type: 'reopened', at: 180, conversation },
    ])
  })
  it.each([['good'], [0], [6], [4.5]])('takes no rating from %s', (score) => {
    expect(read(filed(110, '9'), told(170, 'rated', { score }))).toEqual([])
  })
  it('takes the closing of a solved ticket for no second solve, and one without a solve for the first', () => {
    const status = (at: number, to: string) => told(at, 'status_changed', { status: to })
    const solves = (...entries: readonly JournalEntry[]) =>
      read(filed(110, '9'), ...entries).flatMap(({ type, at }) => (type === 'solved' ? [at] : []))
    expect(solves(status(200, 'solved'), status(900, 'closed'))).toEqual([200])
    expect(solves(status(900, 'closed'))).toEqual([900])
    expect(solves(status(200, 'solved'), inbound(300), status(900, 'closed'))).toEqual([200, 900])
    expect(solves(status(200, 'pending'))).toEqual([])
    const back = [status(200, 'solved'), status(250, 'pending'), status(300, 'solved')]
    expect(solves(...back)).toEqual([200, 300])
  })
  it('follows a conversation to the ticket it went to, and listens to the old one no more', () => {
    const learnt = { type: 'ticket_learnt', at: 390, conversation: 'c1', ticket: '11' } as const
    const events = read(
      filed(110, '9'),
      filed(112, '10', 'c2'),
      told(200, 'merged', { target: '10' }),
      told(210, 'solved', {}, '9'),
      // Read from Zendesk's history only now.
      told(190, 'surveyed', {}, '9'),
      told(220, 'solved', {}, '10'),
      told(300, 'deleted', {}, '10'),
      told(310, 'solved', {}, '10'),
      learnt,
      told(400, 'solved', {}, '11'),
    )
    expect(events).toEqual([
      { type: 'surveyed', at: 190, conversation: 'c1' },
      { type: 'solved', at: 220, conversation: 'c2' },
      { type: 'solved', at: 220, conversation: 'c1' },
      { type: 'solved', at: 400, conversation: 'c1' },
    ])
  })
  it('takes of what was understood only what the engine was sure of, and the place the text names', () => {
    const detail = {
      category: 'network',
      categoryDecided: true,
      polarity: 'negative',
      polarityDecided: false,
      anger: 2,
      angerDecided: true,
      province: '广东',
      city: '深圳',
      placeSource: 'text',
    }
    const said = (more: JournalEntry['detail']): JournalEntry => {
      return { type: 'understood', at: 120, conversation: 'c1', detail: { ...detail, ...more } }
    }
    const told = read(
      said({}),
      said({ categoryDecided: false, polarityDecided: true, placeSource: 'profile' }),
      said({ category: 'none' }),
    )
    const about = { type: 'classified', at: 120, conversation: 'c1', anger: 2 }
    expect(told).toEqual([
      {
        ...about,
        category: 'network',
        issue: 'network',
        province: '广东',
        city: '深圳',
      },
      { ...about, polarity: 'negative' },
      { ...about, province: '广东', city: '深圳' },
    ])
  })

  it('takes what a person set right, and nothing of a field that is no figure’s', () => {
    const said = (detail: NonNullable<JournalEntry['detail']>): JournalEntry => {
      return { type: 'understanding_corrected', at: 130, conversation: 'c1', detail }
    }
    const about = { type: 'classified', at: 130, conversation: 'c1' }
    expect(
      read(
        said({ field: 'category', value: 'billing' }),
        said({ field: 'polarity', value: 'positive' }),
        said({ field: 'place', province: '广东', city: '东莞' }),
        said({ field: 'relevance', value: 'noise' }),
        said({ field: 'polarity', value: 'bitter' }),
      ),
    ).toEqual([
      { ...about, category: 'billing', issue: 'billing' },
      { ...about, polarity: 'positive' },
      { ...about, province: '广东', city: '东莞' },
    ])
  })

  it('tells what was browsed, reached out to, and typed', () => {
    const disposed = (value: string): JournalEntry => {
      return { type: 'disposition', at: 500, conversation: 'c1', message: value, detail: { value } }
    }
    const typed: JournalEntry = {
      type: 'case_typed',
      at: 510,
      conversation: 'c1',
      ticket: '9',
      detail: { type: 'complaint' },
    }
    expect(read(disposed('R1'), disposed('R2'), disposed('R3'), typed)).toEqual([
      { type: 'listened', at: 500, conversation: 'c1' },
      { type: 'listened', at: 500, conversation: 'c1' },
      { type: 'reached_out', at: 500, conversation: 'c1' },
      { type: 'classified', at: 510, conversation: 'c1', category: 'complaint' },
    ])
  })
  it('tells that somebody left or took an item back, also from journals of before', () => {
    const event = (at: number, detail: JournalEntry['detail']) =>
      inbound(at, { type: 'event', detail: { ...detail, kind: 'withdrawal', answerable: false } })
    const events = read(
      event(100, { event: 'unfollowed', platformKind: 'event.unsubscribe' }),
      event(200, { platformKind: 'event.unsubscribe' }),
      event(300, { platformKind: 'event.user_authorization_revoke' }),
      event(400, { event: 'withdrawn', platformKind: 'recall', platformId: '42' }),
    )
    expect(events).toEqual([
      { type: 'abandoned', at: 95, conversation: 'c1', reason: 'unfollowed' },
      { type: 'abandoned', at: 195, conversation: 'c1', reason: 'unfollowed' },
      { type: 'deleted', at: 400, platformId: 'wx/42' },
    ])
  })
  it('tells what a case is about and how it was said, where that is known and makes sense', () => {
    const typed = (detail: JournalEntry['detail']): JournalEntry => {
      return { type: 'case_typed', at: 120, conversation: 'c1', ...(detail && { detail }) }
    }
    const classified = { type: 'classified', at: 120, conversation: 'c1', category: '账单' }
    const events = read(
      typed({ type: '账单', issue: 'overcharge', polarity: 'negative', anger: 2 }),
      typed({ type: '账单', issue: '', polarity: 'bitter', anger: 4 }),
    )
    const judged = { issue: 'overcharge', polarity: 'negative', anger: 2 }
    expect(events).toEqual([{ ...classified, ...judged }, classified])
  })
  it('tells who solved, what went to the back office, and of which tier the customer is', () => {
    const events = read(
      inbound(100, { detail: { answerable: true, tier: '金卡' } }),
      filed(110, '9'),
      told(120, 'dispatched'),
      told(130, 'returned'),
      told(150, 'solved', { mode: 'bot' }),
      told(160, 'solved', { mode: 'magic' }),
    )
    const conversation = 'c1'
    expect(events[0]).toMatchObject({ tier: '金卡' })
    expect(events.slice(1)).toEqual([
      { type: 'dispatched', at: 120, conversation },
      { type: 'returned', at: 130, conversation },
      { type: 'solved', at: 150, conversation, mode: 'bot' },
      { type: 'solved', at: 160, conversation },
    ])
  })
  it('gives the same events however the journal is cut into pages, each with an id of its own', () => {
    const act = { act: 'a1', person: 'p1' }
    const journal = journalOf([
      { type: 'acknowledged', at: 99, account: 'wx', customer: 'o1' },
      inbound(100),
      filed(110, '9'),
      reply('reply_read', 205, { platformAt: 200 }),
      reply('sent', 212, { platformAt: 211 }),
      { type: 'person_linked', at: 213, account: 'wx', customer: 'o1', detail: act },
      { type: 'person_linked', at: 213, account: 'wb', customer: 'u1', detail: act },
      told(220, 'solved'),
    ])
    const whole = createJournalReader().take(journal)
    const reader = createJournalReader()
    expect(journal.flatMap((record) => reader.take([record]))).toEqual(whole)
    expect(new Set(whole.map(({ id }) => id)).size).toBe(whole.length)
    expect(whole.map(({ type }) => type)).toEqual([
      'received',
      'acked',
      'replied',
      'linked',
      'solved',
    ])
  })
})
