import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { HelpdeskProblems, NewProblem } from '../../core/helpdesk.ts'
import type { InboundMessage } from '../../core/message.ts'
import { relayBed, type Bed } from '../../testing/relay-bed.ts'
import {
  dispatchIncident,
  makeProblem,
  previewTelling,
  returnDispatch,
  stopTelling,
  tellAll,
  type About,
} from './acts.ts'
import type { ClusterSource } from './people.ts'
import { createIncidents } from './record.ts'
import { createIncidentUpkeep } from './upkeep.ts'

const by = { id: '50', name: '演示主管' }
const answer = '主水管破裂，抢修队已到现场，预计今晚20:00恢复供水，恢复后在这里告诉您。'
const hour = 3_600_000

let bed: Bed
let folder: string
let made: NewProblem[]
let linked: string[][]
let members: { id: string; at: number; conversation: string }[]
let source: ClusterSource

const problems: HelpdeskProblems = {
  make: async (problem) => {
    if (!made.some(({ id }) => id === problem.id)) made.push(problem)
    return { id: '900' }
  },
  link: async (_problem, incidents) => {
    linked.push(incidents.map(({ id }) => id))
    return incidents.map((ticket) => ({ ticket, outcome: 'linked' }))
  },
}

beforeEach(async () => {
  ;[made, linked, members] = [[], [], []]
  source = {
    get: (id) => (id === 'c-1' ? { id, label: '滨江停水', members } : undefined),
    member: (filing) => {
      const found = members.find(({ id }) => id === filing)
      return found && { ...found, province: '浙江', city: '杭州' }
    },
  }
  folder = mkdtempSync(join(tmpdir(), 'weiqiao-incidents-'))
  bed = await relayBed({
    mergeMs: 0,
    folder,
    tenant: (one) => ({ ...one, helpdesk: { ...one.helpdesk, problems } }),
  })
})
afterEach(async () => {
  await bed.close()
  rmSync(folder, { recursive: true, force: true })
})

const tenant = () => bed.runtime.tenants.get('acme') ?? expect.fail()
const about = (): About => ({ tenant: tenant(), source, cluster: 'c-1', by })
const upkeep = () => createIncidentUpkeep(bed.runtime, tenant(), source)
const read = () => createIncidents(bed.store).read('acme', 'c-1')
const journal = () => bed.store.journal.read('acme', 0, 10_000)
/** Who got which text, its parts joined, in the order of sending. */
function heard(): readonly (readonly [string, string])[] {
  const ids = bed.channel.sent.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  const texts = new Map<string, readonly [string, string]>()
  for (const { id, customer, content } of bed.channel.sent) {
    const reply = id.replace(/\W?\d+$/u, '')
    const [, before] = texts.get(reply) ?? [customer, '']
    texts.set(reply, [customer, before + (content.type === 'text' ? content.text : '')])
  }
  return [...texts.values()]
}

/** Somebody writes, and what they write joins the incident. */
async function joins(customer: string, more: Partial<InboundMessage> = {}): Promise<void> {
  await bed.say('滨江停水了', { customer: { id: customer, ...more.customer }, ...more })
  await bed.settle()
  const [row] = await bed.store.inbox.conversationsOf('acme', { account: 'wx', customer, limit: 1 })
  members.push({ id: `f-${members.length}`, at: bed.clock.now(), conversation: row?.id ?? '' })
}

/** Until nothing moves any more, as many minutes as it takes. */
async function work(minutes = 1): Promise<void> {
  const kept = upkeep()
  for (let n = 0; n < minutes; n++) {
    await kept.round()
    await bed.settle()
    await kept.round()
    if (n + 1 < minutes) await bed.clock.advance(60_000)
  }
}

describe('a problem ticket of an incident', () => {
  it('is made once and links everybody, also who joins later (S4-11, S1-12)', async () => {
    await joins('a')
    await joins('b')
    const first = await makeProblem(bed.runtime, about())
    expect(await makeProblem(bed.runtime, about())).toEqual(first)
    expect(made).toMatchObject([{ id: 'c-1', subject: '集中事件：滨江停水' }])
    await work()
    await joins('c')
    await work()
    expect(linked).toEqual([['100', '101'], ['102']])
  })
  it('cannot be made without API access', async () => {
    await joins('a')
    const { problems: _none, ...helpdesk } = tenant().helpdesk
    const without = { ...about(), tenant: { ...tenant(), helpdesk } }
    await expect(makeProblem(bed.runtime, without)).rejects.toMatchObject({
      code: 'incident.no_problems',
    })
  })
  it('is none of an incident that nobody is in', async () => {
    await expect(makeProblem(bed.runtime, { ...about(), cluster: 'c-9' })).rejects.toMatchObject({
      code: 'api.not_found',
    })
  })
})

