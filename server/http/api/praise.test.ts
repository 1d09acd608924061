import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { presets } from '../../persona/presets/index.ts'
import type { PersonaDocument } from '../../persona/document.ts'
import { apiBed, type ApiBed } from '../../testing/api-bed.ts'

let api: ApiBed
let agent: string
let rewrites = 0
beforeEach(async () => {
  rewrites = 0
  const rewriter = {
    rewrite({ text }: { readonly text: string }) {
      rewrites += 1
      return Promise.resolve(text)
    },
  }
  api = await apiBed({ rewriter })
  agent = (await api.session('7')).token
  await api.care.personas.seed('acme', 'wx', presets['electronics'] as PersonaDocument)
})
afterEach(() => api.close())

const parts = { ticketId: '100' }
const sent = (): string[] =>
  api.bed.channel.sent.map(({ content }) => (content.type === 'text' ? content.text : content.type))

async function mention(text: string, context: readonly { id: string; text: string }[] = []) {
  await api.bed.say(text, { visibility: 'public', thread: 'post-1', context })
  await api.bed.settle()
}

interface Suggested {
  readonly id: string
  readonly style: string
  readonly text: string
  readonly parts: readonly { readonly source: { readonly kind: string; readonly id: string } }[]
}

async function praise(): Promise<Suggested | undefined> {
  const { json } = await api.call('readReadyReplies', agent, { parts })
  return (json.replies as readonly Suggested[]).find(({ style }) => style === 'praise')
}

async function write(text: string) {
  await api.bed.clock.advance(1000)
  await api.bed.answer(text)
  await api.bed.settle()
  const [reply] = await api.bed.store.outbox.repliesOf('acme', { limit: 1 })
  return reply ?? expect.fail('there is no reply')
}

const release = async (replyId: string, user: string) => {
  const { token } = await api.session(user)
  const answer = await api.call('actOnReply', token, {
    parts: { replyId },
    body: { act: 'release' },
  })
  await api.bed.settle()
  return answer
}

describe('approved praise of public good', () => {
  it('is suggested on a mention of its topic, and sent only by a lead’s release (S0-08)', async () => {
    await mention('看到志愿者连夜送物资，太感动了')
    const line = (await praise()) ?? expect.fail('no praise is suggested')
    expect(line.parts[0]?.source).toMatchObject({ kind: 'praise', id: 'e-volunteers' })
    const held = await write(line.text)
    expect([held.state, held.findings.map(({ rule }) => rule)]).toEqual(['held', ['praise']])
    const refused = await release(held.id, '8')
    expect([refused.status, refused.json.error.code]).toEqual([403, 'session.forbidden'])
    expect(sent()).toEqual([])
    expect((await release(held.id, '50')).status).toBe(200)
    expect(sent()).toEqual([`${line.text} ^A17`])
  })

  it('is suggested for what stands in the thread, and not without its topic', async () => {
    await mention('转给大家看看', [{ id: 'post-1', text: '今天天气不错' }])
    expect(await praise()).toBeUndefined()
    await mention('转给大家看看', [{ id: 'post-1', text: '志愿者在暴雨里救人' }])
    expect(await praise()).toBeDefined()
  })

  it('is held whatever reason its author gives', async () => {
    await mention('看到志愿者连夜送物资，太感动了')
    const draft = (await praise())?.text ?? ''
    const overrides = [{ rule: 'praise', reason: '赶时间' }]
    await api.call('recordIntent', agent, { parts, body: { draft, overrides } })
    expect((await write(draft)).state).toBe('held')
  })

  it('is said word for word: no service rewrites what was approved', async () => {
    await mention('看到志愿者连夜送物资，太感动了')
    const replyId = (await praise())?.id ?? ''
    const { json } = await api.call('rewriteReadyReply', agent, { parts: { ...parts, replyId } })
    expect([json.outcome, rewrites]).toEqual(['refused', 0])
  })
})
