import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { apiBed, type ApiBed } from '../../testing/api-bed.ts'

let api: ApiBed
let agent: string
let lead: string
beforeEach(async () => {
  api = await apiBed()
  agent = (await api.session('7')).token
  lead = (await api.session('50')).token
  await api.care.personas.seed('acme', 'wx', { schemaVersion: 1 })
  await api.bed.say('断网了')
  await api.bed.settle()
})
afterEach(() => api.close())

const sent = (): string[] =>
  api.bed.channel.sent.map(({ content }) => (content.type === 'text' ? content.text : content.type))
const notes = (): string => api.bed.helpdesk.notes.map(({ text }) => text).join('\n')
const journal = () => api.bed.store.journal.read('acme', 0, 200)
const secret = '请提供您的服务密码'
/** An error of the catalogue in private, no block. */
const guess = '可能是基站坏了，您先等等看。'

async function write(text: string, author = '7'): Promise<string> {
  await api.bed.answer(text, { author: { id: author } })
  await api.bed.settle()
  const [reply] = await api.bed.store.outbox.repliesOf('acme', { limit: 1 })
  return reply?.id ?? ''
}

const act = (replyId: string, body: object, token = lead) =>
  api.call('actOnReply', token, { parts: { replyId }, body })

const intend = (draft: string, rules: readonly string[], token = agent, ticketId = '100') =>
  api.call('recordIntent', token, {
    parts: { ticketId },
    body: { draft, overrides: rules.map((rule) => ({ rule, reason: '已核实' })) },
  })

describe('an error finding', () => {
  it('holds the reply when nobody overrode it', async () => {
    await write(guess)
    expect(sent()).toEqual([])
  })

  it('lets it go when its author overrode that rule for this text, and says so in the journal', async () => {
    await intend(guess, ['W-A1'])
    const id = await write(guess)
    expect(sent()).toEqual([`${guess} ^A17`])
    expect(await journal()).toContainEqual(
      expect.objectContaining({
        type: 'reply_overridden',
        reply: id,
        agent: '7',
        detail: expect.objectContaining({ rules: 'W-A1' }) as object,
      }),
    )
  })

  it('goes as well where Zendesk changed blanks and line breaks on the way', async () => {
    await intend(`  可能是基站坏了，\n\n您先等等看。`, ['W-A1'])
    await write(guess)
    expect(sent()).toHaveLength(1)
  })

  it.each([
    ['another rule was overridden', () => intend(guess, ['W-L2'])],
    ['another text was meant', () => intend('大概是基站坏了。', ['W-A1'])],
    ['another ticket was meant', () => intend(guess, ['W-A1'], agent, '101')],
    ['somebody else overrode it', () => intend(guess, ['W-A1'], lead)],
    ['nothing was overridden', () => intend(guess, [])],
  ])('holds it when %s', async (_what, prepare) => {
    expect((await prepare()).status).toBe(200)
    await write(guess)
    expect(sent()).toEqual([])
  })

  it('is overridden once: the same words written again are held', async () => {
    await intend(guess, ['W-A1'])
    await write(guess)
    await write(guess)
    expect(sent()).toHaveLength(1)
  })
})

describe('a block', () => {
  it('holds whatever was overridden', async () => {
    await intend(secret, ['W-S2'])
    await write(secret)
    expect(sent()).toEqual([])
    expect((await journal()).map(({ type }) => type)).not.toContain('reply_overridden')
  })

  it('holds also beside an error that was overridden', async () => {
    const both = '可能是基站坏了，请提供您的服务密码。'
    await intend(both, ['W-A1', 'W-S2'])
    await write(both)
    expect(sent()).toEqual([])
    const [held] = (await api.call('listHeldReplies', agent)).json.replies
    expect(held.findings).toMatchObject([{ rule: 'W-S2', severity: 'block' }])
  })
})

describe('the list of held replies', () => {
  it('shows all of them, the longest waiting first, with why and for whom', async () => {
    await write(secret)
    await api.bed.say('另一位', { customer: { id: 'customer-2', name: '演示客户' } })
    await api.bed.settle()
    await api.bed.clock.advance(1000)
    await api.bed.answer(guess, { ticket: { id: '101' } })
    await api.bed.settle()
    const { replies, hasMore } = (await api.call('listHeldReplies', agent)).json
    expect(hasMore).toBe(false)
    expect(replies).toMatchObject([
      { ticket: '100', text: secret, state: 'held', findings: [{ rule: 'W-S2' }] },
      { ticket: '101', text: guess, customerName: '演示客户', channel: 'wechat' },
    ])
  })
})