describe('the upkeep', () => {
  it('leaves the store alone while nothing moves, and sees at once what does', async () => {
    await joins('a')
    await makeProblem(bed.runtime, about())
    let takes = 0
    const { leases } = bed.store
    const counting = {
      ...leases,
      take: (of: Parameters<typeof leases.take>[0]) => (takes++, leases.take(of)),
    }
    const runtime = { ...bed.runtime, store: { ...bed.store, leases: counting } }
    const kept = createIncidentUpkeep(runtime, tenant(), source)
    // The second sees what the first has linked.
    for (let n = 0; n < 5; n++) await kept.round()
    const before = takes
    for (let n = 0; n < 5; n++) await kept.round()
    expect(takes).toBe(before)
    await joins('b')
    await kept.round()
    expect(linked).toEqual([['100'], ['101']])
    await tellAll(bed.runtime, about(), { kind: 'answer', text: answer })
    await kept.round()
    await bed.settle()
    expect(heard()).toHaveLength(2)
  })
})

describe('a dispatch to the back office', () => {
  const order = () => ({ owner: '管网抢修', dueAt: bed.clock.now() + 4 * hour, note: '长河路主管' })

  it('goes out, comes back and everybody is told, each step in the journal (S3-56, S4-24)', async () => {
    await joins('a')
    await joins('b')
    await makeProblem(bed.runtime, about())
    await dispatchIncident(bed.runtime, about(), order())
    await bed.clock.advance(hour)
    await returnDispatch(bed.runtime, about(), '阀门已更换')
    await tellAll(bed.runtime, about(), { kind: 'result', text: answer })
    await work()
    expect((await read()).state).toBe('told')
    expect(
      heard()
        .map(([customer]) => customer)
        .sort(),
    ).toEqual(['a', 'b'])
    const steps = (await journal()).filter(({ type }) => type === 'incident')
    expect(steps.map(({ detail }) => detail?.['step'])).toEqual([
      'problem',
      'dispatched',
      'returned',
      'result',
      'told',
    ])
    const events = (await journal()).filter(({ type }) => type === 'ticket_event')
    expect(events.map(({ ticket, detail }) => [ticket, detail?.['name']])).toEqual([
      ['100', 'dispatched'],
      ['101', 'dispatched'],
      ['100', 'returned'],
      ['101', 'returned'],
    ])
  })
  it('stands on the problem ticket with owner and result', async () => {
    await joins('a')
    await makeProblem(bed.runtime, about())
    await dispatchIncident(bed.runtime, about(), order())
    await returnDispatch(bed.runtime, about(), '阀门已更换')
    await bed.settle()
    const notes = bed.helpdesk.notes.filter(({ ticket }) => ticket.id === '900')
    expect(notes.map(({ text, addTags }) => [text, addTags])).toEqual([
      [expect.stringContaining('管网抢修'), ['weiqiao_dispatched']],
      [expect.stringContaining('阀门已更换'), ['weiqiao_returned']],
    ])
  })
  it('covers who joins while it is out, once', async () => {
    await joins('a')
    await dispatchIncident(bed.runtime, about(), order())
    await joins('b')
    await work(2)
    const events = (await journal()).filter(({ detail }) => detail?.['name'] === 'dispatched')
    expect(events.map(({ ticket }) => ticket)).toEqual(['100', '101'])
  })
  it('is refused in the wrong order', async () => {
    await joins('a')
    const wrong = { code: 'incident.state' }
    await expect(returnDispatch(bed.runtime, about(), 'x')).rejects.toMatchObject(wrong)
    const result = { kind: 'result', text: answer } as const
    await expect(tellAll(bed.runtime, about(), result)).rejects.toMatchObject(wrong)
    await dispatchIncident(bed.runtime, about(), order())
    await expect(dispatchIncident(bed.runtime, about(), order())).rejects.toMatchObject(wrong)
  })
  it('leaves no word of a customer in the journal', async () => {
    await joins('a')
    await dispatchIncident(bed.runtime, about(), order())
    await tellAll(bed.runtime, about(), { kind: 'answer', text: answer })
    await work()
    const told = (await journal()).filter(({ type }) => type === 'incident')
    expect(JSON.stringify(told)).not.toMatch(/[\u4e00-\u9fff]/u)
  })
})

