import { afterEach, describe, expect, it } from 'vitest'
import { RelayError } from '../../core/error.ts'
import type { AgentReply, Helpdesk, HelpdeskReader } from '../../core/helpdesk.ts'
import { channelBed, type ChannelBed } from '../../testing/channel-bed.ts'
import { failureOf } from '../../testing/failure-of.ts'

let bed: ChannelBed
afterEach(() => bed.close())

function said(id: string, isPublic: boolean): AgentReply {
  return { id, text: id, attachments: [], author: { id: '7' }, at: 0, isPublic }
}

const reader: HelpdeskReader = {
  repliesAfter: () =>
    Promise.resolve({ replies: [said('1', true), said('2', false), said('3', true)], last: '3' }),
  state: (ticket) => Promise.resolve({ ticket, status: 'open', tags: [] }),
  touchedSince: () => Promise.resolve({ tickets: [{ id: '7' }], cursor: 'next' }),
  ticketHistory: () => Promise.resolve({ events: [], cursor: 'later', isEnd: true }),
  figures: (ticket) => Promise.resolve({ ticket, createdAt: 1, reopens: 0, replies: 2 }),
  attachment: () => Promise.reject(new RelayError('helpdesk.not_found', 'none')),
  prepare: () => Promise.resolve({ problems: [new RelayError('helpdesk.forbidden', 'no views')] }),
  probe: () => Promise.resolve([{ check: 'token', ok: true, message: { zh: '好', en: 'good' } }]),
}

describe('channelReader with API access', () => {
  it('brings internal notes and no public reply, which channelback has brought already', async () => {
    bed = await channelBed({ adapter: { api: { reader, helpdesk: {} as Helpdesk } } })
    const { replies, last } = await bed.reader.repliesAfter({ id: '7' }, undefined)
    expect(replies.map(({ id }) => id)).toEqual(['2'])
    expect(last).toBe('3')
  })
  it('shows states and touched tickets, and prepares both sides', async () => {
    bed = await channelBed({ adapter: { api: { reader, helpdesk: {} as Helpdesk } } })
    expect(await bed.reader.state({ id: '7' })).toMatchObject({ status: 'open' })
    expect(await bed.reader.touchedSince?.(undefined)).toMatchObject({ cursor: 'next' })
    expect(await bed.reader.ticketHistory?.(undefined)).toMatchObject({ cursor: 'later' })
    expect(await bed.reader.figures?.({ id: '7' })).toMatchObject({ replies: 2 })
    const { problems } = await bed.reader.prepare()
    // One account of the bed was never connected.
    expect(problems.map(({ code }) => code)).toEqual(['helpdesk.auth', 'helpdesk.forbidden'])
    expect((await bed.reader.probe()).map(({ check }) => check)).toEqual(['push token', 'token'])
  })
})

describe('channelReader before an account is connected', () => {
  it('makes webhooks and views once, however often the account is asked about', async () => {
    let prepared = 0
    const good = {
      ...reader,
      prepare: () => {
        prepared += 1
        return Promise.resolve({ problems: [] })
      },
    }
    bed = await channelBed({ adapter: { api: { reader: good, helpdesk: {} as Helpdesk } } })
    for (let n = 0; n < 3; n++) expect((await bed.reader.prepare()).problems).toHaveLength(1)
    expect(prepared).toBe(1)
  })
})

describe('channelReader through the framework alone', () => {
  it('knows neither comments nor states', async () => {
    bed = await channelBed()
    expect(await bed.reader.repliesAfter({ id: '7' }, '3')).toEqual({ replies: [], last: '3' })
    expect(await failureOf(bed.reader.state({ id: '7' }))).toBe('helpdesk.not_found not_done')
    expect(bed.reader.touchedSince).toBeUndefined()
    expect(bed.reader.ticketHistory).toBeUndefined()
    expect(bed.reader.figures).toBeUndefined()
  })
  it('asks Zendesk about each push token and says what to do', async () => {
    bed = await channelBed()
    const [probe] = await bed.reader.probe()
    expect(probe).toMatchObject({ check: 'push token', ok: false })
    expect(probe?.message.zh).toContain('在 Zendesk 中保存账号')
    const asked = bed.proxy.calls.filter(({ path }) => path.endsWith('/validate_token'))
    expect(asked.map(({ body }) => body)).toEqual([{ instance_push_id: bed.instancePushId }])
  })
})