describe('a decision from the sidebar', () => {
  it('releases: the customer gets it, journal and note name who and why', async () => {
    const id = await write(secret)
    const { status, json } = await act(id, { act: 'release', reason: '已电话确认' })
    expect([status, json.reply.state]).toEqual([200, 'queued'])
    await api.bed.settle()
    expect(sent()).toEqual([`${secret} ^A17`])
    expect(await journal()).toContainEqual(
      expect.objectContaining({
        type: 'reply_released',
        reply: id,
        agent: '50',
        detail: { act: 'release', from: 'held', via: 'app' },
      }),
    )
    expect(notes()).toContain('已放行，正在发送。（演示主管：已电话确认）')
    expect(api.bed.helpdesk.notes.at(-1)?.removeTags).toContain('weiqiao_held')
  })

  it('rejects for good', async () => {
    const id = await write(secret)
    expect((await act(id, { act: 'reject' })).json.reply.state).toBe('cancelled')
    await api.bed.settle()
    const again = await act(id, { act: 'release' })
    expect([again.status, again.json.error.code]).toEqual([409, 'reply.state'])
    expect(sent()).toEqual([])
  })

  it('rewrites through the same gate, and says what it found', async () => {
    const id = await write(secret)
    const refused = await act(id, { act: 'rewrite', text: '请把验证码和密码发给我' })
    expect([refused.status, refused.json.error.code]).toEqual([422, 'reply.gate'])
    expect(refused.json.error.findings).toMatchObject([{ rule: 'W-S2', severity: 'block' }])
    expect((await act(id, { act: 'rewrite', text: '  ' })).status).toBe(400)
    expect((await act(id, { act: 'rewrite', text: '已为您报修' })).status).toBe(200)
    await api.bed.settle()
    expect(sent()).toEqual(['已为您报修 ^A17'])
  })

  it('counts once when two decide, and not at all on a state that is gone', async () => {
    const id = await write(secret)
    const seenAt = (await api.call('listHeldReplies', lead)).json.replies[0].at
    await api.bed.clock.advance(5)
    const both = await Promise.all([
      act(id, { act: 'release', seenAt }),
      act(id, { act: 'reject', seenAt }, agent),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    const late = await act(id, { act: 'release', seenAt })
    expect(late.status).toBe(409)
  })

  it('settles an unconfirmed reply: the customer has it', async () => {
    const { RelayError } = await import('../../core/error.ts')
    api.bed.channel.onSend = () => {
      throw new RelayError('channel.unconfirmed', 'silent', { outcome: 'unknown' })
    }
    const id = await write('已为您报修')
    expect(
      (await api.call('readGuidance', agent, { parts: { ticketId: '100' } })).json.deliveries[0],
    ).toMatchObject({
      state: 'unknown',
      cause: { code: 'channel.unconfirmed' },
    })
    expect((await act(id, { act: 'release' }, agent)).status).toBe(409)
    expect((await act(id, { act: 'has-it' }, agent)).json.reply.state).toBe('sent')
  })

  it('is refused for a reply that is not there and a body that is none', async () => {
    expect((await act('c-none', { act: 'release' })).status).toBe(404)
    const wrong = await act('c1', { act: 'publish' })
    expect([wrong.status, wrong.json.error.problems[0].path]).toEqual([400, 'act'])
    const noJson = await api.ask('POST', '/api/v1/replies/c1/act', { token: lead })
    expect(noJson.status).toBe(400)
  })

  it('is the only way: nothing held goes out by itself, however long it waits', async () => {
    await write(secret)
    for (let hour = 0; hour < 60; hour++) {
      await api.bed.clock.advance(3_600_000)
      await api.bed.settle()
    }
    expect(sent()).toEqual([])
    expect(
      (await api.call('listHeldReplies', (await api.session('7')).token)).json.replies,
    ).toHaveLength(1)
  })
})

describe('dismissed findings', () => {
  it('are counted for leads, without a word of what was written', async () => {
    const dismiss = (rule: string, token: string) =>
      api.call('recordDismissal', token, { parts: { ticketId: '100' }, body: { rule } })
    await dismiss('W-C1', agent)
    await dismiss('W-C1', lead)
    expect((await dismiss('W-XX', agent)).status).toBe(400)
    expect((await api.call('listDismissals', agent)).status).toBe(403)
    expect((await api.call('listDismissals', lead)).json.rules).toMatchObject([
      { rule: 'W-C1', count: 2, agents: 2 },
    ])
  })
})
