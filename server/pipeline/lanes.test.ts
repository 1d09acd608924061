import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { RelayError } from '../core/error.ts'
import { relayBed, type Bed } from '../testing/relay-bed.ts'

let bed: Bed
beforeEach(async () => {
  bed = await relayBed()
})
afterEach(() => bed.close())

const texts = (): string[] => bed.helpdesk.filings.map(({ body }) => body.text)

describe('createLanes', () => {
  it('files the first message of a quiet conversation at once', async () => {
    await bed.say('断网了')
    await bed.settle()
    expect(texts()).toEqual(['断网了'])
  })

  it('merges a burst into one comment in order, nothing lost (S0-14)', async () => {
    await bed.say('一')
    await bed.settle()
    for (const words of ['二', '三', '四', '五']) {
      await bed.clock.advance(1000)
      await bed.say(words)
      await bed.settle()
    }
    expect(texts()).toEqual(['一'])
    await bed.clock.advance(5000)
    await bed.settle()
    expect(texts()).toEqual(['一', '二\n三\n四\n五'])
    expect(bed.helpdesk.filings[1]?.target).toEqual({ type: 'ticket', ticket: { id: '100' } })
  })

  it('files one ticket when the same item arrives three times', async () => {
    for (let i = 0; i < 3; i++) await bed.say('你好', { key: 'same' })
    await bed.settle()
    expect(texts()).toEqual(['你好'])
  })

  it('repeats a filing of unknown outcome under the same id and marks it a retry', async () => {
    const tries: [string, boolean][] = []
    bed.helpdesk.onFile = ({ id, isRetry }) => {
      tries.push([id, isRetry])
      if (tries.length > 1) return undefined
      return {
        id,
        outcome: 'failed',
        error: new RelayError('helpdesk.unconfirmed', 'lost', {
          outcome: 'unknown',
          retry: 'later',
        }),
      }
    }
    await bed.say('在吗')
    await bed.settle()
    await bed.clock.advance(2000)
    await bed.settle()
    expect(tries).toEqual([
      [tries[0]?.[0], false],
      [tries[0]?.[0], true],
    ])
    expect(bed.helpdesk.filings).toHaveLength(1)
  })

  it('waits out an outage without counting it against the message', async () => {
    const down = new RelayError('helpdesk.unavailable', 'down', { retry: { afterMs: 1000 } })
    let tries = 0
    bed.helpdesk.onFile = ({ id }) =>
      ++tries <= 12 ? { id, outcome: 'failed', error: down } : undefined
    await bed.say('等等我')
    for (let i = 0; i < 80; i++) {
      await bed.clock.advance(2000)
      await bed.settle()
    }
    expect(texts()).toEqual(['等等我'])
  })

  it('buries what the helpdesk refuses for good, says so in the ticket and goes on', async () => {
    bed.helpdesk.onFile = (filing) =>
      filing.body.text === '坏的'
        ? { id: filing.id, outcome: 'failed', error: new RelayError('helpdesk.invalid', 'refused') }
        : undefined
    await bed.say('坏的')
    await bed.settle()
    await bed.clock.advance(10_000)
    await bed.say('好的吗？')
    await bed.settle()
    expect(texts()).toEqual(
      ['[有一条消息未能写入工单，管理员可在死信列表中查看]\n好的吗？'].flatMap((text) =>
        text.split('\n'),
      ),
    )
    expect(await bed.store.deadLetters.list({})).toMatchObject([
      { kind: 'filing', code: 'helpdesk.invalid' },
    ])
  })

  it('replays a dead letter under its original key', async () => {
    let isBroken = true
    bed.helpdesk.onFile = (filing) =>
      isBroken && filing.body.text === '坏的'
        ? { id: filing.id, outcome: 'failed', error: new RelayError('helpdesk.invalid', 'refused') }
        : undefined
    await bed.say('坏的')
    await bed.settle()
    isBroken = false
    const [letter] = await bed.store.deadLetters.list({})
    expect(await bed.store.deadLetters.replay('acme', letter?.id ?? '')).toBe(true)
    await bed.clock.advance(10_000)
    await bed.settle()
    expect(texts()).toContain('坏的')
    expect(bed.helpdesk.filings.find(({ body }) => body.text === '坏的')?.id).toBe(letter?.refersTo)
    expect(await bed.store.deadLetters.replay('acme', letter?.id ?? '')).toBe(false)
  })

  it('asks to reopen for a question and not for a closer', async () => {
    await bed.say('断网了')
    await bed.settle()
    await bed.clock.advance(60_000)
    await bed.say('谢谢')
    await bed.settle()
    await bed.clock.advance(60_000)
    await bed.say('又断了，怎么办')
    await bed.settle()
    expect(bed.helpdesk.filings.map(({ body }) => body.reopens)).toEqual([true, false, true])
  })

  it('files the text when its picture cannot be fetched and attaches the picture later', async () => {
    const media = { kind: 'image', id: 'M1' } as const
    bed.channel.onMedia = () => {
      throw new RelayError('channel.unavailable', 'busy')
    }
    await bed.say('', {
      parts: [
        { type: 'text', text: '看图' },
        { type: 'media', media },
      ],
    })
    await bed.settle()
    expect(texts()).toEqual(['看图\n[图片] [附件暂时无法取得]'])
    bed.channel.onMedia = () => ({
      name: 'p.png',
      contentType: 'image/png',
      bytes: new Uint8Array([5]),
    })
    await bed.clock.advance(20_000)
    await bed.settle()
    expect(bed.helpdesk.filings[1]?.attachments.map(({ name }) => name)).toEqual(['p.png'])
    expect(bed.helpdesk.filings[1]?.body.reopens).toBe(false)
  })

  it('keeps the conversations of two customers apart', async () => {
    await bed.say('甲')
    await bed.say('乙', { customer: { id: 'customer-2' } })
    await bed.settle()
    expect(new Set(bed.helpdesk.filings.map(({ conversation }) => conversation)).size).toBe(2)
  })

  it('quarantines what was signed more than a day ago', async () => {
    const served = bed.runtime.tenants.get('acme')?.accounts.get('wx')
    const { acceptancesOf } = await import('./acceptance.ts')
    const message = {
      key: 'old',
      kind: 'message',
      platformKind: 'text',
      customer: { id: 'c' },
      thread: '',
      visibility: 'private',
      parts: [{ type: 'text', text: '旧' }],
      sentAt: 1,
    }
    const receivedAt = bed.clock.now()
    const item = {
      source: 'callback',
      body: JSON.stringify(message),
      signedAt: receivedAt - 25 * 3_600_000,
    }
    if (served)
      await bed.store.inbox.accept(acceptancesOf(bed.runtime, served, { item, receivedAt }))
    await bed.settle()
    expect(texts()).toEqual([])
    const [kept] = await bed.store.inbox.quarantine('acme')
    expect(await bed.store.inbox.releaseQuarantined('acme', kept?.id ?? '')).toBe(true)
    await bed.settle()
    expect(texts()).toHaveLength(1)
  })
})
