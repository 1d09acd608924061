import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { approverFor } from './approvers.ts'
import { judgeReply } from './clearance.ts'
import type { LintContext } from './context.ts'
import { judge } from './guide.ts'

const draft = '师傅今天下午上门，到之前会先给您打电话。'

/** What holds this draft beside the wording rules. */
function heldBy(context: LintContext): readonly string[] {
  return judgeReply(draft, context)
    .map(({ rule }) => rule)
    .filter((rule) => approverFor(rule) !== undefined)
}

const praise = [
  {
    id: 'p-1',
    words: ['志愿者'],
    text: '为每一位伸出援手的人点赞，谢谢您把这份善意讲给更多人听。',
  },
  { id: 'p-2', words: [], text: '' },
]

const thread = (reposts?: number, audience?: number): NonNullable<LintContext['thread']> => ({
  hashtags: [],
  ...(reposts !== undefined && { reposts }),
  ...(audience !== undefined && { audience }),
})
const secondReader = { reposts: 1000, audience: 50_000 }

describe('judgeReply', () => {
  it('is the wording rules alone where nothing more is asked for', () => {
    expect(judgeReply('说了多少遍了', {})).toEqual(judge('说了多少遍了', {}))
  })

  it.each([
    ['below both', thread(999, 49_999), []],
    ['at the reposts', thread(1000, 0), ['second-reader']],
    ['at the audience', thread(0, 50_000), ['second-reader']],
    ['unknown', thread(), []],
  ])('asks for a second reader from the figures on: %s (S0-10)', (_what, seen, wanted) => {
    expect(heldBy({ policy: { secondReader }, thread: seen })).toEqual(wanted)
  })

  it('names the figures that were reached, and no others', () => {
    const context = { policy: { secondReader }, thread: thread(1200, 10) }
    const found = judgeReply(draft, context).find(({ rule }) => rule === 'second-reader')
    expect(found).toMatchObject({ severity: 'error' })
    expect(found?.message.zh).toMatch(/^讨论已转发 1200 次（满 1000 次），公开回复要由/)
    expect(found?.message.en).toContain('1200 reposts (limit 1000). Somebody other')
    expect(found?.message.en).not.toContain('followers')
  })

  it('asks for nobody in private, nor where no limit is set', () => {
    const seen = thread(1e6, 1e6)
    const channel = { kind: 'weibo', visibility: 'private' } as const
    expect(heldBy({ policy: { secondReader }, thread: seen, channel })).toEqual([])
    for (const policy of [{}, { secondReader: {} }, undefined])
      expect(heldBy({ ...(policy && { policy }), thread: seen })).toEqual([])
  })

  it('never asks for more when a thread is smaller or a limit higher', () => {
    const figure = fc.option(fc.nat(2000), { nil: undefined })
    fc.assert(
      fc.property(figure, figure, fc.nat(2000), fc.nat(500), (reposts, audience, limit, more) => {
        const held = (limited: number, n = 0): number =>
          heldBy({
            policy: { secondReader: { reposts: limited, audience: limited } },
            thread: thread(
              reposts === undefined ? undefined : Math.max(0, reposts - n),
              audience === undefined ? undefined : Math.max(0, audience - n),
            ),
          }).length
        expect(held(limit + more)).toBeLessThanOrEqual(held(limit))
        expect(held(limit, more)).toBeLessThanOrEqual(held(limit))
      }),
    )
  })

  it.each([
    ['word for word', '为每一位伸出援手的人点赞，谢谢您把这份善意讲给更多人听。', 1],
    ['within more', '您说得真好！为每一位伸出援手的人点赞，谢谢您把这份善意讲给更多人听。~', 1],
    ['a little changed', '为每位伸出援手的人点赞！谢谢您把这份善意讲给大家听', 1],
    ['in other marks and blanks', '为每一位 伸出援手的人 点赞,谢谢您把这份善意讲给更多人听!!', 1],
    [
      'with the other form of address',
      '为每一位伸出援手的人点赞，谢谢你把这份善意讲给更多人听。',
      1,
    ],
    ['not at all', '师傅今天下午上门，谢谢您耐心等。', 0],
    ['a common word of it', '给您点赞，谢谢您。', 0],
  ])('has approved praise wait for a lead: %s (S0-08)', (_how, text, count) => {
    const found = judgeReply(text, { praise }).filter(({ rule }) => rule === 'praise')
    expect(found).toHaveLength(count)
    for (const { severity, message } of found) {
      expect(severity).toBe('error')
      expect([message.zh, message.en].join()).toMatch(/（志愿者）.*主管放行.*a lead must release/)
    }
  })

  it('lets praise go freely in private', () => {
    const channel = { kind: 'weibo', visibility: 'private' } as const
    const rules = judgeReply(praise[0]?.text ?? '', { praise, channel }).map(({ rule }) => rule)
    expect(rules).not.toContain('praise')
  })
})
