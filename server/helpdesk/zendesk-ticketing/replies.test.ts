import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AgentReply } from '../../core/helpdesk.ts'
import type { FilingResult } from '../../core/filing.ts'
import { failureOf } from '../../testing/failure-of.ts'
import { httpServer } from '../../testing/raw-server.ts'
import { silentLog } from '../../testing/silent-log.ts'
import { ticketingBed, type TicketingBed } from '../../testing/ticketing-bed.ts'
import { createHttpDoor } from '../../wire/http-door.ts'
import { fileOne, filingOf, noteOf } from '../contract.ts'
import { zendeskTicketing } from './index.ts'

let bed: TicketingBed
let filed: FilingResult
let ref: { id: string }
beforeEach(async () => {
  bed = await ticketingBed({ unprepared: true, settings: { updatesPerTenMinutes: 9999 } })
  filed = await fileOne(bed, filingOf(bed))
  ref = { id: String((await bed.ticket()).id) }
})
afterEach(() => bed.close())

const agent = (n = 1) => bed.plan.zendesk.agents[n]?.id ?? expect.fail()
async function says(body: string, more: object = {}): Promise<void> {
  const comment = { agentId: agent(), body, public: true, ...more }
  await bed.desk('POST', `/tickets/${ref.id}/comments`, comment)
}
const read = async (after?: string) => bed.reader.repliesAfter(ref, after)
const words = (replies: readonly AgentReply[]) => replies.map(({ text }) => text)

describe('repliesAfter', () => {
  it('names the author, with the public code where one is configured', async () => {
    await says('您好')
    const codes = { [String(agent())]: 'A17' }
    const { reader } = zendeskTicketing({ ...bed.options, codes })
    const { replies } = await reader.repliesAfter(ref, undefined)
    const name = bed.plan.zendesk.agents[1]?.name
    expect(replies[0]?.author).toEqual({ id: String(agent()), name, code: 'A17' })
    expect((await read()).replies[0]?.author).not.toHaveProperty('code')
  })
  it('keeps internal notes apart from public answers', async () => {
    await says('/放行', { public: false })
    await says('您好')
    expect((await read()).replies.map(({ text, isPublic }) => [text, isPublic])).toEqual([
      ['/放行', false],
      ['您好', true],
    ])
  })
  it('leaves out what customers wrote and what the relay wrote', async () => {
    await bed.helpdesk.note(noteOf(bed, filed))
    const follower = { id: 'filing-2', target: bed.next(filed), body: { text: '在吗' } }
    await fileOne(bed, filingOf(bed, follower))
    await says('在的')
    expect(words((await read()).replies)).toEqual(['在的'])
  })
  it("leaves out the relay's own notes even where Zendesk does not say how they came in", async () => {
    bed.proxy.intercept = ({ path }) =>
      path.endsWith('/comments')
        ? {
            status: 200,
            json: {
              comments: [
                { id: 1, author_id: 9000, body: '无渠道', public: false },
                { id: 2, author_id: 9002, body: '有标记', metadata: { custom: { weiqiao: 'n' } } },
                { id: 3, author_id: 9002, body: '客服写的', public: true },
              ],
            },
          }
        : undefined
    expect(words((await read()).replies)).toEqual(['客服写的'])
  })
  it("takes what the relay's own user types in the browser", async () => {
    await says('管理员亲自回复', { agentId: 9000 })
    expect(words((await read()).replies)).toEqual(['管理员亲自回复'])
  })
  it('brings every reply once, in order, however the reading is cut', async () => {
    const steps = fc.array(fc.constantFrom('reply', 'read'), { minLength: 4, maxLength: 14 })
    let last = (await read()).last
    let n = 0
    await fc.assert(
      fc.asyncProperty(steps, async (plan) => {
        const said: string[] = []
        const heard: string[] = []
        for (const step of [...plan, 'read']) {
          if (step === 'reply') {
            n += 1
            said.push(`第${n}条`)
            await says(`第${n}条`)
            continue
          }
          const page = await read(last)
          last = page.last
          heard.push(...words(page.replies))
        }
        expect(heard).toEqual(said)
      }),
      { numRuns: 10 },
    )
  })
  it('never takes for a reply what the relay wrote, whatever happens on the ticket', async () => {
    await bed.reader.prepare()
    const acts = {
      file: (n: number) => ({
        id: `loop-${n}`,
        target: bed.next(filed),
        body: { text: `客户${n}` },
      }),
      quiet: (n: number) => ({
        id: `loop-${n}`,
        target: bed.next(filed),
        body: { text: `系统${n}`, isPublic: false },
      }),
    }
    const act = fc.constantFrom('file', 'quiet', 'again', 'note', 'agent', 'internal')
    let n = 0
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 3, maxLength: 8 }), async (plan) => {
        const { last } = await read()
        const said: string[] = []
        for (const one of plan) {
          n += 1
          await bed.clock.advance(10 * 60_000)
          if (one === 'note') await bed.helpdesk.note(noteOf(bed, filed, { id: `loop-note-${n}` }))
          else if (one === 'file' || one === 'quiet')
            await fileOne(bed, filingOf(bed, acts[one](n)))
          else if (one === 'again')
            await fileOne(bed, filingOf(bed, { ...acts.file(n - 1), isRetry: true }))
          else {
            said.push(`客服${n}`)
            await says(`客服${n}`, { public: one === 'agent' })
          }
        }
        expect(words((await read(last)).replies)).toEqual(said)
      }),
      { numRuns: 10 },
    )
    // Whatever callbacks that brought, none of them carries words, and reading them writes nothing.
    const writes = bed.proxy.calls.filter(({ method }) => method !== 'GET').length
    await read()
    expect(bed.proxy.calls.filter(({ method }) => method !== 'GET')).toHaveLength(writes)
  })
  it('reads a ticket of 230 comments in full, and its end in one call', async () => {
    for (let n = 0; n < 230; n++) await says(`第${n}条`)
    const all = await read()
    expect(words(all.replies)).toEqual(Array.from({ length: 230 }, (_, n) => `第${n}条`))
    await says('最后一条')
    const calls = bed.proxy.calls.length
    expect(words((await read(all.last)).replies)).toEqual(['最后一条'])
    expect(bed.proxy.calls.slice(calls).map(({ path }) => path)).toEqual([
      `/api/v2/tickets/${ref.id}/comments`,
    ])
  })
  it('keeps its place where there is nothing new', async () => {
    await says('您好')
    const { last } = await read()
    expect(await read(last)).toEqual({ replies: [], last })
  })
  it("turns the editor's blanks into plain ones and cuts the edges", async () => {
    bed.proxy.intercept = ({ path }) =>
      path.endsWith('/comments')
        ? {
            status: 200,
            json: {
              comments: [{ id: 9, author_id: 9002, plain_body: ' 您&nbsp;好\u00a0\r\n再见 ' }],
            },
          }
        : undefined
    expect(words((await read()).replies)).toEqual(['您 好 \n再见'])
  })
})

