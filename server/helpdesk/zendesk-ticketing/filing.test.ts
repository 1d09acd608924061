import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FilingTarget } from '../../core/filing.ts'
import { ticketingBed, type TicketingBed } from '../../testing/ticketing-bed.ts'
import { errorOf, fileOne, filingOf, type FilingChanges } from '../contract.ts'
import { zendeskTicketing } from './index.ts'

let bed: TicketingBed
beforeEach(async () => {
  bed = await ticketingBed({ unprepared: true })
})
afterEach(() => bed.close())

async function first(changes: FilingChanges = {}): Promise<FilingTarget> {
  return bed.next(await fileOne(bed, filingOf(bed, changes)))
}
function follower(target: FilingTarget, changes: FilingChanges = {}) {
  return filingOf(bed, {
    id: 'filing-2',
    target,
    ...changes,
    body: { text: '还是不行', ...changes.body },
  })
}
const creations = () =>
  bed.proxy.calls.filter(({ method, path }) => method === 'POST' && path === '/api/v2/tickets')
const texts = async () => (await bed.comments()).map(({ text }) => text)
const refusal = (field: string) => ({
  status: 422,
  json: {
    error: 'RecordInvalid',
    description: 'Record validation errors',
    details: { [field]: [{ description: `${field}: is invalid`, error: 'InvalidValue' }] },
  },
})

/** As the account's page does: the external id is free again. */
async function deleteUser(): Promise<void> {
  const { requester_id: user } = await bed.ticket()
  await bed.api('DELETE', `/users/${user}`)
  await bed.api('PUT', `/users/${user}`, { user: { external_id: 'gone', name: '已删除' } })
}

describe('a new ticket', () => {
  it('carries the filing id as idempotency key and in its audit', async () => {
    await first()
    const { id } = await bed.ticket()
    const { audits } = await bed.api('GET', `/tickets/${id}/audits`)
    expect(creations()[0]?.headers['idempotency-key']).toBe('filing-1')
    expect(audits[0].metadata.custom).toEqual({ weiqiao: 'filing-1' })
  })
  it('belongs to a user found by external id, who is never mailed', async () => {
    await first()
    const [call] = bed.proxy.calls.filter(({ path }) => path.endsWith('/create_or_update'))
    expect(call?.body.user).toEqual({
      name: '客户甲',
      external_id: 'wechat:wx1:6f4131',
      skip_verify_email: true,
    })
  })
  it('fills the custom fields that are configured and no others', async () => {
    const field = await bed.api('POST', '/ticket_fields', {
      ticket_field: { type: 'text', title: '来源' },
    })
    const id = String(field.ticket_field.id)
    const { helpdesk } = zendeskTicketing({ ...bed.options, customFields: { channel: id } })
    const fields = [
      { id: 'channel', value: 'wechat' },
      { id: 'post_url', value: 'https://weibo.com/1/a' },
    ]
    await helpdesk.file([filingOf(bed, { body: { fields } })])
    const { custom_fields: shown } = await bed.ticket()
    expect(shown).toContainEqual({ id: Number(id), value: 'wechat' })
    expect(creations()[0]?.body.ticket.custom_fields).toHaveLength(1)
  })
  it('is made without its custom fields where Zendesk no longer has them', async () => {
    const { helpdesk } = zendeskTicketing({ ...bed.options, customFields: { channel: '4711' } })
    const fields = [{ id: 'channel', value: 'wechat' }]
    const [result] = await helpdesk.file([filingOf(bed, { body: { fields } })])
    expect(result?.outcome).toBe('filed')
    expect(await texts()).toHaveLength(1)
  })
  it('is made for a customer whose picture Zendesk refuses', async () => {
    bed.proxy.intercept = ({ body }) =>
      body?.user?.remote_photo_url === undefined ? undefined : refusal('photo')
    const avatarUrl = 'https://img.example/a.jpg'
    await first({ customer: { ...filingOf(bed).customer, avatarUrl } })
    expect(await texts()).toHaveLength(1)
  })
  it('is made under a new user where the old one was deleted', async () => {
    await first()
    await deleteUser()
    await fileOne(bed, filingOf(bed, { id: 'filing-9', conversation: 'conversation-9' }))
    expect(await texts()).toHaveLength(2)
  })
  it('has words even where the customer sent blanks only', async () => {
    await first({ body: { text: ' \n ' } })
    expect(await texts()).toEqual(['…'])
  })
  it('holds the whole of a text longer than Zendesk takes, as a file beside its beginning', async () => {
    const long = '很长的投诉。'.repeat(6000)
    bed.proxy.intercept = ({ body }) =>
      Buffer.byteLength(body?.ticket?.comment?.body ?? '') > 65_535 ? refusal('comment') : undefined
    const target = await first({ body: { text: long } })
    const { id } = await bed.ticket()
    const { comments } = await bed.api('GET', `/tickets/${id}/comments`)
    expect(comments[0].body).toMatch(/^很长的投诉。[^\ufffd]+\n\[全文见附件\]$/)
    const file = await fetch(comments[0].attachments[0].content_url)
    expect(await file.text()).toBe(long)
    await fileOne(bed, follower(target, { body: { text: long } }))
    expect((await texts())[1]).toContain('全文见附件')
  })
})

