import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RelayError } from '../core/error.ts'
import { isRelayError } from '../core/error.ts'
import type { Filing, FilingBody, FilingResult } from '../core/filing.ts'
import type { AgentReply, ReplyArrival, TicketNote } from '../core/helpdesk.ts'
import type { HelpdeskBed } from '../testing/helpdesk-bed.ts'

export type { HelpdeskBed, StandingComment } from '../testing/helpdesk-bed.ts'

export interface FilingChanges extends Partial<Omit<Filing, 'body'>> {
  readonly body?: Partial<FilingBody>
}

const text = '路由器连不上网，灯一直闪红 😀'

/** A filing as the pipeline freezes it: 客户甲's first words in private, unless changed. */
export function filingOf(bed: Pick<HelpdeskBed, 'account' | 'now'>, changes: FilingChanges = {}) {
  const body: FilingBody = {
    subject: '微信：路由器连不上网',
    text,
    createdAt: bed.now(),
    tags: ['weiqiao', 'weiqiao_wechat'],
    fields: [],
    isPublic: true,
    reopens: true,
    media: [],
    ...changes.body,
  }
  const filing: Filing = {
    id: 'filing-1',
    tenant: 'acme',
    account: bed.account,
    conversation: 'conversation-1',
    customer: { id: 'oA1', externalId: 'wechat:wx1:6f4131', displayName: '客户甲' },
    thread: '',
    threadId: 'thread-1',
    target: { type: 'new' },
    attachments: [],
    isRetry: false,
    ...changes,
    body,
  }
  return filing
}

export function noteOf(bed: HelpdeskBed, filed: FilingResult, more: Partial<TicketNote> = {}) {
  const ticket = (filed.outcome === 'filed' && filed.ticket) || { id: '' }
  const note: TicketNote = {
    id: 'note-1',
    ticket,
    text: '回复没有发出：超过可回复时间',
    isRetry: false,
    thread: { account: bed.account, threadId: 'thread-1' },
    ...more,
  }
  return note
}

/** Gives the RelayError of a filing that failed. */
export function errorOf(result: FilingResult | undefined): RelayError {
  if (result?.outcome !== 'failed') throw new TypeError(`not failed: ${inspect(result)}`)
  return result.error
}

/** Files one and expects it filed. */
export async function fileOne(bed: HelpdeskBed, filing: Filing): Promise<FilingResult> {
  const [result] = await bed.helpdesk.file([filing])
  if (result?.outcome !== 'filed') throw new TypeError(`not filed: ${inspect(result)}`)
  expect(result.id).toBe(filing.id)
  return result
}

/** All replies of a callback, also when all it says is where to look. */
export async function repliesIn(
  bed: HelpdeskBed,
  arrival: ReplyArrival,
): Promise<readonly AgentReply[]> {
  const read = await Promise.all(
    arrival.touched.map(({ ticket }) => bed.reader.repliesAfter(ticket, undefined)),
  )
  return [...arrival.replies, ...read.flatMap(({ replies }) => replies)]
}

function fromOther(bed: HelpdeskBed): Filing {
  return filingOf(bed, {
    id: 'filing-2',
    conversation: 'conversation-2',
    customer: { id: 'oB2', externalId: 'wechat:wx1:6f4232', displayName: '客户乙' },
    threadId: 'thread-2',
    body: { text: '我要退款' },
  })
}

type Current = () => HelpdeskBed

