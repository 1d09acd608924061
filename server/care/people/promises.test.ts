import { describe, expect, it } from 'vitest'
import type { PromiseMark, ReplyRow } from '../../core/store/index.ts'
import { promisesOf } from './promises.ts'
import type { Answered } from './seen.ts'

const hour = 3_600_000
const noon = Date.parse('2026-05-12T12:00:00+08:00')

function reply(id: string, text: string, afterHours: number, state: ReplyRow['state'] = 'sent') {
  const row = { id, tenant: 'acme', text, state, writtenAt: noon + afterHours * hour } as ReplyRow
  return { reply: row, channel: 'wechat', visibility: 'private' } as const satisfies Answered
}

const promise = reply('r1', '很抱歉让您久等。我们会在今天18点前回复您结果。谢谢！', 0)

function read(answered: readonly Answered[], hours: number, marks: readonly PromiseMark[] = []) {
  return promisesOf(answered, { marks, now: noon + hours * hour, memory: {} })
}
const state = (answered: readonly Answered[], hours: number, marks?: readonly PromiseMark[]) =>
  read(answered, hours, marks).find(({ reply: id }) => id === 'r1')?.state

describe('promisesOf', () => {
  it('finds what was promised, by when and in which words', () => {
    expect(read([promise], 1)).toMatchObject([
      { text: '我们会在今天18点前回复您结果', madeAt: noon, dueAt: noon + 6 * hour, state: 'open' },
    ])
  })
  it('is kept by the next reply, in time or late', () => {
    expect(state([promise, reply('r2', '查到了：是线路故障，已经修好。', 5)], 9)).toBe('kept')
    expect(state([promise, reply('r2', '查到了：是线路故障，已经修好。', 7)], 9)).toBe('late')
  })
  it('is broken when its time is over and nothing came', () => {
    expect(state([promise], 6.5)).toBe('broken')
  })
  it('is not kept by a reply that puts it off, nor by one the customer does not have', () => {
    const again = reply('r2', '还在核实，我们明天10点前给您答复。', 5)
    expect(state([promise, again], 6.5)).toBe('renewed')
    expect(state([promise, reply('r2', '已经修好。', 5, 'unknown')], 6.5)).toBe('broken')
    expect(
      state([promise, { ...again, reply: { ...again.reply, writtenAt: noon + 7 * hour } }], 8),
    ).toBe('broken')
  })
  it('leaves what happens outside of replies to people', () => {
    const visit = reply('r1', '师傅明天10点上门。', 0)
    expect(state([visit], 1)).toBe('open')
    expect(state([visit, reply('r2', '好的。', 5)], 30)).toBe('unchecked')
    const mark = { reply: 'r1', start: 2, value: 'kept', at: noon, by: { id: '7' } } as const
    expect(state([visit], 30, [mark])).toBe('kept')
  })
  it('stays open without a definite time until there is an answer', () => {
    const soon = reply('r1', '我们尽快回复您。', 0)
    expect(state([soon], 500)).toBe('open')
    expect(state([soon, reply('r2', '查到了，已经修好。', 400)], 500)).toBe('kept')
  })
})
