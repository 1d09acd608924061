import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { RelayError } from '../core/error.ts'
import type { RawItem } from '../core/message.ts'
import { relayBed, type Bed } from '../testing/relay-bed.ts'
import { acceptancesOf } from './acceptance.ts'
import { disposeAll } from './disposition.ts'
import { dispositionReport, standingOf } from './disposition-report.ts'

const item = { disposition: undefined, isAnswerable: true, isUnreadable: false }

describe('standingOf', () => {
  it.each([
    [{ state: 'filed', disposition: 'R1' }, 'R1'],
    [{ state: 'filed', disposition: 'R2', isAnswerable: false }, 'R2'],
    [{ state: 'filed', disposition: 'R3' }, 'R3'],
    [{ state: 'filed' }, 'with_agents'],
    [{ state: 'filed', isAnswerable: false }, 'listened'],
    [{ state: 'recorded', isAnswerable: false }, 'listened'],
    [{ state: 'recorded', isUnreadable: true }, 'unreadable'],
    [{ state: 'quarantined' }, 'quarantined'],
    [{ state: 'dead' }, 'dead_letter'],
    [{ state: 'pending' }, 'none'],
    [{ state: 'fresh' }, 'none'],
    [{ state: 'of a later version' }, 'none'],
  ] as const)('takes %o for %s', (given, expected) => {
    expect(standingOf({ ...item, ...given })).toBe(expected)
  })
})

const dayMs = 86_400_000
const today = { day: '2026-03-02', timeZone: 'Asia/Shanghai' }

let bed: Bed
beforeEach(async () => {
  bed = await relayBed({ mergeMs: 0 })
  bed.helpdesk.onFile = ({ id, body, customer }) =>
    body.text.includes('机密')
      ? { id, outcome: 'failed', error: new RelayError('helpdesk.invalid', 'Refused (422).') }
      : { id, outcome: 'filed', ticket: { id: `t-${customer.id}` } }
})
afterEach(() => bed.close())

const report = (when = today) => dispositionReport(bed.store.inbox, 'acme', when)
const by = (id: string) => ({ customer: { id } })

async function arrive(raw: RawItem): Promise<void> {
  const served = bed.runtime.tenants.get('acme')?.accounts.get('wx') ?? expect.fail('no account')
  const arrived = { item: raw, receivedAt: bed.clock.now() }
  await bed.store.inbox.accept(acceptancesOf(bed.runtime, served, arrived))
}

async function saysAndHears(customer: string, question: string, answer: string): Promise<void> {
  await bed.say(question, { ...by(customer), visibility: 'public', thread: `p-${customer}` })
  await bed.settle()
  await bed.clock.advance(1000)
  await bed.answer(answer, { ticket: { id: `t-${customer}` } })
  await bed.settle()
}

/** What a day brings: the items and how each must stand at its end. */
async function mixedDay(): Promise<void> {
  await saysAndHears('answered', '几点开门？', '您好，每天九点开门。')
  // Public, with somebody's number in it: the gate holds it.
  await saysAndHears('held', '给我电话', '请联系王先生13912345678。')
  bed.channel.onSend = () => {
    throw new RelayError('channel.window_closed', 'The platform refused.')
  }
  await saysAndHears('unsent', '怎么保修？', '您好，凭发票保修。')
  await bed.say('谢谢', by('closer'))
  await bed.say('代办信用卡，加V了解', by('spam'))
  await bed.say('机密：这一句 Zendesk 不收', by('dead'))
  await bed.say('到货了吗', by('browsed'))
  const parts = { parts: [], visibility: 'private' as const }
  const followed = { name: 'followed' as const, detail: {} }
  const left = { name: 'unfollowed' as const, detail: {} }
  await bed.say('', { ...by('fan'), ...parts, kind: 'event', event: followed })
  await bed.say('', { ...by('fan'), ...parts, kind: 'withdrawal', event: left })
  await bed.say('我们自己的话', { ...by('us'), kind: 'echo' })
  await arrive({ ...bed.item('两天前的话', by('old')), signedAt: bed.clock.now() - 2 * dayMs })
  await arrive({ source: 'test', body: 'not what the parser knows' })
  await bed.settle()
  const of = { account: 'wx', customer: 'browsed', limit: 1 }
  const [browsed] = await bed.store.inbox.conversationsOf('acme', of)
  await disposeAll(bed.runtime, browsed ?? expect.fail('not filed'), bed.clock.now())
}

describe('dispositionReport', () => {
  it('finds nothing without a disposition at the end of a mixed day (S0-40)', async () => {
    await mixedDay()
    const { dispositions, ...rest } = await report()
    expect(rest).toEqual({ day: '2026-03-02', items: 12, without: 0, missing: [] })
    expect(dispositions).toEqual({
      R1: 1,
      R2: 1,
      R3: 0,
      // Thanks, a follow, a goodbye, an echo.
      listened: 4,
      // Held, unsent and spam: each in a ticket, none answered.
      with_agents: 3,
      quarantined: 1,
      dead_letter: 1,
      unreadable: 1,
    })
  })
  it('shows what nobody has had before them, until somebody has (S0-40)', async () => {
    await mixedDay()
    const { onFile } = bed.helpdesk
    bed.helpdesk.onFile = ({ id }) => {
      const error = new RelayError('helpdesk.unavailable', 'Down (503).')
      return { id, outcome: 'failed', error }
    }
    const receivedAt = bed.clock.now()
    await bed.say('有人吗', by('gap'))
    await bed.settle()
    const { items, without, missing } = await report()
    expect({ items, without }).toEqual({ items: 13, without: 1 })
    expect(missing).toEqual([
      { id: expect.any(String) as string, account: 'wx', receivedAt, state: 'pending' },
    ])
    bed.helpdesk.onFile = onFile
    await bed.clock.advance(600_000)
    await bed.settle()
    expect(await report()).toMatchObject({ items: 13, without: 0, missing: [] })
  })
  it('counts each item on its own day in the tenant’s time zone, and no other tenant’s', async () => {
    await bed.say('今天的', by('a'))
    await bed.clock.advance(dayMs)
    await bed.say('明天的', by('a'))
    await bed.settle()
    expect((await report()).items).toBe(1)
    expect((await report({ ...today, day: '2026-03-03' })).items).toBe(1)
    expect((await report({ ...today, day: '2026-03-04' })).items).toBe(0)
    // 10:00 in Beijing is the evening before in Honolulu.
    expect((await report({ day: '2026-03-01', timeZone: 'Pacific/Honolulu' })).items).toBe(1)
    expect((await dispositionReport(bed.store.inbox, 'other', today)).items).toBe(0)
  })
})
