import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { RelayError } from '../core/error.ts'
import { relayBed, type Bed } from '../testing/relay-bed.ts'
import { filingText } from './filing-text.ts'

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

  it('keeps its lease while the helpdesk takes longer than one', async () => {
    let answer: (result: undefined) => void = () => undefined
    bed.helpdesk.onFile = () => new Promise((resolve) => (answer = resolve))
    await bed.say('慢慢来')
    const working = bed.settle()
    await vi.waitFor(() => expect(bed.clock.sleeping).toBeGreaterThan(0))
    await bed.clock.advance(50_000)
    const other = { owner: 'other', limit: 5, forMs: 20_000 }
    expect(await bed.store.inbox.claimLanes(other)).toEqual([])
    answer(undefined)
    await working
    expect(texts()).toEqual(['慢慢来'])
    await bed.clock.advance(60_000)
    await bed.settle()
    expect(texts()).toEqual(['慢慢来'])
  })

  it('sends nothing for a lane whose lease ended while it waited its turn', async () => {
    const answers: ((result: undefined) => void)[] = []
    const tries: string[] = []
    bed.helpdesk.onFile = ({ body, isRetry }) => {
      tries.push(`${body.text}${isRetry ? ' again' : ''}`)
      return answers.length < 8 ? new Promise((resolve) => answers.push(resolve)) : undefined
    }
    for (let n = 0; n < 9; n++) await bed.say(`第${n}位`, { customer: { id: `p${n}` } })
    const working = bed.settle()
    await vi.waitFor(() => expect(answers).toHaveLength(8))
    // A process that was paused: its renewals came too late for anybody to notice.
    bed.fail('inbox.extendLane', true)
    await bed.clock.advance(21_000)
    bed.fail('inbox.extendLane', false)
    for (const answer of answers) answer(undefined)
    await working
    await bed.clock.advance(21_000)
    await bed.settle()
    expect(new Set(texts()).size).toBe(9)
    expect(texts()).toHaveLength(9)
    // The ninth went out only once somebody held its lane again.
    expect(tries.filter((text) => text.startsWith('第8位'))).toEqual(['第8位 again'])
  })

  describe('a filing that keeps failing', () => {
    const unconfirmed = new RelayError('helpdesk.unconfirmed', 'no answer', { outcome: 'unknown' })
    beforeEach(async () => {
      await bed.say('毒药')
    })
    function refuse(): { tries: number } {
      const count = { tries: 0 }
      bed.helpdesk.onFile = (filing) => {
        if (filing.body.text !== '毒药') return undefined
        count.tries += 1
        throw unconfirmed
      }
      return count
    }
    async function days(n: number): Promise<void> {
      for (let hour = 0; hour < n * 24; hour++) {
        await bed.settle()
        await bed.clock.advance(3_600_000)
      }
    }

    it('is given up after eight tries while others succeed, and a line takes its place', async () => {
      const count = refuse()
      await bed.settle()
      await bed.say('别人的', { customer: { id: 'customer-2' } })
      await days(2)
      expect(count.tries).toBe(8)
      expect(texts()).toEqual(['别人的', '[有一条消息未能写入工单，管理员可在死信列表中查看]'])
      expect(await bed.store.deadLetters.list({})).toHaveLength(1)
    })

    it('runs through the whole schedule while nothing else was filed', async () => {
      const count = refuse()
      await days(2)
      expect(count.tries).toBe(10)
      expect(await bed.store.deadLetters.list({})).toHaveLength(1)
    })

    it('makes no placeholder for a placeholder', async () => {
      bed.helpdesk.onFile = ({ id }) => ({
        id,
        outcome: 'failed',
        error: new RelayError('helpdesk.invalid', 'refused'),
      })
      await days(1)
      expect(await bed.store.deadLetters.list({})).toHaveLength(2)
    })
  })

  it('claims nothing while the helpdesk is down, tries one probe each 30 s and recovers', async () => {
    let isDown = true
    let calls = 0
    bed.helpdesk.onFile = ({ id }) => {
      calls += 1
      if (!isDown) return undefined
      const error = new RelayError('helpdesk.unavailable', 'down', { outcome: 'unknown' })
      return { id, outcome: 'failed', error }
    }
    for (let n = 0; n < 25; n++) await bed.say(`第${n}位`, { customer: { id: `p${n}` } })
    await bed.settle()
    const before = calls
    for (let second = 0; second < 95; second++) {
      await bed.clock.advance(1000)
      await bed.settle()
    }
    expect(calls - before).toBeLessThanOrEqual(4)
    isDown = false
    for (let second = 0; second < 40; second++) {
      await bed.clock.advance(1000)
      await bed.settle()
    }
    expect(new Set(texts()).size).toBe(25)
    expect(await bed.store.deadLetters.list({})).toEqual([])
  })

  it('files every message once and in order, however a burst falls (S0-14, S4-06)', async () => {
    const pause = fc.integer({ min: 0, max: 12_000 })
    const step = fc.record({ pause, who: fc.constantFrom('甲', '乙'), isFault: fc.boolean() })
    let run = 0
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 10 }), async (steps) => {
        run += 1
        const from = bed.helpdesk.filings.length
        for (const [n, { pause: ms, who, isFault }] of steps.entries()) {
          let left = isFault ? 1 : 0
          bed.helpdesk.onFile = ({ id }) => {
            if (left-- <= 0) return undefined
            const error = new RelayError('helpdesk.unconfirmed', 'lost', { outcome: 'unknown' })
            return { id, outcome: 'failed', error }
          }
          await bed.say(`${who}${run}第${n}条`, { customer: { id: `${who}${run}` } })
          await bed.settle()
          await bed.clock.advance(ms)
        }
        bed.helpdesk.onFile = () => undefined
        for (let round = 0; round < 3; round++) {
          await bed.clock.advance(200_000)
          await bed.settle()
        }
        const lines = texts().slice(from).join('\n').split('\n')
        for (const who of ['甲', '乙'])
          expect(lines.filter((line) => line.startsWith(`${who}${run}第`))).toEqual(
            steps.flatMap((one, n) => (one.who === who ? [`${who}${run}第${n}条`] : [])),
          )
      }),
      { numRuns: 15 },
    )
  }, 60_000)

  it('can be written again from the ledger word for word (S0-30)', async () => {
    for (const words of ['断网了', '路由器亮红灯', '电话13812345678']) {
      await bed.say(words)
      await bed.settle()
      await bed.clock.advance(3000)
    }
    await bed.clock.advance(10_000)
    await bed.settle()
    const [filing] = bed.helpdesk.filings
    const ledger = await bed.store.inbox.messages('acme', filing?.conversation ?? '', 100)
    const options = { locale: 'zh-CN', timeZone: 'Asia/Shanghai', masks: true } as const
    const again = filingText(ledger, { ...options, withoutMedia: new Set(), showsContext: false })
    expect(again).toBe(texts().join('\n'))
    expect(again).toContain('138****5678')
    expect(new Set(ledger.map(({ message }) => message.key)).size).toBe(3)
  })

  it('counts as many items in as stand in tickets, dead letters, quarantine and journal (S4-06)', async () => {
    const kinds = ['message', 'message', 'event', 'echo', 'message'] as const
    bed.helpdesk.onFile = ({ id, body }) =>
      body.text.includes('第4条')
        ? { id, outcome: 'failed', error: new RelayError('helpdesk.invalid', 'refused') }
        : undefined
    for (const [n, kind] of kinds.entries()) {
      const item = { kind, key: `k${n}`, parts: [{ type: 'text', text: `第${n}条` }] } as const
      await bed.say('', item)
      await bed.say('', item)
      await bed.settle()
      await bed.clock.advance(10_000)
    }
    await bed.settle()
    const journal = await bed.store.journal.read('acme', 0, 500)
    const count = (type: string): number => journal.filter((one) => one.type === type).length
    expect(count('received') + count('event')).toBe(kinds.length)
    expect(count('duplicate')).toBe(kinds.length)
    const waiting = { inbox_pending: 0, inbox_fresh: 0, inbox_quarantined: 0 }
    expect(await bed.store.counts()).toMatchObject({ ...waiting, dead_letters: 1 })
    expect(texts()).toEqual(['第0条', '第1条', expect.stringContaining('未能写入工单')])
  })
})
