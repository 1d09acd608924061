import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { RelayError } from '../core/error.ts'
import type { AgentReply } from '../core/helpdesk.ts'
import { relayBed, type Bed } from '../testing/relay-bed.ts'

let bed: Bed
beforeEach(async () => {
  bed = await relayBed({ mergeMs: 0 })
  await bed.say('断网了')
  await bed.settle()
})
afterEach(() => bed.close())

const sent = (): string[] =>
  bed.channel.sent.map(({ content }) => (content.type === 'text' ? content.text : content.type))
const states = async (): Promise<string[]> =>
  (await bed.store.outbox.repliesOf('acme', {})).map(({ state }) => state)
const notes = (): string => bed.helpdesk.notes.map(({ text }) => text).join('\n')

const picture: AgentReply['attachments'] = [
  { kind: 'image', url: 'https://x/b.png', name: 'b.png', contentType: 'image/png' },
]

describe('a reply with a file that cannot be read', () => {
  it('is tried again while that may help', async () => {
    let tries = 0
    bed.helpdesk.onAttachment = () => {
      tries += 1
      if (tries < 3) throw new RelayError('helpdesk.unavailable', 'busy')
      return { name: 'b.png', contentType: 'image/png', bytes: new Uint8Array([9]) }
    }
    await bed.answer('见图', { attachments: picture })
    for (let n = 0; n < 4; n++) {
      await bed.settle()
      await bed.clock.advance(10_000)
    }
    expect(sent()).toEqual(['见图 ^A17', 'media'])
  })

  it('is held in the end, with the agent told, and holds up no later reply', async () => {
    bed.helpdesk.onAttachment = () => {
      throw new RelayError('helpdesk.unavailable', 'gone')
    }
    await bed.answer('见图', { attachments: picture })
    await bed.answer('文字先说明一下')
    for (let n = 0; n < 20; n++) {
      await bed.settle()
      await bed.clock.advance(30_000)
    }
    expect(sent()).toEqual(['文字先说明一下 ^A17'])
    expect(notes()).toContain('附件 b.png 无法从 Zendesk 读取')
    expect(bed.helpdesk.notes).toMatchObject([{ addTags: ['weiqiao_held'], setOpen: true }])
  })

  it('can be released as text, but not when there is no text', async () => {
    bed.helpdesk.onAttachment = () => {
      throw new RelayError('http.refused_address', 'gone')
    }
    await bed.answer('见图', { attachments: picture })
    await bed.settle()
    await bed.answer('#放行', { isPublic: false })
    await bed.settle()
    expect(sent()).toEqual(['见图 ^A17'])
    await bed.answer('', { attachments: picture })
    await bed.settle()
    await bed.answer('#放行', { isPublic: false })
    await bed.settle()
    expect(sent()).toHaveLength(1)
    expect(notes()).toContain('没有可发送的内容')
  })
})

describe('a reply to an account that left the configuration', () => {
  it('is held at once, and fails visibly when it is released all the same', async () => {
    const tenant = bed.runtime.tenants.get('acme')
    Object.assign(tenant ?? {}, { accounts: new Map() })
    await bed.answer('您好')
    await bed.settle()
    expect(notes()).toContain('没有接入微桥')
    await bed.answer('#放行', { isPublic: false })
    for (let minute = 0; minute < 13; minute++) {
      await bed.settle()
      await bed.clock.advance(60_000)
    }
    await bed.settle()
    expect(await states()).toEqual(['failed'])
    expect(sent()).toEqual([])
  })
})

describe('a webhook', () => {
  it('for a ticket whose filing is not saved yet is looked at again', async () => {
    // Zendesk has the ticket, an agent answers, and the relay died before it heard of it.
    bed.helpdesk.onFile = ({ id }) => ({
      id,
      outcome: 'failed',
      error: new RelayError('helpdesk.unconfirmed', 'lost', {
        outcome: 'unknown',
        retry: { afterMs: 20_000 },
      }),
    })
    await bed.say('另一位', { customer: { id: 'customer-2' } })
    await bed.settle()
    await bed.answer('马上看', { ticket: { id: '101' } })
    bed.helpdesk.onFile = () => undefined
    for (let n = 0; n < 6; n++) {
      await bed.settle()
      await bed.clock.advance(6000)
    }
    expect(sent()).toEqual(['马上看 ^A17'])
    expect(bed.channel.sent[0]?.customer).toBe('customer-2')
  })

  it('that was faster than the note of its filing is looked at again at once', async () => {
    await bed.answer('马上看', { ticket: { id: '101' } })
    await bed.settle()
    await bed.say('另一位', { customer: { id: 'customer-2' } })
    await bed.settle()
    await bed.clock.advance(300)
    await bed.settle()
    expect(sent()).toEqual(['马上看 ^A17'])
  })

  it('for a ticket that is not ours is dropped after half a minute', async () => {
    await bed.answer('别人的工单', { ticket: { id: '999' } })
    for (let n = 0; n < 12; n++) {
      await bed.settle()
      await bed.clock.advance(6000)
    }
    expect(await bed.store.counts()).toMatchObject({ touched_waiting: 0 })
    expect(sent()).toEqual([])
  })
})