describe('an unclear first attempt', () => {
  it('is not repeated after the idempotency key has ended (S4-06)', async () => {
    bed.breakNext({ kind: 'drop_answer' })
    await bed.helpdesk.file([filingOf(bed)])
    await bed.clock.advance(3 * 3_600_000)
    await fileOne(bed, filingOf(bed, { isRetry: true }))
    expect(await texts()).toHaveLength(1)
  })
  it('is repeated after the idempotency key has ended where nothing was made', async () => {
    bed.fault({ match: 'POST /api/v2/tickets', kind: 'status', status: 500, count: 1 })
    await bed.helpdesk.file([filingOf(bed)])
    await bed.clock.advance(3 * 3_600_000)
    await fileOne(bed, filingOf(bed, { isRetry: true }))
    expect(await texts()).toHaveLength(1)
  })
  it('is found where Zendesk knows the key with another body', async () => {
    bed.breakNext({ kind: 'drop_answer' })
    await bed.helpdesk.file([filingOf(bed)])
    const subject = '管理员改过的前缀'
    await fileOne(bed, filingOf(bed, { isRetry: true, body: { subject } }))
    expect(creations()).toHaveLength(2)
    expect(await texts()).toHaveLength(1)
  })
  it('sends the same bytes again, upload tokens included', async () => {
    const attachments = [{ name: 'a.png', contentType: 'image/png', bytes: Buffer.from('PNG') }]
    bed.breakNext({ kind: 'drop_answer' })
    await bed.helpdesk.file([filingOf(bed, { attachments })])
    await fileOne(bed, filingOf(bed, { attachments, isRetry: true }))
    const [one, other] = creations().map(({ body }) => JSON.stringify(body))
    expect(other).toBe(one)
    expect(await texts()).toHaveLength(1)
  })
  it('uploads again when the upload tokens have ended', async () => {
    const attachments = [{ name: 'a.png', contentType: 'image/png', bytes: Buffer.from('PNG') }]
    bed.fault({ match: 'POST /api/v2/tickets', kind: 'status', status: 503, count: 1 })
    await bed.helpdesk.file([filingOf(bed, { attachments })])
    await bed.clock.advance(70 * 60_000)
    await fileOne(bed, filingOf(bed, { attachments, isRetry: true }))
    const { id } = await bed.ticket()
    const { comments } = await bed.api('GET', `/tickets/${id}/comments`)
    expect(comments[0].attachments).toHaveLength(1)
  })
})