function filesWords(current: Current): void {
  it('files first words as one ticket with subject, tags and author', async () => {
    const bed = current()
    await fileOne(bed, filingOf(bed))
    const [ticket, ...others] = await bed.tickets()
    expect(others).toEqual([])
    expect(ticket?.subject).toBe('微信：路由器连不上网')
    expect(ticket?.tags).toEqual(expect.arrayContaining(['weiqiao', 'weiqiao_wechat']))
    expect(await bed.comments()).toEqual([
      { ticket: ticket?.id, text, isPublic: true, customer: 'wechat:wx1:6f4131' },
    ])
  })
  it('answers one result per filing in the order given', async () => {
    const bed = current()
    const results = await bed.helpdesk.file([fromOther(bed), filingOf(bed)])
    expect(results.map(({ id, outcome }) => [id, outcome])).toEqual([
      ['filing-2', 'filed'],
      ['filing-1', 'filed'],
    ])
    expect(await bed.tickets()).toHaveLength(2)
    expect(await bed.helpdesk.file([])).toEqual([])
  })
  it('adds what follows to the ticket of the conversation', async () => {
    const bed = current()
    const first = await fileOne(bed, filingOf(bed))
    const follower = { id: 'filing-3', target: bed.next(first), body: { text: '还是不行' } }
    await fileOne(bed, filingOf(bed, follower))
    const comments = await bed.comments()
    expect(comments.map((comment) => comment.text)).toEqual([text, '还是不行'])
    expect(new Set(comments.map(({ ticket }) => ticket)).size).toBe(1)
  })
  it('carries 60,000 characters with emoji unchanged', async () => {
    const bed = current()
    const long = '这一段很长，含表情👨‍👩‍👧。'.repeat(3000)
    await fileOne(bed, filingOf(bed, { body: { text: long } }))
    expect((await bed.comments())[0]?.text).toBe(long)
  })
  it('files what is not public as an internal comment', async () => {
    const bed = current()
    const first = await fileOne(bed, filingOf(bed))
    const silent = { id: 'filing-3', target: bed.next(first), body: { isPublic: false } }
    await fileOne(bed, filingOf(bed, silent))
    expect((await bed.comments()).map(({ isPublic }) => isPublic)).toEqual([true, false])
  })
}

function survivesTrouble(current: Current): void {
  it('doubles nothing when a filing is repeated', async () => {
    const bed = current()
    await fileOne(bed, filingOf(bed))
    await fileOne(bed, filingOf(bed, { isRetry: true }))
    expect(await bed.comments()).toHaveLength(1)
  })
  it('doubles nothing when the answer to first words was lost', async () => {
    const bed = current()
    bed.breakNext({ kind: 'drop_answer' })
    const [lost] = await bed.helpdesk.file([filingOf(bed)])
    expect(errorOf(lost)).toMatchObject({ code: 'helpdesk.unconfirmed', outcome: 'unknown' })
    await fileOne(bed, filingOf(bed, { isRetry: true }))
    expect(await bed.comments()).toHaveLength(1)
  })
  it('doubles nothing when the answer to an addition was lost', async () => {
    const bed = current()
    const first = await fileOne(bed, filingOf(bed))
    const follower = { id: 'filing-3', target: bed.next(first), body: { text: '还是不行' } }
    bed.breakNext({ kind: 'drop_answer' })
    const [lost] = await bed.helpdesk.file([filingOf(bed, follower)])
    expect(errorOf(lost)).toMatchObject({ code: 'helpdesk.unconfirmed', outcome: 'unknown' })
    await fileOne(bed, filingOf(bed, { ...follower, isRetry: true }))
    expect(await bed.comments()).toHaveLength(2)
  })
  it('waits as long as Zendesk says when it limits the rate', async () => {
    const bed = current()
    bed.breakNext({ kind: 'status', status: 429, retryAfter: 7 })
    const [limited] = await bed.helpdesk.file([filingOf(bed)])
    expect(errorOf(limited)).toMatchObject({
      code: 'helpdesk.rate_limited',
      outcome: 'not_done',
      retry: { afterMs: 7000 },
    })
    expect(await bed.comments()).toEqual([])
  })
  it('files after Zendesk failed, once', async () => {
    const bed = current()
    bed.breakNext({ kind: 'status', status: 503 })
    const [failed] = await bed.helpdesk.file([filingOf(bed)])
    expect(errorOf(failed).code).toBe('helpdesk.unavailable')
    await fileOne(bed, filingOf(bed, { isRetry: true }))
    expect(await bed.comments()).toHaveLength(1)
  })
  it('says that nothing was done where Zendesk cannot be reached', async () => {
    const bed = current()
    await bed.unplug()
    // The first call may still meet a connection that dies under it.
    await bed.helpdesk.file([filingOf(bed)])
    const results = await bed.helpdesk.file([filingOf(bed), fromOther(bed)])
    expect(results.map(errorOf).map(({ code, outcome }) => [code, outcome])).toEqual([
      ['helpdesk.unavailable', 'not_done'],
      ['helpdesk.unavailable', 'not_done'],
    ])
    await expect(bed.reader.prepare()).resolves.toHaveProperty('problems')
    expect((await bed.reader.probe()).some(({ ok }) => !ok)).toBe(true)
  })
}

