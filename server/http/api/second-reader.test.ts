import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { apiBed, type ApiBed } from '../../testing/api-bed.ts'

let api: ApiBed
beforeEach(async () => {
  api = await apiBed()
  await api.care.personas.seed('acme', 'wx', {
    schemaVersion: 1,
    policy: { secondReader: { reposts: 1000 } },
  })
})
afterEach(() => api.close())

const text = '已为您报修'
const sent = (): string[] =>
  api.bed.channel.sent.map(({ content }) => (content.type === 'text' ? content.text : content.type))
const tokenOf = async (user: string): Promise<string> => (await api.session(user)).token

/** A mention below a post that has been shared so often, and agent 7's answer to it. */
async function answered(reposts: number, author = '7') {
  await api.bed.say('断网了', {
    visibility: 'public',
    thread: 'post-1',
    context: [
      { id: 'post-1', text: '又断网', reposts },
      { id: 'c', text: '同感' },
    ],
  })
  await api.bed.settle()
  return write(author)
}

async function write(author: string) {
  await api.bed.clock.advance(1000)
  await api.bed.answer(text, { author: { id: author } })
  await api.bed.settle()
  const [reply] = await api.bed.store.outbox.repliesOf('acme', { limit: 1 })
  return reply ?? expect.fail('there is no reply')
}

const act = async (replyId: string, user: string, body: object = { act: 'release' }) => {
  const answer = await api.call('actOnReply', await tokenOf(user), { parts: { replyId }, body })
  await api.bed.settle()
  return answer
}

describe('a public reply in a thread that spreads', () => {
  it('goes out below the limit and waits for a second reader from it on (S0-10)', async () => {
    expect((await answered(999)).state).toBe('sent')
    const held = await answered(1000)
    expect(held.state).toBe('held')
    expect(held.findings).toMatchObject([{ rule: 'second-reader', severity: 'error' }])
    expect(held.findings[0]?.message.zh).toContain('已转发 1000 次（满 1000 次）')
    expect(api.bed.helpdesk.notes.at(-1)?.text).toContain('已转发 1000 次')
  })

  it('is let go by any colleague, never by its author (S0-10)', async () => {
    const { id } = await answered(5000)
    const refused = await act(id, '7')
    expect([refused.status, refused.json.error.code]).toEqual([422, 'reply.second_reader'])
    await api.bed.answer('#放行', { author: { id: '7' }, isPublic: false })
    await api.bed.settle()
    expect(api.bed.helpdesk.notes.at(-1)?.text).toContain('要由作者以外的同事放行')
    expect(sent()).toEqual([])
    expect((await act(id, '8')).status).toBe(200)
    expect(sent()).toEqual([`${text} ^A17`])
  })

  it('is not let go by a lead who wrote it', async () => {
    const { id } = await answered(5000, '50')
    expect((await act(id, '50')).status).toBe(422)
    const rewritten = await act(id, '50', { act: 'rewrite', text: '已为您加急报修' })
    expect([rewritten.status, rewritten.json.error.findings[0].rule]).toEqual([
      422,
      'second-reader',
    ])
    expect(sent()).toEqual([])
  })

  it('is not let go by that lead either where a lead is wanted for another reason too', async () => {
    Object.assign(api.bed.runtime.tenants.get('acme') ?? {}, { publicReplies: 'roster' })
    const { id, findings } = await answered(5000, '50')
    expect(findings.map(({ rule }) => rule)).toEqual(['roster', 'second-reader'])
    expect((await act(id, '50')).json.error.code).toBe('reply.second_reader')
    expect((await act(id, '8')).json.error.code).toBe('session.forbidden')
    expect((await act(id, '9')).status).toBe(200)
  })

  it('is not overridden by its author’s own reason', async () => {
    const body = { draft: text, overrides: [{ rule: 'second-reader', reason: '赶时间' }] }
    await answered(0)
    await api.call('recordIntent', await tokenOf('7'), { parts: { ticketId: '100' }, body })
    const before = sent().length
    expect((await answered(5000)).state).toBe('held')
    expect(sent()).toHaveLength(before)
  })

  it('may be rewritten by a lead who did not write it, by nobody else', async () => {
    const { id } = await answered(5000)
    const body = { act: 'rewrite', text: '已为您加急报修' }
    expect((await act(id, '8', body)).status).toBe(422)
    expect((await act(id, '50', body)).status).toBe(200)
    expect(sent()).toEqual(['已为您加急报修 ^A17'])
  })

  it('wants a lead where nobody knows who wrote it', async () => {
    const { id } = await answered(5000, 'channel:wx')
    expect((await act(id, '8')).status).toBe(422)
    expect((await act(id, '50')).status).toBe(200)
  })

  it('is told of beforehand: the sidebar gets the figures and the limit', async () => {
    await answered(5000)
    const parts = { ticketId: '100' }
    const { json } = await api.call('readGuidance', await tokenOf('8'), { parts })
    expect(json.context).toMatchObject({
      thread: { reposts: 5000 },
      policy: { secondReader: { reposts: 1000 } },
    })
  })
})
