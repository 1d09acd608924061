import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { relayBed, type Bed } from '../testing/relay-bed.ts'
import type { Acknowledgement } from './acknowledge.ts'

const acknowledgement: Acknowledgement = {
  workingText: '已收到，正在查看',
  offText: '现在休息，明早回复',
  holidayText: '节日快乐，节后回复',
  open: '09:00',
  close: '18:00',
  weekdays: [1, 2, 3, 4, 5],
  holidays: ['2026-03-03'],
  makeUpWorkdays: [],
  quietMs: 3_600_000,
}

let bed: Bed
// The bed's clock starts on Monday 2026-03-02, 10:00 in Shanghai.
beforeEach(async () => {
  bed = await relayBed({ account: { acknowledgement } })
})
afterEach(() => bed.close())

const journal = async (type: string): Promise<number> =>
  (await bed.store.journal.read('acme', 0, 500)).filter((entry) => entry.type === type).length

describe('the instant acknowledgement', () => {
  it('answers once per customer and quiet period, and is never an answer (S0-21)', async () => {
    const heard: string[] = []
    for (const minutes of [0, 10, 49, 61]) {
      await bed.clock.advance(minutes * 60_000)
      heard.push((await bed.post('在吗')).body)
    }
    expect(heard).toEqual(['已收到，正在查看', 'success', 'success', '已收到，正在查看'])
    expect(await journal('acknowledged')).toBe(2)
    expect(await journal('sent')).toBe(0)
    expect(await journal('disposition')).toBe(0)
  })

  it('costs no send of the reply window', async () => {
    await bed.post('在吗')
    expect(await bed.store.outbox.window('acme', 'wx', 'customer-1')).toMatchObject({
      remaining: 5,
    })
  })

  it('speaks of the evening and of the holiday when it is one (S0-21)', async () => {
    await bed.clock.advance(9 * 3_600_000)
    expect((await bed.post('晚上好')).body).toBe('现在休息，明早回复')
    await bed.clock.advance(15 * 3_600_000)
    expect((await bed.post('放假了吗')).body).toBe('节日快乐，节后回复')
  })

  it('is given to each customer', async () => {
    const { body } = await bed.post('甲')
    expect((await bed.post('乙', { customer: { id: 'customer-2' } })).body).toBe(body)
  })

  it('stays silent for thanks, for events and for a repeat of the same message', async () => {
    expect((await bed.post('谢谢')).body).toBe('success')
    expect((await bed.post('', { kind: 'event', parts: [] })).body).toBe('success')
    expect((await bed.post('在吗', { key: 'k' })).body).toBe('已收到，正在查看')
    expect((await bed.post('在吗', { key: 'k' })).body).toBe('success')
  })

  it('keeps the platform waiting 3 s at most when the store hangs', async () => {
    const { kept } = bed.store
    const hanging: typeof kept.once = () => new Promise(() => undefined)
    Object.assign(bed.runtime, {
      store: { ...bed.store, kept: { ...kept, get: kept.get, set: kept.set, once: hanging } },
    })
    const answer = bed.post('在吗')
    await vi.waitFor(() => expect(bed.clock.sleeping).toBeGreaterThan(0))
    await bed.clock.advance(2000)
    expect((await answer).body).toBe('success')
  })
})

