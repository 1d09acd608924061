import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { zendeskBed, type ZendeskBed } from '../testing/zendesk-bed.ts'

let bed: ZendeskBed

beforeAll(async () => {
  bed = await zendeskBed({ requestsPerMinute: 100_000 })
})
afterAll(() => bed.close())

interface Line {
  id: number
}
const list = async (view: string): Promise<number[]> =>
  (await bed.desk('GET', `/tickets?view=${view}`)).body.tickets.map(({ id }: Line) => id)

describe('addDeskRoutes', () => {
  it('lists tickets with who wrote last, newest change first', async () => {
    const requester = await bed.customer('wechat:wx1:abcd')
    const first = await bed.ticket({ requester_id: requester, tags: ['weiqiao'] })
    const second = await bed.ticket()
    expect(await list('all')).toEqual([second, first])
    const note = { agentId: 9001, body: '查一下', public: false }
    await bed.desk('POST', `/tickets/${first}/comments`, note)
    const { tickets } = (await bed.desk('GET', '/tickets?view=all&limit=1')).body
    expect(tickets).toMatchObject([
      {
        id: first,
        subject: '路由器',
        status: 'new',
        tags: ['weiqiao'],
        requester: { id: requester, externalId: 'wechat:wx1:abcd' },
        lastComment: { text: '查一下', public: false, authorName: '演示客服一' },
        via: 'api',
      },
    ])
    expect(typeof tickets[0].updatedAt).toBe('number')
  })
  it('shelves tickets by status and by the tags of troubled replies', async () => {
    const ids: Record<string, number> = {}
    for (const name of ['held', 'failed', 'unconfirmed']) {
      ids[name] = await bed.ticket({ tags: [`weiqiao_${name}`] })
      expect(await list(name)).toEqual([ids[name]])
    }
    await bed.desk('PUT', `/tickets/${ids['held']}`, { agentId: 9001, status: 'solved' })
    expect(await list('open')).not.toContain(ids['held'])
    expect(await list('open')).toContain(ids['failed'])
    await bed.desk('PUT', `/tickets/${ids['held']}`, { agentId: 9001, tags: ['calm'] })
    expect(await list('held')).toEqual([])
    const { views } = (await bed.desk('GET', '/views')).body
    expect(views.map(({ id, count }: { id: string; count: number }) => [id, count])).toEqual([
      ['all', 5],
      ['open', 4],
      ['held', 0],
      ['failed', 1],
      ['unconfirmed', 1],
    ])
    expect((await bed.desk('GET', '/tickets?view=lost')).status).toBe(404)
  })
  it('shows the account its own views with counts', async () => {
    const view = {
      title: '微桥：被拦下',
      all: [{ field: 'current_tags', operator: 'includes', value: 'weiqiao_shelf' }],
    }
    const { body } = await bed.api('POST', '/views', { view })
    const { id } = body.view
    const ticket = await bed.ticket({ tags: ['weiqiao_shelf'] })
    expect((await bed.api('GET', `/views/${id}/count`)).body.view_count.value).toBe(1)
    expect((await bed.api('GET', `/views/${id}/tickets`)).body.tickets).toMatchObject([
      { id: ticket },
    ])
    expect(await list(String(id))).toEqual([ticket])
    const { account } = (await bed.desk('GET', '/views')).body
    expect(account.at(-1)).toEqual({ id, title: '微桥：被拦下', count: 1 })
    const renamed = await bed.api('PUT', `/views/${id}`, { view: { title: '新名' } })
    expect(renamed.body.view).toMatchObject({ title: '新名', conditions: { any: [] } })
    const bad = { view: { title: 'x', all: [{ field: 'role', operator: 'is', value: 'agent' }] } }
    expect((await bed.api('POST', '/views', bad)).status).toBe(422)
    expect((await bed.api('DELETE', `/views/${id}`)).status).toBe(204)
    expect((await bed.api('GET', `/views/${id}`)).status).toBe(404)
  })
  it('lets an agent answer with a file that anybody with its address can read', async () => {
    const id = await bed.ticket()
    const bytes = new Uint8Array([1, 2, 3])
    const uploaded = await bed.raw(
      'POST',
      `/__lab/desk/uploads?filename=${encodeURIComponent('路线.png')}`,
      bytes,
      { 'content-type': 'image/png' },
    )
    const uploads = [String(uploaded.body.token)]
    const input = { agentId: 9003, body: '请看图', public: true, status: 'pending', uploads }
    const { body } = await bed.desk('POST', `/tickets/${id}/comments`, input)
    expect(body.comment).toMatchObject({
      public: true,
      author: { id: 9003, name: '演示客服三', role: 'agent' },
      attachments: [{ fileName: '路线.png', contentType: 'image/png', size: 3 }],
      via: 'web',
    })
    const file = await fetch(`${bed.url}${body.comment.attachments[0].url}`)
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(bytes)
    const opened = (await bed.desk('GET', `/tickets/${id}`)).body
    expect(opened.ticket).toMatchObject({ status: 'pending', customFields: [] })
    expect(opened.comments).toHaveLength(2)
    expect((await bed.desk('POST', `/tickets/${id}/comments`, input)).status).toBe(422)
  })

  const wrong: readonly [why: string, input: object, status: number, words: RegExp][] = [
    ['nobody', { agentId: 1, body: 'a', public: true }, 400, /agent/],
    ['nothing', { agentId: 9001, body: ' ', public: true }, 400, /text or a file/],
    ['an unknown member', { agentId: 9001, body: 'a', public: true, mood: 1 }, 400, /mood/],
  ]
  it.each(wrong)('refuses an answer of %s', async (_why, input, status, words) => {
    const id = await bed.ticket()
    const answer = await bed.desk('POST', `/tickets/${id}/comments`, input)
    expect(answer.status).toBe(status)
    expect(answer.body.error.message).toMatch(words)
  })
  it('says why a closed ticket takes no answer', async () => {
    const id = await bed.ticket()
    await bed.api('PUT', `/tickets/${id}`, { ticket: { status: 'closed' } })
    const reply = { agentId: 9001, body: '您好', public: true }
    const { status, body } = await bed.desk('POST', `/tickets/${id}/comments`, reply)
    expect([status, body.error.message]).toEqual([422, 'Status: closed prevents ticket update'])
  })
  it('changes the allowances of the account', async () => {
    await bed.desk('POST', '/limits', { updatesPerTenMinutes: 1 })
    const id = await bed.ticket()
    const change = { ticket: { subject: 'a' } }
    expect((await bed.api('PUT', `/tickets/${id}`, change)).status).toBe(200)
    expect((await bed.api('PUT', `/tickets/${id}`, change)).status).toBe(429)
    await bed.desk('POST', '/limits', { updatesPerTenMinutes: 30 })
    expect((await bed.api('PUT', `/tickets/${id}`, change)).status).toBe(200)
  })
})

