import { describe, expect, it } from 'vitest'
import type { LintContext } from './context.ts'
import { blocking, judge } from './guide.ts'
import type { Edit, Finding } from './rule.ts'
import { examples as address } from './rules/form-of-address.examples.ts'
import { examples as emoji } from './rules/fitting-emoji.examples.ts'
import { examples as locked } from './rules/locked-wording.examples.ts'
import { examples as name } from './rules/persona-name.examples.ts'
import { examples as code } from './rules/one-agent-code.examples.ts'
import { examples as trends } from './rules/no-trend-chasing.examples.ts'

const world: LintContext = {
  competitors: ['蓝海通信'],
  topics: [
    { id: '阶梯电价', words: ['阶梯电价'], verdict: 'hold' },
    { id: '并购', words: ['并购'], verdict: 'pr' },
  ],
  rumours: [{ claim: '6月全面涨价', words: ['涨价'], fact: '现有套餐价格不变' }],
  crisis: { on: false, locked: [] },
}
const inPrivate: LintContext = { ...world, channel: { kind: 'wechat', visibility: 'private' } }

function severityOf(rule: string, draft: string, context: LintContext): string | undefined {
  return judge(draft, context).find((finding) => finding.rule === rule)?.severity
}

function applied(draft: string, edits: readonly Edit[]): string {
  return [...edits]
    .sort((a, b) => b.start - a.start)
    .reduce(
      (text, { start, end, text: put }) => text.slice(0, start) + put + text.slice(end),
      draft,
    )
}

describe('public attitude', () => {
  it.each([
    ['W-X1', '我们坚决反对阶梯电价。', 'block', 'error'],
    ['W-X2', '您这种人就爱占便宜。', 'error', 'warning'],
    ['W-X4', '蓝海通信的信号更烂。', 'error', 'warning'],
    ['W-X5', '听说6月要涨价，您抓紧办。', 'error', 'warning'],
    ['W-X7', '并购已经谈妥。', 'block', 'block'],
    ['W-P2', '我个人认为没必要投诉。', 'error', 'warning'],
  ])('%s weighs %s in public and in private as the catalogue says', (rule, draft, open, closed) => {
    expect([severityOf(rule, draft, world), severityOf(rule, draft, inPrivate)]).toEqual([
      open,
      closed,
    ])
  })

  it('holds all but the locked wording in a crisis, in private only where the scope says all', () => {
    const crisis = { on: true, locked: ['请看官方公告。'] }
    const draft = '放心，没事。'
    expect(severityOf('W-X6', draft, { crisis })).toBe('block')
    expect(severityOf('W-X6', draft, { ...inPrivate, crisis })).toBeUndefined()
    expect(severityOf('W-X6', draft, { ...inPrivate, crisis: { ...crisis, scope: 'all' } })).toBe(
      'block',
    )
  })

  it('points at the words in the draft as typed, invisible and full-width signs included', () => {
    const draft = '您好！蓝\u200b海通信的信号更\u200b烂。'
    const finding = judge(draft, world).find(({ rule }) => rule === 'W-X4')
    expect(draft.slice(finding?.start, finding?.end)).toContain('烂')
    expect(severityOf('W-X4', '蓝 海 通 信全是假货', world)).toBe('error')
  })

  it('puts the released text in place of one that differs in marks alone', () => {
    const crisis = { on: true, locked: ['我们已下架，请看官方公告。'] }
    const [finding] = judge('我们已下架, 请看官方公告', { crisis })
    expect(applied('我们已下架, 请看官方公告', finding?.fix ?? [])).toBe(
      '我们已下架，请看官方公告。',
    )
  })

  it('stays silent on topics, rumours and competitors nobody listed', () => {
    const draft = '我们坚决反对阶梯电价，并购已经谈妥，蓝海通信全是假货，6月要涨价。'
    expect(judge(draft, {}).filter(({ rule }) => /^W-X[1457]$/.test(rule))).toEqual([])
  })
})

describe('fixes of the persona rules', () => {
  const own = /^W-(?:P\d|X\d|I\d)$/
  const cases = [address, emoji, locked, name, code, trends].flatMap(({ flagged }) => flagged)
  const fixed = (finding: Finding): boolean => own.test(finding.rule) && finding.fix !== undefined

  it('end their finding and add no block or error', () => {
    const worse = cases.flatMap(({ draft, context = {} }) => {
      const findings = judge(draft, context)
      const before = new Set(blocking(findings).map(({ rule }) => rule))
      const edits = findings.filter(fixed).flatMap(({ fix = [] }) => fix)
      const after = judge(applied(draft, edits), context)
      const added = blocking(after).filter(({ rule }) => !before.has(rule))
      const left = after.filter(fixed)
      return added.length + left.length === 0 ? [] : [{ draft, added, left }]
    })
    expect(worse).toEqual([])
  })
})