describe('attachments', () => {
  it('lie under one token and keep names, types and bytes', async () => {
    const attachments = [
      { name: '故障.png', contentType: 'image/png', bytes: Buffer.from('PNG 1') },
      { name: 'voice.mp3', contentType: 'audio/mpeg', bytes: Buffer.from('ID3') },
    ]
    await first({ attachments })
    expect(creations()[0]?.body.ticket.comment.uploads).toHaveLength(1)
    const { id } = await bed.ticket()
    const { comments } = await bed.api('GET', `/tickets/${id}/comments`)
    expect(
      comments[0].attachments.map((file: Record<string, unknown>) => [
        file['file_name'],
        file['content_type'],
        file['size'],
      ]),
    ).toEqual([
      ['故障.png', 'image/png', 5],
      ['voice.mp3', 'audio/mpeg', 3],
    ])
  })
  it('that Zendesk refuses are named, and the words are filed with the others', async () => {
    const attachments = [
      { name: 'fake.png', contentType: 'text/html', bytes: Buffer.from('<html>') },
      { name: 'good.png', contentType: 'image/png', bytes: Buffer.from('PNG') },
      { name: 'empty.jpg', contentType: 'image/jpeg', bytes: Buffer.alloc(0) },
    ]
    await first({ attachments, body: { text: '看图' } })
    expect(await texts()).toEqual([
      '看图\n[附件 fake.png 未能上传到工单]\n[附件 empty.jpg 未能上传到工单]',
    ])
  })
})

describe('an addition', () => {
  const table = ['pending', 'hold', 'solved'].flatMap(
    (status) =>
      [
        [status, true, 'open'],
        [status, false, status],
      ] as const,
  )
  it.each(table)(
    'to a %s ticket (answerable: %s) leaves it %s (S1-20)',
    async (status, reopens, after) => {
      const target = await first()
      const { id } = await bed.ticket()
      await bed.api('PUT', `/tickets/${id}`, { ticket: { status } })
      await fileOne(bed, follower(target, { body: { reopens } }))
      expect((await bed.ticket()).status).toBe(after)
    },
  )
  it('opens a ticket that an agent solves between reading and writing', async () => {
    const target = await first()
    const { id } = await bed.ticket()
    await bed.clock.advance(5000)
    bed.proxy.intercept = async ({ method }) => {
      if (method !== 'PUT') return undefined
      bed.proxy.intercept = () => undefined
      await bed.api('PUT', `/tickets/${id}`, { ticket: { status: 'solved' } })
      return undefined
    }
    await fileOne(bed, follower(target))
    const stamps = bed.proxy.calls.filter(({ method }) => method === 'PUT')
    expect(stamps.map(({ body }) => body.ticket.status)).toEqual([undefined, 'open'])
    expect((await bed.ticket()).status).toBe('open')
    expect(await texts()).toHaveLength(2)
  })
  it('is written under a new user where the old one was deleted', async () => {
    const target = await first()
    await deleteUser()
    await fileOne(bed, follower(target))
    expect(await texts()).toHaveLength(2)
  })
  it('gives up its stamp after four conflicts and still opens the ticket', async () => {
    const target = await first()
    bed.proxy.intercept = ({ body }) =>
      body?.ticket?.safe_update === true
        ? { status: 409, json: { error: 'UpdateConflict', description: 'outdated' } }
        : undefined
    await fileOne(bed, follower(target))
    expect(await texts()).toHaveLength(2)
    const last = bed.proxy.calls.findLast(({ method }) => method === 'PUT')
    expect(last?.body.ticket).not.toHaveProperty('updated_stamp')
  })
  it('to a closed ticket becomes a follow-up, once (S1-21)', async () => {
    const target = await first()
    const { id } = await bed.ticket()
    await bed.api('PUT', `/tickets/${id}`, { ticket: { status: 'closed' } })
    bed.fault({ match: 'POST /api/v2/tickets', kind: 'drop_answer', count: 1 })
    const [lost] = await bed.helpdesk.file([follower(target)])
    expect(errorOf(lost).outcome).toBe('unknown')
    const again = await fileOne(bed, follower(target, { isRetry: true }))
    expect(again).toMatchObject({ followUpOf: { id: String(id) } })
    expect(await bed.tickets()).toHaveLength(2)
    const created = bed.world.entries(0, 9999).filter(({ kind }) => kind === 'ticket.created')
    expect(created[1]?.data).toMatchObject({ followupOf: id })
  })
  it('a closer to a closed ticket becomes a follow-up as well', async () => {
    const target = await first()
    const { id } = await bed.ticket()
    await bed.api('PUT', `/tickets/${id}`, { ticket: { status: 'closed' } })
    await fileOne(bed, follower(target, { body: { text: '谢谢', reopens: false } }))
    expect(await bed.tickets()).toHaveLength(2)
  })
  it('goes to the ticket that an agent merged the conversation into', async () => {
    const target = await first()
    const { id: source } = await bed.ticket()
    const other = await bed.api('POST', '/tickets', { ticket: { comment: { body: '另一张' } } })
    const { id } = other.ticket
    await bed.api('POST', `/tickets/${id}/merge`, { ids: [source] })
    await expect
      .poll(async () => (await bed.api('GET', `/tickets/${source}`)).ticket.status)
      .toBe('closed')
    const filed = await fileOne(bed, follower(target))
    expect(filed).toMatchObject({ ticket: { id: String(id) } })
    expect(filed).not.toHaveProperty('followUpOf')
    expect((await bed.comments()).at(-1)).toMatchObject({ ticket: String(id), text: '还是不行' })
    await expect(bed.reader.state({ id: String(source) })).resolves.toMatchObject({
      status: 'closed',
      mergedInto: { id: String(id) },
    })
  })
  it('to a deleted ticket becomes a new one', async () => {
    const target = await first()
    const { id } = await bed.ticket()
    await bed.api('DELETE', `/tickets/${id}`)
    const filed = await fileOne(bed, follower(target))
    expect(filed).not.toMatchObject({ ticket: { id: String(id) } })
    expect(await texts()).toHaveLength(2)
  })
  it('becomes a plain ticket where the followed one is not closed after all', async () => {
    const target = await first()
    const ref = target.type === 'ticket' ? target.ticket : { id: '' }
    await fileOne(bed, follower({ type: 'new', followUpOf: ref }))
    expect(await bed.tickets()).toHaveLength(2)
  })
})

