import { describe, expect, it } from 'vitest'
import { understoodOf } from './understood.fake.ts'
import { urgencyOf } from './urgency.ts'

const sure = { confidence: 0.95, decided: true }

describe('urgencyOf', () => {
  it('puts a calm threat above a shouted insult', () => {
    const calm = urgencyOf(understoodOf({ escalation: { value: 'regulator', ...sure } }))
    const loud = urgencyOf(
      understoodOf({
        anger: { level: 3, ...sure },
        abuse: { value: true, ...sure },
        polarity: { value: 'negative', ...sure },
      }),
    )
    expect(calm.score).toBeGreaterThan(loud.score)
    expect([calm.level, loud.level]).toEqual(['high', 'normal'])
  })

  it('says what adds to it, the heaviest first', () => {
    const found = urgencyOf(
      understoodOf({
        escalation: { value: 'legal', ...sure },
        polarity: { value: 'negative', ...sure },
        anger: { level: 2, ...sure },
      }),
      'notable',
    )
    expect(found).toEqual({
      level: 'urgent',
      score: 80,
      because: [
        { reason: 'legal', points: 50 },
        { reason: 'angry', points: 15 },
        { reason: 'reach', points: 10 },
        { reason: 'negative', points: 5 },
      ],
    })
  })

  it('adds nothing for what the engine is not sure of', () => {
    const unsure = { confidence: 0.5, decided: false }
    const found = urgencyOf(
      understoodOf({
        escalation: { value: 'media', ...unsure },
        anger: { level: 3, ...unsure },
        polarity: { value: 'negative', ...unsure },
        abuse: { value: true, ...unsure },
      }),
    )
    expect(found).toEqual({ level: 'normal', score: 0, because: [] })
  })

  it('puts marketing last, but never a threat in the words of marketing', () => {
    const noise = { value: 'noise', ...sure } as const
    expect(urgencyOf(understoodOf({ relevance: noise }), 'major').level).toBe('low')
    const threat = understoodOf({ relevance: noise, escalation: { value: 'media', ...sure } })
    expect(urgencyOf(threat).level).toBe('high')
  })

  it('never exceeds a hundred', () => {
    const all = understoodOf({
      escalation: { value: 'legal', ...sure },
      anger: { level: 3, ...sure },
      abuse: { value: true, ...sure },
      polarity: { value: 'negative', ...sure },
    })
    expect(urgencyOf(all, 'major').score).toBe(100)
  })
})