describe('addUploadEndpoints', () => {
  const upload = (query: string, type: string) =>
    bed.api('POST', `/uploads.json?${query}`, new Uint8Array([7]), { 'content-type': type })

  it('collects files under one token that works once', async () => {
    const first = await upload('filename=a.png', 'image/png')
    const token = String(first.body.upload.token)
    expect(first.status).toBe(201)
    await upload(`filename=b.amr&token=${token}`, 'audio/amr')
    const id = await bed.ticket()
    const comment = { ticket: { comment: { body: '附件', uploads: [token] } } }
    expect((await bed.api('PUT', `/tickets/${id}`, comment)).status).toBe(200)
    const { comments } = (await bed.api('GET', `/tickets/${id}/comments`)).body
    const names = comments.at(-1).attachments.map((one: { file_name: string }) => one.file_name)
    expect(names).toEqual(['a.png', 'b.amr'])
    expect((await bed.api('PUT', `/tickets/${id}`, comment)).status).toBe(422)
  })
  it('lets a token die after an hour, or when thrown away', async () => {
    const token = String((await upload('filename=a.png', 'image/png')).body.upload.token)
    bed.advance(3_600_000)
    expect((await upload(`filename=b.png&token=${token}`, 'image/png')).status).toBe(422)
    const other = String((await upload('filename=a.png', 'image/png')).body.upload.token)
    expect((await bed.api('DELETE', `/uploads/${other}`)).status).toBe(204)
    expect((await bed.api('DELETE', `/uploads/${other}`)).status).toBe(404)
  })
  it('refuses a type that does not fit the name, and a nameless file', async () => {
    expect((await upload('filename=a.png', 'image/jpeg')).status).toBe(422)
    expect((await upload('', 'image/png')).status).toBe(400)
    expect((await fetch(`${bed.url}/attachments/token/none/?name=a`)).status).toBe(404)
  })
})
