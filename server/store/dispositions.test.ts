import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Disposition } from '../core/journal.ts'
import { filingOf } from '../testing/filings.ts'
import { mail } from '../testing/mail.ts'
import { onEveryEngine } from '../testing/store-bed.ts'

type Step =
  | { readonly do: 'write' }
  | { readonly do: 'file' }
  | { readonly do: 'wait' }
  | { readonly do: 'dispose'; readonly value: Disposition; readonly back: number }

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Step>({ do: 'write' }) },
  { weight: 2, arbitrary: fc.constant<Step>({ do: 'file' }) },
  fc.constant<Step>({ do: 'wait' }),
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('dispose' as const),
      value: fc.constantFrom<Disposition>('R1', 'R2', 'R3'),
      back: fc.integer({ min: 0, max: 3 }),
    }),
  },
)

interface ModelItem {
  readonly at: number
  isFiled: boolean
  value: Disposition | undefined
}

onEveryEngine('Dispositions', (bed) => {
  async function file(): Promise<string | undefined> {
    const { inbox } = bed.store
    const [lane] = await inbox.claimLanes({ owner: 'one', limit: 1, forMs: 1000 })
    if (!lane) return undefined
    const filing = await inbox.freeze(lane, filingOf(lane))
    await inbox.settle(lane, filing, { ticket: { id: '7' } })
    await inbox.release(lane)
    return lane.conversation.id
  }

  it('gives each filed item exactly one terminal state, whatever happens in whatever order (S2-15)', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        await bed.clear()
        const model: ModelItem[] = []
        let conversation = ''
        for (const one of steps) {
          const at = bed.clock.now()
          if (one.do === 'wait') await bed.clock.advance(10)
          if (one.do === 'write') {
            const key = `item-${model.length}`
            await bed.store.inbox.accept([mail({ key, receivedAt: at })])
            model.push({ at, isFiled: false, value: undefined })
          }
          if (one.do === 'file') {
            conversation = (await file()) ?? conversation
            for (const item of model) item.isFiled = true
          }
          if (one.do === 'dispose') {
            const until = at - one.back * 10
            const due = model.filter(
              (item) => item.isFiled && item.value === undefined && item.at <= until,
            )
            const options = { until, value: one.value, reply: 'reply-1' }
            const n = await bed.store.inbox.dispose('acme', conversation, options)
            expect(n).toBe(due.length)
            for (const item of due) item.value = one.value
          }
        }
        const stored = await bed.rows<{ disposition: Disposition | null }>(
          'select disposition from inbox order by id',
        )
        expect(stored.map((row) => row.disposition ?? undefined)).toEqual(
          model.map(({ value }) => value),
        )
        const noted = (await bed.store.journal.read('acme', 0, 500)).filter(
          ({ type }) => type === 'disposition',
        )
        expect(noted).toHaveLength(model.filter(({ value }) => value !== undefined).length)
        expect(new Set(noted.map(({ message }) => message)).size).toBe(noted.length)
      }),
      { numRuns: 60 },
    )
  })

  it('lets one of two acts at the same time decide', async () => {
    const other = await bed.open()
    const keys = Array.from({ length: 30 }, (_, i) => mail({ key: `k${i}` }))
    await bed.store.inbox.accept(keys)
    const conversation = (await file()) ?? ''
    const until = bed.clock.now()
    const counts = await Promise.all([
      bed.store.inbox.dispose('acme', conversation, { until, value: 'R1' }),
      other.inbox.dispose('acme', conversation, { until, value: 'R2' }),
    ])
    expect([...counts].sort()).toEqual([0, 30])
  })

  it('disposes of nothing in another tenant', async () => {
    await bed.store.inbox.accept([mail({ key: 'a' })])
    const conversation = (await file()) ?? ''
    const options = { until: bed.clock.now(), value: 'R1' as const }
    expect(await bed.store.inbox.dispose('other', conversation, options)).toBe(0)
  })
})
