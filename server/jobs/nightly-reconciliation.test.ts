import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { RelayError } from '../core/error.ts'
import type { HelpdeskFigures } from '../core/helpdesk.ts'
import { kpi } from '../testing/api-bed.ts'
import { relayBed, type Bed } from '../testing/relay-bed.ts'
import { recordingLog } from '../testing/silent-log.ts'
import { createKpiUpkeep } from './kpi-upkeep.ts'
import { createNightlyReconciliation } from './nightly-reconciliation.ts'
import { lastReconciliation } from './reconcile-night.ts'

const minute = 60_000

let bed: Bed
let log: ReturnType<typeof recordingLog>
let asked: string[]
let theirs: Partial<HelpdeskFigures>
let fault: Error | undefined
beforeEach(async () => {
  bed = await relayBed({ mergeMs: 0 })
  log = recordingLog()
  asked = []
  theirs = {}
  fault = undefined
})
afterEach(() => bed.close())

function nightly(owner = 'one') {
  const { store, clock } = bed
  async function read({ id }: { readonly id: string }): Promise<HelpdeskFigures> {
    asked.push(id)
    if (fault) throw fault
    return { ticket: { id }, createdAt: clock.now(), reopens: 0, replies: 0, ...theirs }
  }
  return createNightlyReconciliation({
    store,
    clock,
    log,
    owner,
    figures: new Map([['acme', read]]),
  })
}
async function keepUp(): Promise<void> {
  const { store, clock } = bed
  const settings = new Map([['acme', kpi]])
  await createKpiUpkeep({ store, clock, log, owner: 'upkeep', settings }).round('acme')
}
const historyRead = (night: string) => bed.store.kept.set('acme', 'ticket-history-night', night)

/** A customer asks, and the answer is refused by the platform. */
async function lose(): Promise<void> {
  bed.channel.onSend = () => {
    throw new RelayError('channel.window_closed', 'too late')
  }
  await bed.say('断网了')
  await bed.settle()
  await bed.clock.advance(3 * minute)
  await bed.answer('已恢复', { ticket: { id: '100' } })
  await bed.settle()
}

describe('the nightly reconciliation', () => {
  it('names from the journal a ticket that Zendesk takes for answered and nobody answered', async () => {
    const at = bed.clock.now()
    await lose()
    const written = (await bed.store.outbox.repliesOf('acme', {}))[0]?.writtenAt ?? 0
    const firstReplyMinutes = Math.floor((written - at) / minute)
    theirs = { createdAt: at, replies: 1, firstReplyMinutes }
    await historyRead('2026-03-01')
    await keepUp()
    expect(await nightly().round('acme')).toBe(true)
    const record = await lastReconciliation(bed.store, 'acme')
    expect(record).toMatchObject({
      tickets: 1,
      unreached: [{ ticket: '100', writtenAt: written, agent: '7', end: 'failed', isFirst: true }],
      unexplained: [],
    })
    expect(asked).toEqual(['100'])
  })

  it('finds nothing to say where the customer has the reply', async () => {
    const createdAt = bed.clock.now()
    await bed.say('断网了')
    await bed.settle()
    await bed.answer('已恢复', { ticket: { id: '100' } })
    await bed.settle()
    theirs = { createdAt, replies: 1, firstReplyMinutes: 0 }
    await bed.clock.advance(minute)
    await historyRead('2026-03-01')
    await keepUp()
    await nightly().round('acme')
    expect(await lastReconciliation(bed.store, 'acme')).toMatchObject({
      tickets: 1,
      unreached: [],
      unexplained: [],
    })
  })

  it('waits until our figures have taken in what the night brought', async () => {
    await lose()
    await keepUp()
    await bed.clock.advance(minute)
    await historyRead('2026-03-01')
    const { round } = nightly()
    expect(await round('acme')).toBe(false)
    expect(asked).toEqual([])
    await bed.clock.advance(minute)
    expect(await round('acme')).toBe(false)
    await keepUp()
    expect([await round('acme'), await round('acme')]).toEqual([true, false])
    expect(asked).toEqual(['100'])
  })

  it('leaves a night to the process that has it, and a tenant without figures alone', async () => {
    await lose()
    await historyRead('2026-03-01')
    await keepUp()
    const lease = await bed.store.leases.take({
      tenant: 'acme',
      key: 'kpi-reconciliation',
      owner: 'other',
      forMs: minute,
    })
    expect(await nightly().round('acme')).toBe(false)
    if (lease) await bed.store.leases.release('acme', lease)
    expect(await nightly().round('other')).toBe(false)
    expect(await nightly().round('acme')).toBe(true)
    // The lease was given back.
    await historyRead('2026-03-02')
    await keepUp()
    expect(await nightly('two').round('acme')).toBe(true)
  })

  it('goes on after a fault, and stops with the relay', async () => {
    await lose()
    await historyRead('2026-03-01')
    await keepUp()
    fault = new TypeError('broken')
    const stop = new AbortController()
    const running = nightly().run(stop.signal)
    await bed.clock.advance(1)
    expect(log.lines.join('\n')).toContain('kpi.reconciliation_failed')
    fault = undefined
    await bed.clock.advance(2 * minute)
    expect(await lastReconciliation(bed.store, 'acme')).toMatchObject({ tickets: 1 })
    stop.abort()
    await running
  })

  it('keeps nothing of a night that was stopped', async () => {
    await lose()
    await historyRead('2026-03-01')
    await keepUp()
    const stop = new AbortController()
    stop.abort()
    expect(await nightly().round('acme', stop.signal)).toBe(false)
    expect(await lastReconciliation(bed.store, 'acme')).toBeUndefined()
    expect(await nightly().round('acme')).toBe(true)
  })
})