describe('users', () => {
  it('are asked for once, also by several lanes and by another relay on the same store', async () => {
    const many = Array.from({ length: 8 }, (_, n) =>
      filingOf(bed, { id: `filing-${n}`, conversation: `conversation-${n}` }),
    )
    await bed.helpdesk.file(many)
    await zendeskTicketing(bed.options).helpdesk.file([filingOf(bed, { id: 'other-relay' })])
    const asked = bed.proxy.calls.filter(({ path }) => path.endsWith('/create_or_update'))
    expect(asked).toHaveLength(1)
  })
  it('of encoded ids never meet, whatever letters are upper case (S0-30)', async () => {
    const openid = fc.stringMatching(/^o[A-Za-z]{3,6}$/)
    const hex = (id: string) => Buffer.from(id).toString('hex')
    await fc.assert(
      fc.asyncProperty(openid, async (id) => {
        const ids = [...new Set([id, id.toUpperCase(), id.toLowerCase()])]
        const results = await bed.helpdesk.file(
          ids.map((one) =>
            filingOf(bed, {
              id: `filing-${one}`,
              conversation: one,
              customer: { id: one, externalId: `wechat:wx1:${hex(one)}`, displayName: '访客1' },
            }),
          ),
        )
        const users = results.map((result) => result.outcome === 'filed' && result.userId)
        expect(new Set(users).size).toBe(ids.length)
      }),
      { numRuns: 8 },
    )
  })
})
