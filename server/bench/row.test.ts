import { expect, it } from 'vitest'
import { against, quantile, table, within } from './row.ts'

const rounds = [
  { ours: 90, theirs: 100 },
  { ours: 300, theirs: 100 },
  { ours: 200, theirs: 100 },
]

it('judges a contest by its worst round and reports the median', () => {
  const row = against({ name: 'a', peer: 'b', floor: 1, rounds })
  expect(row).toMatchObject({ ours: 200, theirs: 100, ratio: 0.9, ok: false })
})

it('passes a contest whose worst round reaches the floor exactly', () => {
  expect(against({ name: 'a', peer: 'b', floor: 0.9, rounds }).ok).toBe(true)
})

it('judges an absolute figure by the median of its rounds', () => {
  const limit = { name: 'start', unit: 'ms', limit: 50 } as const
  expect(within({ ...limit, rounds: [10, 20, 500] })).toMatchObject({ ours: 20, ok: true })
  expect(within({ ...limit, rounds: [10, 60, 500] })).toMatchObject({ ours: 60, ok: false })
})

it('fails a figure that could not be measured', () => {
  expect(within({ name: 'start', unit: 'ms', limit: 50, rounds: [] }).ok).toBe(false)
})

it('takes the ninety-ninth of a hundred as p99', () => {
  const values = Array.from({ length: 100 }, (_, i) => 100 - i)
  expect(quantile(values, 0.99)).toBe(99)
  expect(quantile(values, 0.5)).toBe(50)
})

it('marks a missed row in the table', () => {
  const lines = table([against({ name: 'a', peer: 'b', floor: 1, rounds })]).split('\n')
  expect(lines[1]).toMatch(/^MISSED +a +b +200 \/s +100 \/s +0\.90 × +≥ 1\.00$/)
})
