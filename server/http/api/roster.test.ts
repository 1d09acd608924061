import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { apiBed, type ApiBed } from '../../testing/api-bed.ts'

const isPublic = { visibility: 'public', thread: 'post-1' } as const
/** Agent 7 has a code of the admin's; 8 has none; 50 leads and has none either. */
const rostered = { tenant: (made: object) => ({ ...made, publicReplies: 'roster' }) as never }

let api: ApiBed
async function open(options: Parameters<typeof apiBed>[0], where: object = isPublic) {
  api = await apiBed(options)
  await api.care.personas.seed('acme', 'wx', { schemaVersion: 1 })
  await api.bed.say('断网了', where)
  await api.bed.settle()
}
beforeEach(() => open(rostered))
afterEach(() => api.close())

const sent = (): string[] =>
  api.bed.channel.sent.map(({ content }) => (content.type === 'text' ? content.text : content.type))
const notes = (): string => api.bed.helpdesk.notes.map(({ text }) => text).join('\n')
const tokenOf = async (user: string): Promise<string> => (await api.session(user)).token

async function write(text: string, author: string) {
  await api.bed.clock.advance(1000)
  await api.bed.answer(text, { author: { id: author } })
  await api.bed.settle()
  const [reply] = await api.bed.store.outbox.repliesOf('acme', { limit: 1 })
  return reply ?? expect.fail('there is no reply')
}

async function note(text: string, author: string): Promise<void> {
  await api.bed.answer(text, { author: { id: author }, isPublic: false })
  await api.bed.settle()
}

const act = async (replyId: string, user: string, body: object) => {
  const answer = await api.call('actOnReply', await tokenOf(user), { parts: { replyId }, body })
  await api.bed.settle()
  return answer
}

const rosterSeenBy = async (user: string) => {
  const parts = { ticketId: '100' }
  const { json } = await api.call('readGuidance', await tokenOf(user), { parts })
  return json.context.roster
}

describe('a public reply where only the roster answers', () => {
  it('goes out when its author is on the roster, and is held with the reason otherwise (S1-16)', async () => {
    await write('已为您报修', '7')
    expect(sent()).toEqual(['已为您报修 ^A17'])
    const { state, findings } = await write('师傅今天上门', '8')
    expect([state, findings.map(({ rule, severity }) => [rule, severity])]).toEqual([
      'held',
      [['roster', 'block']],
    ])
    expect(findings[0]?.message.en).toContain('not on it')
    expect(notes()).toContain('只有名册内的客服可以公开回复')
    expect(sent()).toHaveLength(1)
  })

  it('cannot be overridden by its author', async () => {
    const body = { draft: '师傅今天上门', overrides: [{ rule: 'roster', reason: '赶时间' }] }
    const parts = { ticketId: '100' }
    await api.call('recordIntent', await tokenOf('8'), { parts, body })
    expect((await write('师傅今天上门', '8')).state).toBe('held')
  })

  it('is let go by a lead, from the sidebar or by a note, and by nobody else', async () => {
    const first = await write('师傅今天上门', '8')
    for (const user of ['8', '7']) {
      const refused = await act(first.id, user, { act: 'release' })
      expect([refused.status, refused.json.error.code]).toEqual([403, 'session.forbidden'])
    }
    await note('#放行', '8')
    expect(notes()).toContain('只有主管或管理员可以放行')
    expect(sent()).toEqual([])
    expect((await act(first.id, '50', { act: 'release' })).status).toBe(200)
    await write('明天也上门', '8')
    // An admin of Zendesk leads without being named.
    await note('#放行', '9')
    expect(sent()).toEqual(['师傅今天上门 ^A01', '明天也上门 ^A01'])
  })

  it('waits when it cannot be asked whether the one who lets it go leads', async () => {
    await write('师傅今天上门', '8')
    api.people.set('9', new TypeError('no answer'))
    await note('#放行', '9')
    expect(sent()).toEqual([])
    api.people.set('9', { id: '9', name: '演示客服三', role: 'admin' })
    await api.bed.clock.advance(120_000)
    await api.bed.settle()
    expect(sent()).toHaveLength(1)
  })

  it('may be rewritten by the roster or a lead, not by its author', async () => {
    const { id } = await write('师傅今天上门', '8')
    const body = { act: 'rewrite', text: '师傅今天下午上门' }
    const refused = await act(id, '8', body)
    expect([refused.status, refused.json.error.findings[0].rule]).toEqual([422, 'roster'])
    expect((await act(id, '50', body)).status).toBe(200)
    expect(sent()).toEqual(['师傅今天下午上门 ^A01'])
  })

  it('is told of before it is written: the sidebar knows who may not (S1-16)', async () => {
    expect(await rosterSeenBy('8')).toMatchObject({ code: '^A01', mayAnswerPublicly: false })
    expect(await rosterSeenBy('7')).not.toHaveProperty('mayAnswerPublicly')
  })
})

describe('the roster', () => {
  it('is not asked about private replies', async () => {
    await api.close()
    await open(rostered, {})
    await write('已为您报修', '8')
    expect(sent()).toEqual(['已为您报修 ^A01'])
  })

  it('is not asked unless the tenant wants it', async () => {
    await api.close()
    await open({})
    await write('已为您报修', '8')
    expect(sent()).toEqual(['已为您报修 ^A01'])
    expect(await rosterSeenBy('8')).not.toHaveProperty('mayAnswerPublicly')
  })
})