function bringsReplies(current: Current): void {
  it('brings what an agent answers in public, and answers the callback', async () => {
    const bed = current()
    await fileOne(bed, filingOf(bed))
    const arrival = await bed.helpdesk.readReply(await bed.agentReplies('您好，请重启路由器 👍'))
    expect(arrival.answer.status).toBe(200)
    const replies = await repliesIn(bed, arrival)
    expect(replies.map((reply) => [reply.text, reply.isPublic])).toEqual([
      ['您好，请重启路由器 👍', true],
    ])
    expect(replies[0]?.id).not.toBe('')
  })
  it('knows a repeated callback as the same reply', async () => {
    const bed = current()
    await fileOne(bed, filingOf(bed))
    const request = await bed.agentReplies('已为您登记')
    const ids: (string | undefined)[] = []
    for (let n = 0; n < 2; n++)
      ids.push((await repliesIn(bed, await bed.helpdesk.readReply(request)))[0]?.id)
    expect(ids[0]).toBeTruthy()
    expect(ids[1]).toBe(ids[0])
  })
  it('refuses every forged callback in the same words', async () => {
    const bed = current()
    await fileOne(bed, filingOf(bed))
    const genuine = await bed.agentReplies('已为您登记')
    const forgeries = Object.entries(bed.forgeries(genuine))
    expect(forgeries.length).toBeGreaterThan(2)
    for (const [fault, request] of forgeries) {
      const refused: unknown = await bed.helpdesk.readReply(request).then(
        () => 'accepted',
        (error: unknown) => error,
      )
      expect(isRelayError(refused, 'helpdesk.forged') && refused.message, fault).toBe(
        'The request did not verify.',
      )
    }
  })
  it('writes a note that only staff sees, once, and never reads it as a reply', async () => {
    const bed = current()
    const filed = await fileOne(bed, filingOf(bed))
    await bed.helpdesk.note(noteOf(bed, filed))
    await bed.helpdesk.note(noteOf(bed, filed, { isRetry: true }))
    const notes = (await bed.comments()).filter(({ isPublic }) => !isPublic)
    expect(notes.map((note) => note.text)).toEqual(['回复没有发出：超过可回复时间'])
    const arrival = await bed.helpdesk.readReply(await bed.agentReplies('您好'))
    expect((await repliesIn(bed, arrival)).map((reply) => reply.text)).toEqual(['您好'])
  })
}

/** All that every helpdesk adapter must do. Runs inside a `describe` of its own. */
export function helpdeskContract(name: string, makeBed: () => Promise<HelpdeskBed>): void {
  let bed: HelpdeskBed
  beforeEach(async () => {
    bed = await makeBed()
  })
  afterEach(() => bed.close())
  describe(`${name}: filing`, () => filesWords(() => bed))
  describe(`${name}: trouble`, () => survivesTrouble(() => bed))
  describe(`${name}: replies`, () => bringsReplies(() => bed))
  describe(`${name}: secrets`, () => {
    it('shows no secret in errors or log lines', async () => {
      const seen: string[] = []
      for (const status of [400, 401, 403, 422, 500]) {
        bed.breakNext({ kind: 'status', status })
        const results = await bed.helpdesk.file([filingOf(bed, { id: `filing-${status}` })])
        seen.push(inspect(results, { depth: 9 }))
      }
      await bed.unplug()
      seen.push(inspect(await bed.helpdesk.file([filingOf(bed)]), { depth: 9 }), bed.logged())
      expect(bed.secrets.length).toBeGreaterThan(0)
      for (const secret of bed.secrets) expect(seen.join('\n')).not.toContain(secret)
      expect(seen.join('\n')).not.toContain('路由器')
    })
  })
}
