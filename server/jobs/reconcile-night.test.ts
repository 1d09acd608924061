import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { RelayError } from '../core/error.ts'
import type { HelpdeskFigures } from '../core/helpdesk.ts'
import type { EpisodeFact } from '../kpi/facts.ts'
import { relayBed, type Bed } from '../testing/relay-bed.ts'
import {
  lastReconciliation,
  reconcileNight,
  reconcileSpan,
  type ReconcileOptions,
} from './reconcile-night.ts'

let bed: Bed
let asked: string[]
let refusals: RelayError[]
beforeEach(async () => {
  bed = await relayBed({ mergeMs: 0 })
  asked = []
  refusals = []
})
afterEach(() => bed.close())

const minute = 60_000
const logged: string[] = []
const log = {
  debug: () => undefined,
  info: (event: string) => void logged.push(event),
  warn: (event: string) => void logged.push(event),
  error: () => undefined,
}

function episodeFrom(at: number, more: Partial<EpisodeFact>): EpisodeFact {
  return {
    fact: 'episode',
    id: 'c1#1',
    channel: 'wechat',
    conversation: 'c1',
    at,
    enteredAt: at,
    person: 'p1',
    isMention: false,
    humanReplies: 0,
    botReplies: 0,
    failedReplies: 0,
    groupChanges: 0,
    transfers: 0,
    polarities: [],
    repeatsAt: [],
    ...more,
  }
}

/** One ticket, asked on at this moment, of which Zendesk says this. */
function optionsOf(at: number, theirs: Partial<HelpdeskFigures>, own: Partial<EpisodeFact> = {}) {
  const episodes = [episodeFrom(at, own)]
  const options: ReconcileOptions = {
    store: bed.store,
    clock: bed.clock,
    log,
    episodes: async () => [{ ticket: '100', episodes, reopenings: [] }],
    async figures(_tenant, ticket) {
      asked.push(ticket.id)
      const refusal = refusals.shift()
      if (refusal) throw refusal
      return { ticket, createdAt: at, reopens: 0, replies: 1, ...theirs }
    },
  }
  return options
}
const span = () => ({ from: 0, until: bed.clock.now() })

describe('reconcileSpan', () => {
  it('names a ticket whose only reply failed and which Zendesk takes for answered', async () => {
    const at = bed.clock.now()
    bed.channel.onSend = () => {
      throw new RelayError('channel.window_closed', 'too late')
    }
    await bed.say('断网了')
    await bed.settle()
    await bed.clock.advance(3 * minute)
    await bed.answer('已恢复', { ticket: { id: '100' } })
    await bed.settle()
    const written = (await bed.store.outbox.repliesOf('acme', {}))[0]?.writtenAt ?? 0
    const firstReplyMinutes = Math.floor((written - at) / minute)
    const record = await reconcileSpan(optionsOf(at, { firstReplyMinutes }), 'acme', span())
    expect(record.unreached).toEqual([
      { ticket: '100', writtenAt: written, agent: '7', end: 'failed', isFirst: true },
    ])
    expect(record.differences.map(({ measure, parts }) => [measure, parts[0]?.reason])).toEqual([
      ['first_reply', 'undelivered_reply'],
      ['replies', 'undelivered_reply'],
    ])
    expect(record.unexplained).toEqual([])
    expect(await lastReconciliation(bed.store, 'acme')).toEqual(record)
  })

  it('takes a reply that was sent for one the customer has', async () => {
    const at = bed.clock.now()
    await bed.say('断网了')
    await bed.settle()
    await bed.answer('已恢复', { ticket: { id: '100' } })
    await bed.settle()
    const own = { firstReplyAt: bed.clock.now(), humanReplies: 1 }
    const record = await reconcileSpan(optionsOf(at, { firstReplyMinutes: 0 }, own), 'acme', span())
    expect(record.unreached).toEqual([])
    expect(record.unexplained).toEqual([])
  })

  it('waits for a helpdesk that asks to, and leaves out a ticket of which it tells nothing', async () => {
    const options = optionsOf(bed.clock.now(), { replies: 0 })
    refusals = [new RelayError('helpdesk.rate_limited', 'wait', { retry: { afterMs: 9000 } })]
    const from = bed.clock.now()
    const waiting = reconcileSpan(options, 'acme', span())
    await bed.clock.advance(9000)
    expect(await waiting).toMatchObject({ tickets: 1 })
    expect(bed.clock.now() - from).toBe(9000)
    refusals = [new RelayError('helpdesk.forbidden', 'no')]
    expect(await reconcileSpan(options, 'acme', span())).toMatchObject({ tickets: 0 })
    expect(logged).toContain('kpi.figures_missing')
  })
})

describe('reconcileNight', () => {
  it('runs once for each night, after the history was read', async () => {
    const options = optionsOf(bed.clock.now(), { replies: 0 })
    const night = () => reconcileNight(options, 'acme')
    expect(await night()).toBe(false)
    await bed.store.kept.set('acme', 'ticket-history-night', '2026-03-01')
    expect([await night(), await night()]).toEqual([true, false])
    await bed.store.kept.set('acme', 'ticket-history-night', '2026-03-02')
    expect([await night(), await night()]).toEqual([true, false])
    expect(asked).toEqual(['100', '100'])
  })

  it('begins a little before the end of the last night, and at most a week ago', async () => {
    const options = optionsOf(bed.clock.now(), { replies: 0 })
    async function spanOf(night: string) {
      await bed.store.kept.set('acme', 'ticket-history-night', night)
      await reconcileNight(options, 'acme')
      const { from = 0, until = 0 } = (await lastReconciliation(bed.store, 'acme'))?.span ?? {}
      return { from: bed.clock.now() - from, until: bed.clock.now() - until }
    }
    const hour = 60 * minute
    expect(await spanOf('2026-03-01')).toEqual({ from: 24 * hour, until: 0 })
    await bed.clock.advance(30 * hour)
    expect(await spanOf('2026-03-02')).toEqual({ from: 30 * hour + 10 * minute, until: 0 })
    await bed.clock.advance(9 * 24 * hour)
    expect(await spanOf('2026-03-11')).toEqual({ from: 7 * 24 * hour, until: 0 })
  })
})