describe('one answer to everybody of an incident', () => {
  const tell = () => tellAll(bed.runtime, about(), { kind: 'answer', text: answer })

  it('reaches each person once, however often it is begun and whoever works (S4-11)', async () => {
    await joins('a')
    await joins('a')
    await joins('b')
    await tell()
    await Promise.all([work(), work()])
    await tell()
    await work()
    expect(
      heard()
        .map(([customer]) => customer)
        .sort(),
    ).toEqual(['a', 'b'])
    expect((await read()).answer?.doneAt).toBeDefined()
  })
  it('reaches who joined since, when it is begun again', async () => {
    await joins('a')
    await tell()
    await work()
    await joins('b')
    await tell()
    await work()
    expect(heard().map(([customer]) => customer)).toEqual(['a', 'b'])
  })
  it('goes to the most followers first, and in private to whose window ends first', async () => {
    const public_ = { visibility: 'public', target: { id: '1' } } as const
    await joins('quiet', { sentAt: bed.clock.now() })
    await joins('few', { ...public_, thread: 'p1', customer: { id: 'few', followers: 10 } })
    await joins('many', { ...public_, thread: 'p2', customer: { id: 'many', followers: 9000 } })
    await tell()
    await work()
    expect(heard().map(([customer]) => customer)).toEqual(['many', 'few', 'quiet'])
  })
  it('lists whose reply window has closed, and tells the others', async () => {
    await joins('late')
    await bed.clock.advance(49 * hour)
    await joins('b')
    await tell()
    await work()
    expect(heard().map(([customer]) => customer)).toEqual(['b'])
    const people = (await read()).answer?.people ?? []
    expect(people.map(({ leftOut }) => leftOut)).toEqual(
      expect.arrayContaining([undefined, 'window_closed']),
    )
  })
  it('reaches who was out of reach, once they write again and it is begun again', async () => {
    await joins('a')
    await tell()
    await bed.clock.advance(49 * hour)
    await work()
    expect(heard()).toEqual([])
    await joins('a')
    await tell()
    await work()
    expect(heard().map(([customer]) => customer)).toEqual(['a'])
  })
  it('is held by the same gate as every reply', async () => {
    await joins('a')
    await tellAll(bed.runtime, about(), { kind: 'answer', text: '请提供您的服务密码' })
    await work()
    expect(heard()).toEqual([])
    expect(await bed.store.outbox.repliesOf('acme', { states: ['held'] })).toHaveLength(1)
  })
  it('keeps to its pace, and stops when told to', async () => {
    for (let n = 0; n < 20; n++) await joins(`c-${n}`)
    await tell()
    await work()
    // Ten at most of an account are under way at once.
    expect(heard()).toHaveLength(10)
    await bed.settle()
    await work()
    // Fifteen stand ready, thirty a minute follow.
    expect(heard()).toHaveLength(15)
    await stopTelling(bed.runtime, about(), 'answer')
    const before = heard().length
    await work(3)
    expect(heard()).toHaveLength(before)
    await tell()
    await work(3)
    expect(new Set(heard().map(([customer]) => customer)).size).toBe(20)
    expect(heard()).toHaveLength(20)
  })
  it('shows agents in each ticket what its customer was told', async () => {
    await joins('a')
    await tell()
    await work()
    const [note] = bed.helpdesk.notes.filter(({ ticket }) => ticket.id === '100')
    expect(note?.text).toContain(answer)
  })
  it('is the same in the preview as what is sent', async () => {
    await joins('a')
    await joins('b')
    const planned = await previewTelling(bed.runtime, about(), answer)
    await tell()
    await work()
    const texts = heard().map(([, text]) => text.replace(/\s?\^\w+$/u, ''))
    expect(texts.map((text) => text.trim())).toEqual(planned.map(({ text }) => text.trim()))
  })
  it('survives a crash in the middle without telling anybody twice', async () => {
    for (let n = 0; n < 8; n++) await joins(`c-${n}`)
    await tell()
    bed.crashAt('outbox.enqueue:after', 3)
    await work().catch(() => undefined)
    if (bed.isDead) await bed.restart()
    await work(3)
    expect(
      heard()
        .map(([customer]) => customer)
        .sort(),
    ).toEqual(Array.from({ length: 8 }, (_, n) => `c-${n}`))
  })
})
