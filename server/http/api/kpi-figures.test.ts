import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createKpiUpkeep } from '../../jobs/kpi-upkeep.ts'
import { deriveFacts } from '../../kpi/derive.ts'
import type { Fact } from '../../kpi/facts.ts'
import { createJournalReader } from '../../kpi/from-journal.ts'
import { hoursOf } from '../../kpi/hours.ts'
import { metrics } from '../../kpi/metrics/index.ts'
import { viewsOf } from '../../kpi/settings.ts'
import type { SliceFilter } from '../../kpi/slices.ts'
import { kpi as settings } from '../../testing/api-bed.ts'
import { happening } from '../../testing/journal-story.ts'
import { silentLog } from '../../testing/silent-log.ts'
import { onEveryEngine, type StoreBed } from '../../testing/store-bed.ts'
import { foldSpan, readingOf, type Asked } from './kpi-figures.ts'
import type { GroupBy } from './kpi-query.ts'

const hour = 3_600_000
const tenant = 'acme'
const viewAt = viewsOf(settings)
const hours = hoursOf(settings.timeZone)

const act = fc.oneof(
  { weight: 8, arbitrary: happening.map((made) => ({ do: 'happen' as const, made })) },
  { weight: 2, arbitrary: fc.constant({ do: 'round' as const }) },
  {
    weight: 2,
    arbitrary: fc
      .oneof(fc.integer({ min: 1, max: hour }), fc.integer({ min: hour, max: 200 * hour }))
      .map((ms) => ({ do: 'wait' as const, ms })),
  },
  fc.constant({ do: 'crash' as const }),
)

const question = fc.record({
  back: fc.integer({ min: 1, max: 1500 * hour }),
  length: fc.oneof(
    fc.integer({ min: 1, max: 50 * hour }),
    fc.constantFrom(24 * hour, 168 * hour, 1200 * hour),
  ),
  isWhole: fc.boolean(),
  by: fc.constantFrom<GroupBy | undefined>(undefined, 'hour', 'agent', 'channel', 'category'),
  filter: fc.constantFrom<SliceFilter>(
    {},
    { channel: 'wechat' },
    { province: '广东' },
    { province: '广东', city: '深圳' },
    { channel: 'weibo', agent: '7', category: '' },
    { group: 'g2' },
  ),
})
type Question = typeof question extends fc.Arbitrary<infer T> ? T : never

function askedAt(now: number, { back, length, isWhole, by, filter }: Question): Asked {
  const from = isWhole ? hours.dayOf(now - back) : now - back
  const span = { from, to: from + length }
  return { tenant, settings, hours, viewAt, span, by, filter, metrics, asOf: now }
}

/** By folding all facts, one by one. */
function directly(facts: readonly Fact[], { span, filter, by, asOf }: Asked) {
  const wanted = facts.filter(
    (fact) =>
      fact.at >= span.from &&
      fact.at < span.to &&
      Object.entries(filter).every(
        ([name, value]) => ((fact as unknown as Record<string, unknown>)[name] ?? '') === value,
      ),
  )
  const keyOf = (fact: Fact): string =>
    by === 'hour'
      ? String(new Date(fact.at + 8 * hour).getUTCHours()).padStart(2, '0')
      : ((fact as unknown as Record<string, string>)[by ?? ''] ?? '')
  const read = (some: readonly Fact[]) =>
    Object.fromEntries(
      metrics.map((metric) => {
        let state = metric.initial()
        for (const fact of some)
          if (fact.fact === metric.over) state = metric.step(state, fact, viewAt(asOf))
        return [metric.id, metric.read(state, viewAt(asOf))]
      }),
    )
  const keys = by === undefined ? [] : [...new Set(wanted.map(keyOf))].sort()
  return {
    whole: read(wanted),
    groups: keys.map((key) => [key, read(wanted.filter((fact) => keyOf(fact) === key))]),
  }
}

async function fromBuckets(bed: StoreBed, asked: Asked) {
  const folded = await foldSpan(bed.store.kpi, asked)
  const read = (states: ReadonlyMap<string, unknown>) =>
    Object.fromEntries(
      metrics.map((metric) => [metric.id, readingOf(metric, new Map(states), viewAt(asked.asOf))]),
    )
  return {
    whole: read(folded.whole),
    groups: [...folded.groups]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, states]) => [key, read(states)]),
  }
}

async function allFacts(bed: StoreBed, asOf: number): Promise<readonly Fact[]> {
  const records = await bed.store.journal.read(tenant, 0, 100_000)
  const { items, episodes, turns } = deriveFacts(createJournalReader().take(records), asOf)
  return [...items, ...episodes, ...turns]
}

onEveryEngine('Figures from buckets', (bed) => {
  const upkeep = (owner: string) =>
    createKpiUpkeep({
      ...bed,
      store: bed.store,
      clock: bed.clock,
      log: silentLog,
      owner,
      settings: new Map([[tenant, settings]]),
    })

  it('equal a fold over all facts, however the journal grew and was read', async () => {
    let n = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(act, { minLength: 5, maxLength: 60 }),
        fc.array(question, { minLength: 3, maxLength: 6 }),
        async (acts, questions) => {
          await bed.clear()
          for (const one of acts) {
            if (one.do === 'happen')
              await bed.store.journal.append(tenant, one.made(bed.clock.now(), ++n))
            if (one.do === 'round') await upkeep('one').round(tenant)
            if (one.do === 'wait') await bed.clock.advance(one.ms)
            // Read and not yet folded.
            if (one.do === 'crash') {
              const { kpi } = bed.store
              const dying = { ...kpi, dueCircles: () => Promise.reject(new TypeError('crash')) }
              const options = { clock: bed.clock, log: silentLog, owner: 'two' }
              await createKpiUpkeep({
                ...options,
                store: { ...bed.store, kpi: dying },
                settings: new Map([[tenant, settings]]),
              })
                .round(tenant)
                .catch(() => undefined)
            }
          }
          expect(await upkeep('one').round(tenant)).toBe(true)
          const facts = await allFacts(bed, bed.clock.now())
          for (const one of questions) {
            const asked = askedAt(bed.clock.now(), one)
            expect(await fromBuckets(bed, asked)).toEqual(directly(facts, asked))
          }
        },
      ),
      { numRuns: 40 },
    )
  })
})
