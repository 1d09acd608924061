import { expect, it } from 'vitest'
import type { Understanding } from '../result.ts'
import type { Pair } from './evaluate.ts'
import { worstMarkdown } from './markdown.ts'
import { worstOf } from './worst.ts'

const ours = (confidence: number): Understanding => ({
  where: null,
  when: null,
  what: {
    category: { value: 'network', confidence: 0.4, decided: false },
    product: null,
    trigger: null,
  },
  polarity: { value: 'negative', confidence, decided: true },
  anger: { level: 0, confidence: 0.1, decided: true },
  escalation: { value: 'none', confidence: 0.9, decided: true },
  abuse: { value: false, confidence: 0.9, decided: true },
  relevance: { value: 'demand', confidence: 0.9, decided: true },
  pii: [],
  points: [],
  evidence: [],
})
const pairs: readonly Pair[] = [
  { text: '甲', gold: { polarity: 'neutral' }, ours: ours(0.7) },
  { text: '乙|\n丙', gold: { polarity: 'positive', category: 'network' }, ours: ours(0.9) },
  { text: '丁', gold: { polarity: 'negative', category: 'quality' }, ours: ours(0.95) },
]

it('lists wrong judgements only, the most certain first', () => {
  expect(worstOf(pairs, 20).map(({ field, text }) => [field, text])).toEqual([
    ['polarity', '乙|\n丙'],
    ['polarity', '甲'],
    ['category', '丁'],
  ])
  expect(worstOf(pairs, 1)).toEqual([
    {
      field: 'polarity',
      text: '乙|\n丙',
      gold: 'positive',
      value: 'negative',
      confidence: 0.9,
      decided: true,
    },
  ])
})

it('shows a text in one cell of the table, whatever signs it has', () => {
  expect(worstMarkdown(worstOf(pairs, 1)).split('\n').at(-1)).toBe(
    '| polarity | positive | negative | 90.0 % | yes | 乙\\| 丙 |',
  )
})