describe('a wish for a person while nobody works', () => {
  const personText = '现在是休息时间，没有人工客服，我们{next}上班，您先留言'
  // The next day is a holiday.
  const honest = '现在是休息时间，没有人工客服，我们3月4日（周三） 09:00上班，您先留言'
  const evening = 9 * 3_600_000
  beforeEach(async () => {
    await bed.close()
    bed = await relayBed({ account: { acknowledgement: { ...acknowledgement, personText } } })
  })

  it('is answered honestly, once per quiet period beside the usual text (S3-07)', async () => {
    await bed.clock.advance(evening)
    const heard: string[] = []
    for (const text of ['宽带断了', '转人工', '人工！', '有人工客服吗', '那我明天再来'])
      heard.push((await bed.post(text)).body)
    expect(heard).toEqual(['现在休息，明早回复', honest, 'success', 'success', 'success'])
    await bed.clock.advance(acknowledgement.quietMs)
    expect((await bed.post('转人工')).body).toBe(honest)
    expect((await bed.post('宽带断了')).body).toBe('success')
  })

  it('is like any other message while somebody works', async () => {
    expect((await bed.post('转人工')).body).toBe('已收到，正在查看')
    await bed.clock.advance(evening - 3_600_000 - 60_000)
    expect((await bed.post('转人工')).body).toBe('已收到，正在查看')
  })

  it('turns at the closing and the opening minute, and lasts all weekend (S3-07)', async () => {
    const heard = async (at: string): Promise<string> => {
      await bed.clock.advance(Date.parse(`${at}+08:00`) - bed.clock.now())
      return (await bed.post('转人工')).body
    }
    const on = (day: string): string => honest.replace('3月4日（周三）', day)
    expect(await heard('2026-03-06T17:59:59')).toBe('已收到，正在查看')
    expect(await heard('2026-03-06T18:00:00')).toBe(on('3月9日（周一）'))
    expect(await heard('2026-03-07T12:00:00')).toBe(on('3月9日（周一）'))
    expect(await heard('2026-03-08T12:00:00')).toBe(on('明天'))
    expect(await heard('2026-03-09T08:59:59')).toBe(on('今天'))
    expect(await heard('2026-03-09T10:00:00')).toBe('已收到，正在查看')
  })

  it('leaves all that was written before in the ticket, for the agent who takes over (S3-07)', async () => {
    await bed.clock.advance(evening)
    for (const text of ['宽带断了两天', '重启过光猫', '转人工']) await bed.post(text)
    await bed.clock.advance(10_000)
    await bed.settle()
    const filed = JSON.stringify(bed.helpdesk.filings)
    const places = ['宽带断了两天', '重启过光猫', '转人工'].map((text) => filed.indexOf(text))
    expect(Math.min(...places)).toBeGreaterThan(-1)
    expect(places).toEqual([...places].sort((a, b) => a - b))
    expect(filed).not.toMatch(/休息时间|现在休息/)
    expect(new Set(bed.helpdesk.filings.map(({ conversation }) => conversation)).size).toBe(1)
  })

  it('is never counted as an agent’s reply: the first answer is the agent’s (S3-07)', async () => {
    await bed.clock.advance(evening)
    for (const text of ['宽带断了', '转人工']) await bed.post(text)
    await bed.settle()
    const entries = () => bed.store.journal.read('acme', 0, 500)
    const before = await entries()
    expect(
      before.flatMap(({ type, detail }) => (type === 'acknowledged' ? [detail?.['kind']] : [])),
    ).toEqual(['off', 'person'])
    for (const { type, agent } of before) {
      expect(type).not.toMatch(/^(?:reply_|sending|sent|disposition)/)
      expect(agent).toBeUndefined()
    }
    expect(await bed.store.outbox.repliesOf('acme', {})).toEqual([])
    await bed.clock.advance(12 * 3_600_000)
    await bed.answer('很抱歉，今天18:00前为您修好。')
    await bed.settle()
    const sent = (await entries()).filter(({ type }) => type === 'sent')
    expect(sent).toHaveLength(1)
    expect(sent[0]?.at).toBe(bed.clock.now())
    expect(await journal('disposition')).toBeGreaterThan(0)
  })
})

describe('a callback', () => {
  it('is refused alike for an unknown tenant and an unknown account', async () => {
    const { createCallbacks } = await import('./callback.ts')
    const { receive } = createCallbacks({ runtime: bed.runtime, fetch: () => undefined })
    const request = {
      method: 'POST',
      path: '/',
      query: {},
      headers: {},
      body: new Uint8Array(),
      receivedAt: 0,
    }
    for (const [tenant, account] of [
      ['nobody', 'wx'],
      ['acme', 'nobody'],
    ] as const)
      await expect(receive(tenant, account, request)).rejects.toMatchObject({
        code: 'channel.forged',
      })
  })

  it('is answered with a failure when neither the store nor the disk takes it', async () => {
    bed.fail('inbox.accept', true)
    bed.fail('spool.append', true)
    await expect(bed.post('在吗')).rejects.toMatchObject({ code: 'store.unavailable' })
  })
})
