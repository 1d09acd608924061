import { describe, expect, it } from 'vitest'
import { weekWords } from './week-words.ts'
import { catalogue, hours, reportFor } from './board.fake.ts'
import { findingsOf } from './findings.ts'
import { findingAddress, sentence, weekMarkdown, weekRows, type WeekTexts } from './week-report.ts'
import { figureText } from '../kit/figure-text.ts'
import { momentsIn } from './use-texts.ts'

const words: WeekTexts = {
  t: (key, values) =>
    weekWords[key][0].replace(/\{(\w+)\}/g, (_all, name: string) => String(values?.[name])),
  texts: {
    locale: 'zh-CN',
    inside: (word) => word,
    say: ({ zh }) => zh,
    figure: (value, unit) => (value === undefined ? '–' : figureText(value, unit, 'zh-CN')),
    part: (_metric, part) => part,
    value: (_name, value) => value,
  },
  moments: momentsIn('zh-CN', 'Asia/Shanghai', false),
}
const span = {
  from: Date.parse('2026-11-16T00:00:00+08:00'),
  to: Date.parse('2026-11-23T00:00:00+08:00'),
}
const ids = catalogue.metrics.map(({ id }) => id).join(',')
const of = (from: number) =>
  reportFor({
    from: new Date(from).toISOString(),
    to: new Date(from + 7 * 86_400_000).toISOString(),
    metrics: ids,
  })
const week = of(span.from)
const before = of(span.from - 7 * 86_400_000)
const findings = findingsOf({ metrics: catalogue.metrics, week, before, hours })

describe('weekRows', () => {
  it('has the numbers that the panels have (S3-63)', () => {
    const rows = weekRows(catalogue.metrics, week, before, words)
    const csat = rows.find(({ metric }) => metric.id === 'csat')
    const value = week.metrics.find(({ id }) => id === 'csat')?.reading?.['']
    expect(csat?.cells[1]).toBe(figureText(value?.value ?? NaN, 'share', 'zh-CN'))
    expect(csat?.cells[4]).toBe(figureText(value?.n ?? NaN, 'count', 'zh-CN'))
  })
})

describe('sentence', () => {
  it('tells what changed, from what to what', () => {
    const [metric] = catalogue.metrics.filter(({ id }) => id === 'csat')
    const finding = { kind: 'worse', metric: metric!, before: 0.9, now: 0.8, page: 'now' } as const
    expect(sentence(finding, words)).toBe('满意度变差：90.0% → 80.0%（−10.0 个百分点）')
  })
  it('names the hours nobody covered', () => {
    const finding = findings.find(({ kind }) => kind === 'peak')
    expect(finding && sentence(finding, words)).toBe('4 个高峰时段无人在岗，例如 周六 20:00–22:00')
  })
})

describe('findingAddress', () => {
  it('leads to the page and the days it speaks of', () => {
    const finding = findings.find(({ kind }) => kind === 'day')
    expect(finding && findingAddress(finding, span, 'Asia/Shanghai', { channel: 'weibo' })).toBe(
      '#/response?from=2026-11-16&to=2026-11-22&channel=weibo',
    )
  })
})

describe('weekMarkdown', () => {
  it('holds every finding with a link, and every figure', () => {
    const rows = weekRows(catalogue.metrics, week, before, words)
    const text = weekMarkdown(
      { findings, rows, range: '11月16日 – 11月22日', addressOf: () => 'https://a/#/now' },
      words,
    )
    expect(text.match(/^- .*\[查看\]\(<https:\/\/a\/#\/now>\)$/gm)).toHaveLength(findings.length)
    expect(text.match(/^\| /gm)).toHaveLength(rows.length + 2)
    expect(text.startsWith('# 服务周报\n')).toBe(true)
  })
})