describe('attachment', () => {
  const png = Buffer.from('PNG bytes')
  async function withFile(name: string): Promise<AgentReply['attachments'][number]> {
    const target = `${bed.options.baseUrl}/__lab/desk/uploads?filename=${encodeURIComponent(name)}`
    const headers = { 'content-type': 'image/png' }
    const response = await fetch(target, { method: 'POST', headers, body: png })
    const { token } = (await response.json()) as { token: string }
    await says('请看图', { uploads: [token] })
    const { replies } = await read()
    return replies.at(-1)?.attachments[0] ?? expect.fail()
  }

  it('comes with its name, kind, type and bytes', async () => {
    const file = await withFile('步骤 1.png')
    expect(file).toMatchObject({ kind: 'image', name: '步骤 1.png', contentType: 'image/png' })
    expect(await bed.reader.attachment(file)).toEqual({
      name: '步骤 1.png',
      contentType: 'image/png',
      bytes: expect.objectContaining({ length: png.length }) as Uint8Array,
    })
  })
  it("follows Zendesk's redirect to where private files lie, without the token", async () => {
    const seen: (string | undefined)[] = []
    const shelf = await httpServer((request, response) => {
      seen.push(request.headers.authorization)
      response.writeHead(200, { 'content-type': 'image/png' }).end(png)
    })
    bed.proxy.intercept = ({ path }) =>
      path === '/attachments/private.png'
        ? { status: 302, headers: { location: `${shelf.url}/signed?sig=1` } }
        : undefined
    const url = `${bed.proxy.url}/attachments/private.png`
    const exemptHosts = [new URL(shelf.url).host]
    const http = createHttpDoor({ clock: bed.clock, log: silentLog, exemptHosts })
    const { reader } = zendeskTicketing({ ...bed.options, doors: { ...bed.options.doors, http } })
    const { bytes } = await reader.attachment({ kind: 'image', url })
    expect(Buffer.from(bytes).equals(png)).toBe(true)
    expect(bed.proxy.calls.at(-1)?.headers.authorization).toMatch(/^Bearer /)
    expect(seen).toEqual([undefined])
    await shelf.close()
  })
  it('is refused from hosts that are not Zendesk’s, and the token stays here', async () => {
    const url = 'https://files.example/a.png'
    expect(await failureOf(bed.reader.attachment({ kind: 'image', url }))).toBe(
      'http.refused_address not_done',
    )
  })
  it('takes a name that is not well encoded as it is', async () => {
    bed.proxy.intercept = ({ path }) =>
      path.endsWith('%E4%A') ? { status: 200, json: {} } : undefined
    const url = `${bed.proxy.url}/attachments/%E4%A`
    expect((await bed.reader.attachment({ kind: 'file', url })).name).toBe('%E4%A')
  })
  it('without an address cannot be had', async () => {
    expect(await failureOf(bed.reader.attachment({ kind: 'file' }))).toBe(
      'helpdesk.invalid not_done',
    )
  })
})

