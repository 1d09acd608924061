import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomEvents } from './random-events.fake.ts'
import { readEventLines, writeEventLine } from './read-event-lines.ts'

const received = {
  type: 'received',
  at: '2026-03-01T09:00:00+08:00',
  enteredAt: '2026-03-01T01:02:00.250Z',
  conversation: 'c1',
  platformId: 'm1',
  customer: '测试客户',
  channel: 'weibo',
  mention: true,
  kind: 'demand',
}
const problemsOf = (...lines: unknown[]) =>
  readEventLines(
    lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'),
  ).problems

describe('readEventLines', () => {
  it('reads times with offset as epoch ms and passes over text and unknown fields', () => {
    const line = JSON.stringify({ ...received, text: '屏幕碎了', unheard: { of: 1 }, tier: 'vip' })
    expect(readEventLines(`\uFEFF${line}\r\n\n`)).toEqual({
      events: [
        {
          ...received,
          at: Date.UTC(2026, 2, 1, 1),
          enteredAt: Date.UTC(2026, 2, 1, 1, 2, 0, 250),
          tier: 'vip',
        },
      ],
      problems: [],
      problemCount: 0,
    })
  })

  it('tells everything wrong at once, by line, with what was expected', () => {
    const { mention: _, ...mentionless } = received
    const problems = problemsOf(
      received,
      'not json',
      '[1]',
      { type: 'ticketed' },
      { type: 'constructor' },
      { ...mentionless, at: '2026-03-01 09:00', kind: 'question' },
      { type: 'rated', at: received.at, conversation: '', score: 6 },
    )
    expect(problems.map(({ line, problem }) => `${line}: ${problem.slice(0, 30)}`)).toEqual([
      '2: must be one JSON object',
      '3: must be one JSON object',
      '4: type must be one of received, ',
      '5: type must be one of received, ',
      '6: at must be a time in ISO 8601 ',
      '6: mention must be true or false',
      '6: kind must be one of demand, cl',
      '7: conversation must be a text, n',
      '7: score must be a whole number f',
    ])
  })

  it('shows twenty problems and counts them all, and still reads the good lines', () => {
    const read = readEventLines(
      ['{}', JSON.stringify(received), ...Array<string>(30).fill('{')].join('\n'),
    )
    expect(read.problems).toHaveLength(20)
    expect(read.problemCount).toBe(31)
    expect(read.events).toHaveLength(1)
  })

  it('counts every problem of a line that has several', () => {
    const read = readEventLines(JSON.stringify({ ...received, channel: 7, mention: 'yes' }))
    expect(read.problemCount).toBe(2)
  })

  it('refuses moments that are none', () => {
    const bad = [
      '2026-03-01T09:00:00',
      '2026-02-30T09:00:00Z',
      '2026-13-01T09:00:00Z',
      '2026-03-01T24:00:00Z',
      '2026-03-01T09:60:00Z',
      '2026-03-01',
      '1772326800000',
      1772326800000,
      '',
    ]
    expect(
      bad.flatMap((at) => problemsOf({ type: 'surveyed', conversation: 'c1', at })),
    ).toHaveLength(bad.length)
  })

  it('takes a field that is null for one that is left out', () => {
    const solved = { type: 'solved', at: received.at, conversation: 'c1', mode: null, agent: null }
    expect(readEventLines(JSON.stringify(solved)).events).toEqual([
      { type: 'solved', at: Date.UTC(2026, 2, 1, 1), conversation: 'c1' },
    ])
  })
})

describe('writeEventLine', () => {
  it('writes lines that read as the same events', () => {
    fc.assert(
      fc.property(randomEvents(), (events) => {
        const read = readEventLines(events.map(writeEventLine).join('\n'))
        expect(read).toEqual({ events, problems: [], problemCount: 0 })
      }),
    )
  })
})
