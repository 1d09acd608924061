import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { RelayError } from '../../core/error.ts'
import type { Helpdesk, HelpdeskReader, TicketNote } from '../../core/helpdesk.ts'
import { channelBed, type ChannelBed } from '../../testing/channel-bed.ts'
import { failureOf } from '../../testing/failure-of.ts'
import { fileOne, filingOf, noteOf } from '../contract.ts'

let bed: ChannelBed
let byApi: TicketNote[]
let onApi: (note: TicketNote) => void

const api = {
  helpdesk: {
    note: (given: TicketNote) => {
      onApi(given)
      byApi.push(given)
      return Promise.resolve()
    },
  } as Helpdesk,
  reader: {} as HelpdeskReader,
}

afterEach(() => bed.close())

/** An agent has answered and Zendesk knows the reply; the relay could not deliver it. */
async function undelivered(): Promise<TicketNote> {
  const filed = await fileOne(bed, filingOf(bed))
  const arrival = await bed.helpdesk.readReply(await bed.agentReplies('您好'))
  const { external_id: id } = JSON.parse(arrival.answer.body) as { external_id: string }
  await expect.poll(() => entries('channelback.sent')).toHaveLength(1)
  return noteOf(bed, filed, { failedReply: { id, error: '超过可回复时间' } })
}
const entries = (kind: string) => bed.world.entries(0, 100_000).filter((one) => one.kind === kind)
const reports = () => bed.proxy.calls.filter(({ path }) => path.endsWith('/report_error'))
const notes = async () => (await bed.comments()).filter(({ isPublic }) => !isPublic)

describe('writeNote through the framework alone', () => {
  beforeEach(async () => {
    bed = await channelBed()
  })

  it('flags the agent’s comment as undelivered and says why in a note', async () => {
    await bed.helpdesk.note(await undelivered())
    expect(entries('channelback.failed').map(({ data }) => data['reason'])).toEqual([
      '超过可回复时间',
    ])
    expect((await notes()).map(({ text }) => text)).toEqual(['回复没有发出：超过可回复时间'])
  })
  it('tells the agent once, however often the note is repeated', async () => {
    const note = await undelivered()
    await bed.helpdesk.note(note)
    await bed.helpdesk.note({ ...note, isRetry: true })
    expect(reports()).toHaveLength(1)
    expect(await notes()).toHaveLength(1)
  })
  it('flags later what could not be flagged at once, and the note does not wait for it', async () => {
    const note = await undelivered()
    bed.fault({ match: 'report_error', kind: 'status', status: 503, count: 1 })
    expect(await failureOf(bed.helpdesk.note(note))).toBe('helpdesk.unavailable not_done')
    expect(await notes()).toHaveLength(1)
    await bed.helpdesk.note({ ...note, isRetry: true })
    expect(entries('channelback.failed')).toHaveLength(1)
    expect(await notes()).toHaveLength(1)
  })
  it('asks again for a while about a reply that Zendesk does not know yet', async () => {
    const note = { ...(await undelivered()), failedReply: { id: 'c-unknown', error: 'x' } }
    expect(await failureOf(bed.helpdesk.note(note))).toBe('helpdesk.conflict not_done')
    await bed.clock.advance(29_000)
    expect(await failureOf(bed.helpdesk.note(note))).toBe('helpdesk.conflict not_done')
    // Zendesk never took the reply: it flagged the comment itself.
    await bed.clock.advance(2000)
    await bed.helpdesk.note(note)
    await bed.helpdesk.note(note)
    expect(reports()).toHaveLength(3)
    expect(await notes()).toHaveLength(1)
  })
  it('leaves the ticket open to further replies', async () => {
    await bed.helpdesk.note(await undelivered())
    await bed.agentReplies('请再试一次')
    await expect.poll(() => entries('channelback.sent')).toHaveLength(2)
  })
  it('shortens what Zendesk would not take, by whole characters', async () => {
    const note = await undelivered()
    const error = '😀'.repeat(600)
    await bed.helpdesk.note({ ...note, failedReply: { id: note.failedReply?.id ?? '', error } })
    expect(reports()[0]?.body.description).toBe('😀'.repeat(250))
  })
  it('fails while the account is not connected, so that the note comes again', async () => {
    const note = { ...(await undelivered()), thread: { account: 'wb', threadId: 'thread-1' } }
    expect(await failureOf(bed.helpdesk.note(note))).toBe('helpdesk.auth not_done')
  })
})

describe('writeNote with API access', () => {
  beforeEach(async () => {
    byApi = []
    onApi = () => undefined
    bed = await channelBed({ adapter: { api } })
  })

  it('opens and tags by API where the ticket is known, and still flags the comment', async () => {
    const note: TicketNote = {
      ...(await undelivered()),
      ticket: { id: '7' },
      addTags: ['weiqiao_held'],
      setOpen: true,
    }
    await bed.helpdesk.note(note)
    expect(byApi).toEqual([note])
    expect(reports()).toHaveLength(1)
    expect(await notes()).toEqual([])
  })
  it('waits a little for the ticket’s id, and then writes into the thread', async () => {
    const note = await undelivered()
    expect(await failureOf(bed.helpdesk.note(note))).toBe('helpdesk.conflict not_done')
    // The agent's own comment says it at once.
    expect(reports()).toHaveLength(1)
    expect(await notes()).toEqual([])
    await bed.clock.advance(5000)
    await bed.helpdesk.note({ ...note, isRetry: true })
    expect(byApi).toEqual([])
    expect(reports()).toHaveLength(1)
    expect(await notes()).toHaveLength(1)
  })
  it('writes into the thread when the ticket was closed meanwhile', async () => {
    const note = { ...(await undelivered()), ticket: { id: '7' } }
    onApi = () => {
      throw new RelayError('helpdesk.closed', 'The ticket is closed.')
    }
    await bed.helpdesk.note(note)
    expect(await notes()).toHaveLength(1)
  })
})