describe('agent codes', () => {
  it('are given to agents in turn, for good, past the ones an admin chose (S1-20)', async () => {
    Object.assign(bed.runtime.tenants.get('acme') ?? {}, {
      agentCodes: { '7': 'A17', '50': 'a02' },
    })
    await bed.say('在吗', { grant: { rule: 'message', count: null, forMs: 3_600_000 } })
    for (const id of ['1', '2', '1', '7', '50']) await bed.answer(`我是${id}`, { author: { id } })
    await bed.settle()
    expect(sent()).toEqual(['我是1 ^A01', '我是2 ^A03', '我是1 ^A01', '我是7 ^A17', '我是50 ^A02'])
  })

  it('are not doubled when the agent typed one, over retries (S1-20)', async () => {
    let calls = 0
    bed.channel.onSend = () => {
      calls += 1
      if (calls < 3) throw new RelayError('channel.unavailable', 'no connection')
      return { at: bed.clock.now() }
    }
    await bed.answer('已处理 ^A17 ^a17')
    for (let n = 0; n < 4; n++) {
      await bed.settle()
      await bed.clock.advance(6000)
    }
    expect(sent()).toEqual(['已处理 ^A17'])
  })
})

describe('the gate of a public reply', () => {
  beforeEach(async () => {
    await bed.say('公开问一句', { visibility: 'public', thread: 'post-1', customer: { id: 'fan' } })
    await bed.settle()
  })
  const answer = async (text: string): Promise<void> => {
    await bed.answer(text, { ticket: { id: '101' } })
    await bed.settle()
  }

  it('counts the agent code into the length and never cuts (S1-20)', async () => {
    await answer('长'.repeat(138))
    expect(sent()).toEqual([])
    expect(notes()).toContain('太长')
    await answer('长'.repeat(137))
    await answer(`${'长'.repeat(137)} ^A17`)
    expect(sent()).toEqual([`${'长'.repeat(137)} ^A17`, `${'长'.repeat(137)} ^A17`])
  })

  it('holds a pasted page without keeping the relay waiting', async () => {
    const startedAt = performance.now()
    await answer('请'.repeat(60_000))
    expect(performance.now() - startedAt).toBeLessThan(5000)
    expect(sent()).toEqual([])
    expect(notes()).toContain('太长')
  })

  it.each([
    ['personal data', '您的号码13912345678已恢复'],
    ['a request for secrets', '请把验证码发给我'],
    ["somebody else's code", '已处理 ^B02'],
  ])('holds %s', async (_what, text) => {
    await answer(text)
    expect(sent()).toEqual([])
    expect(await states()).toEqual(['held'])
  })

  it('holds a rewritten text that is no better, and says why (S0-13)', async () => {
    await answer('请把验证码发给我')
    await bed.answer('#改写 您的号码13912345678已恢复', {
      isPublic: false,
      ticket: { id: '101' },
    })
    await bed.settle()
    expect(sent()).toEqual([])
    expect(await states()).toEqual(['held'])
    expect(notes()).toContain('改写的内容同样被拦下')
    await bed.answer('#改写 号码已恢复', { isPublic: false, ticket: { id: '101' } })
    await bed.settle()
    expect(sent()).toEqual(['号码已恢复 ^A17'])
  })

  it('holds a file that the channel cannot carry', async () => {
    await bed.answer('见图', { attachments: picture, ticket: { id: '101' } })
    await bed.settle()
    expect(sent()).toEqual([])
    expect(notes()).toContain('不能发送图片')
  })
})

describe('tags of a ticket with several replies in trouble', () => {
  it('stay until the last of them is settled', async () => {
    await bed.answer('请提供您的服务密码', { at: bed.clock.now() - 2 })
    await bed.answer('请告诉我您的登录密码', { at: bed.clock.now() - 1 })
    await bed.settle()
    await bed.answer('#退回', { isPublic: false })
    await bed.settle()
    expect(bed.helpdesk.notes.at(-1)?.removeTags).not.toContain('weiqiao_held')
    await bed.answer('#退回', { isPublic: false })
    await bed.settle()
    expect(bed.helpdesk.notes.at(-1)?.removeTags).toContain('weiqiao_held')
  })
})
