import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { relayBed, type Bed } from '../testing/relay-bed.ts'
import { silentLog } from '../testing/silent-log.ts'
import { understoodOf } from '../understanding/understood.fake.ts'
import { createClusterWatch, type ClusterWatch } from './cluster-watch.ts'

let bed: Bed
let watch: ClusterWatch

const started = (owner = 'one'): ClusterWatch =>
  createClusterWatch({ tenant: 'acme', store: bed.store, clock: bed.clock, log: silentLog, owner })

beforeEach(async () => {
  bed = await relayBed({
    tenant: (made) => ({
      ...made,
      understand: ({ text }) =>
        understoodOf({
          ...(text.includes('滨江') && {
            where: {
              province: '浙江',
              city: '杭州',
              district: '滨江',
              source: 'text',
              confidence: 0.9,
            },
          }),
          ...(text.includes('兼职') && {
            relevance: { value: 'noise', confidence: 0.9, decided: true },
          }),
        }),
    }),
  })
  watch = started()
})
afterEach(() => bed.close())

let counter = 0
async function from(texts: readonly string[]): Promise<void> {
  for (const text of texts) {
    counter += 1
    await bed.say(text, { customer: { id: `customer-${counter}` } })
    await bed.settle()
    await bed.clock.advance(1000)
  }
}

const burst = [
  '滨江长河这边停水了，物业说水管爆了',
  '长河路水管爆了水漫了一地，家里一滴水都没有',
  '滨江停水到现在，说是主水管破了',
]
const rest = ['请问合约到期可以降套餐吗', '想问下发票怎么开']

describe('createClusterWatch', () => {
  it('puts what happened to many together, with where it is and whose conversations they are', async () => {
    await from([...burst, ...rest])
    await watch.round()
    const [found, ...others] = watch.clusters(2)
    expect(others).toEqual([])
    expect(found).toMatchObject({ city: '杭州' })
    expect(found?.members).toHaveLength(3)
    expect(found?.label).toContain('水')
    const [first] = found?.members ?? []
    expect(watch.member(first?.id ?? '')).toMatchObject({ province: '浙江', city: '杭州' })
    expect(watch.get(found?.id ?? '')).toEqual(found)
  })

  it('knows after a start what it knew before, by the same ids', async () => {
    await from([...burst.slice(0, 2), ...rest])
    await watch.round()
    const before = watch.clusters(2)
    const again = started('two')
    await again.round()
    expect(again.clusters(2)).toEqual(before)
    await from(burst.slice(2))
    await again.round()
    expect(again.clusters(2).map(({ id, members }) => [id, members.length])).toEqual([
      [before[0]?.id, 3],
    ])
  })

  it('is of one mind with the process that decides', async () => {
    const other = started('two')
    await from(burst.slice(0, 2))
    await watch.round()
    await from(burst.slice(2))
    await watch.round()
    await other.round()
    expect(other.clusters(2)).toEqual(watch.clusters(2))
  })

  it('leaves deciding to whoever holds the lease', async () => {
    const held = { tenant: 'acme', key: 'clusters', owner: 'else', forMs: 60_000 }
    await bed.store.leases.take(held)
    await from(burst)
    await watch.round()
    expect(watch.clusters(2)).toEqual([])
    await bed.clock.advance(61_000)
    await watch.round()
    expect(watch.clusters(2)).toHaveLength(1)
  })

  it('makes no incident of marketing', async () => {
    await from(['刷单兼职日结二百元私我', '刷单兼职日结二百元，私我', '刷单兼职日结二百元私我！'])
    await watch.round()
    expect(watch.clusters(1)).toEqual([])
  })

  it('writes no word of a customer into the journal', async () => {
    await from(burst)
    await watch.round()
    const told = (await bed.store.journal.read('acme', 0, 1000)).filter(
      ({ type }) => type === 'clustered',
    )
    expect(told).toHaveLength(3)
    expect(JSON.stringify(told)).not.toMatch(/[\u4e00-\u9fff]/u)
  })

  it('need not read again what is older than a week', async () => {
    await from(burst)
    await watch.round()
    await bed.clock.advance(8 * 24 * 3_600_000)
    await from(rest)
    await watch.round()
    expect(Number(await bed.store.kept.get('acme', 'clusters:from'))).toBeGreaterThanOrEqual(0)
    await bed.clock.advance(8 * 24 * 3_600_000)
    await from(burst)
    await watch.round()
    expect(Number(await bed.store.kept.get('acme', 'clusters:from'))).toBeGreaterThan(5)
  })
})