describe('touchedSince', () => {
  const since = (cursor?: string) => bed.reader.touchedSince?.(cursor) ?? expect.fail()

  it('tells of tickets that changed, from a cursor on', async () => {
    await bed.clock.advance(6 * 60_000)
    const start = await since()
    await says('没有回调的回复')
    await bed.clock.advance(2 * 60_000)
    const page = await since(start.cursor)
    expect(page.tickets).toEqual([ref])
    expect((await since(page.cursor)).tickets).toEqual([])
  })
  it.each([403, 404, 429, 500])('is only logged where Zendesk answers %s', async (status) => {
    bed.fault({ match: 'GET /api/v2/incremental', kind: 'status', status, count: 1 })
    await expect(since('c1')).resolves.toEqual({ tickets: [], cursor: 'c1' })
    expect(bed.logged()).toContain('helpdesk.net_failed')
  })
  it('begins anew where Zendesk no longer knows the cursor', async () => {
    await expect(since('not a cursor')).resolves.toEqual({ tickets: [], cursor: '' })
    await expect(since('')).resolves.toHaveProperty('tickets')
  })
})

describe('a note', () => {
  it('sets tags, status and words in one update', async () => {
    await bed.api('PUT', `/tickets/${ref.id}`, { ticket: { status: 'solved' } })
    const calls = bed.proxy.calls.length
    const changes = { addTags: ['weiqiao_held'], removeTags: ['weiqiao_wechat'], setOpen: true }
    await bed.helpdesk.note(noteOf(bed, filed, changes))
    const puts = bed.proxy.calls.slice(calls).filter(({ method }) => method === 'PUT')
    expect(puts).toHaveLength(1)
    const ticket = await bed.ticket()
    expect(ticket.status).toBe('open')
    expect([...ticket.tags].sort()).toEqual(['weiqiao', 'weiqiao_held'])
  })
  it('whose answer was lost is written once', async () => {
    bed.breakNext({ kind: 'drop_answer' })
    expect(await failureOf(bed.helpdesk.note(noteOf(bed, filed)))).toBe(
      'helpdesk.unconfirmed unknown',
    )
    await bed.helpdesk.note(noteOf(bed, filed, { isRetry: true }))
    expect(await bed.comments()).toHaveLength(2)
  })
  it('keeps the tags an agent set between reading and writing', async () => {
    await bed.clock.advance(5000)
    bed.proxy.intercept = async ({ method }) => {
      if (method !== 'PUT') return undefined
      bed.proxy.intercept = () => undefined
      await bed.api('PUT', `/tickets/${ref.id}/tags`, { tags: ['vip'] })
      return undefined
    }
    await bed.helpdesk.note(noteOf(bed, filed, { addTags: ['weiqiao_failed'] }))
    expect((await bed.ticket()).tags).toEqual(expect.arrayContaining(['vip', 'weiqiao_failed']))
  })
  it('on a merged ticket goes where the conversation went', async () => {
    const { ticket } = await bed.api('POST', '/tickets', { ticket: { comment: { body: '另' } } })
    await bed.api('POST', `/tickets/${ticket.id}/merge`, { ids: [Number(ref.id)] })
    await expect
      .poll(async () => (await bed.api('GET', `/tickets/${ref.id}`)).ticket.status)
      .toBe('closed')
    await bed.helpdesk.note(noteOf(bed, filed, { addTags: ['weiqiao_failed'] }))
    const target = (await bed.api('GET', `/tickets/${ticket.id}`)).ticket
    expect(target.tags).toContain('weiqiao_failed')
    await bed.helpdesk.note(noteOf(bed, filed, { isRetry: true }))
    expect((await bed.comments()).filter(({ text }) => text.startsWith('回复没有'))).toHaveLength(1)
  })
})
