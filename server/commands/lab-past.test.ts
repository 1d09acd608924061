import { describe, expect, it } from 'vitest'
import type { JournalEntry, JournalRecord } from '../core/journal.ts'
import { createJournalReader } from '../kpi/from-journal.ts'
import { deriveFacts } from '../kpi/derive.ts'
import { createMonth } from '../lab/month/index.ts'
import { createLabPlan } from '../lab/plan.ts'
import { seedPast } from './lab-past.ts'

const until = Date.UTC(2026, 9, 20, 8)
const plan = { ...createLabPlan(), past: { seed: 3, until } }

/** A journal in memory. */
function journalOf(kept: JournalRecord[] = []) {
  return {
    kept,
    append: async (tenant: string, entries: readonly JournalEntry[]): Promise<void> => {
      for (const entry of entries) kept.push({ ...entry, tenant, seq: kept.length + 1 })
    },
    read: async (_tenant: string, after: number, limit: number): Promise<JournalRecord[]> =>
      kept.slice(after, after + limit),
  }
}

describe('seedPast', () => {
  it('gives an empty store a month that the figures can be taken from', async () => {
    const journal = journalOf()
    expect(await seedPast(journal, plan)).toBe(journal.kept.length)
    const { episodes } = deriveFacts(createJournalReader().take(journal.kept), until)
    expect(episodes).toHaveLength(createMonth(plan.past).truths.episodes)
    expect(new Set(episodes.map(({ firstReplyAgent }) => firstReplyAgent))).toContain('9001')
    expect(Math.max(...journal.kept.map(({ at }) => at))).toBeLessThanOrEqual(until)
  })

  it('leaves a store that has a past alone', async () => {
    const own = { type: 'received', at: 1, tenant: 'demo', seq: 1 } as const
    const journal = journalOf([own])
    expect(await seedPast(journal, plan)).toBe(0)
    expect(journal.kept).toEqual([own])
  })
})
