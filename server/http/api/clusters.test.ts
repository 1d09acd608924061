import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createClusterWatch, type ClusterWatch } from '../../jobs/cluster-watch.ts'
import { apiBed, type ApiBed } from '../../testing/api-bed.ts'
import { silentLog } from '../../testing/silent-log.ts'
import { understoodOf } from '../../understanding/understood.fake.ts'

let api: ApiBed
let watch: ClusterWatch

const at = {
  province: '浙江',
  city: '杭州',
  district: null,
  source: 'text',
  confidence: 1,
} as const
const sure = { value: 'network', confidence: 0.9, decided: true } as const

beforeEach(async () => {
  api = await apiBed({
    tenant: (made) => ({
      ...made,
      understand: ({ text }) =>
        understoodOf({
          where: text.includes('滨江') ? at : null,
          what: { category: sure, product: null, trigger: null },
        }),
    }),
    clusters: (store, clock) =>
      (watch = createClusterWatch({ tenant: 'acme', store, clock, log: silentLog, owner: 'a' })),
  })
})
afterEach(() => api.close())

const texts = [
  '滨江长河这边停水了，物业说水管爆了，电话13812345678',
  '长河路水管爆了水漫了一地，家里一滴水都没有',
  '滨江停水到现在，说是主水管破了',
]

async function incident(): Promise<void> {
  for (const [n, text] of [...texts, '想问下发票怎么开'].entries()) {
    await api.bed.say(text, { customer: { id: `customer-${n}` } })
    await api.bed.settle()
    await api.bed.clock.advance(40 * 60_000)
  }
  await watch.round()
}

const list = async (query: Record<string, string> = {}) =>
  (await api.call('listClusters', (await api.session('7')).token, { query })).json.clusters

describe('what many customers write about', () => {
  it('is listed with its growth, places, categories and tickets (S4-18)', async () => {
    await incident()
    const [found, ...others] = await list()
    expect(others).toEqual([])
    expect(found).toMatchObject({
      size: 3,
      lastHour: 0,
      hourBefore: 1,
      places: [{ province: '浙江', city: '杭州', n: 2 }],
      categories: [{ category: 'network', n: 3 }],
    })
    expect(found.hours.slice(-3)).toEqual([2, 1, 0])
    expect(found.members).toHaveLength(3)
    expect(found.members[0]).toMatchObject({ channel: 'wechat', ticket: expect.any(String) })
    expect(found.label).not.toContain('13812345678')
  })

  it('begins at three unless somebody asks for fewer', async () => {
    await incident()
    expect(await list({ least: '4' })).toEqual([])
    expect(await list({ least: 'x' })).toHaveLength(1)
  })

  it('is nothing of another tenant', async () => {
    await incident()
    const { token } = await api.session('7', 'other')
    expect((await api.call('listClusters', token)).json.clusters).toEqual([])
  })
})
