import { describe, expect, it } from 'vitest'
import { loadModels } from './commands/understand-models.ts'
import { acceptedFrom } from './testing/config-reading.ts'
import { fileWith } from './testing/config-file.ts'
import { liveUnderstanderOf } from './understander.ts'

const models = loadModels()
const at = Date.parse('2026-03-11T15:20:00+08:00')

function reader(understanding: object) {
  const { config } = acceptedFrom(fileWith({ 'tenants.0.understanding': understanding }))
  const [tenant] = config.tenants
  if (!tenant) throw new TypeError('no tenant')
  const { understand } = liveUnderstanderOf(tenant, models)
  return (text: string) => understand({ text, at, timeZone: 'Asia/Shanghai' })
}

describe('liveUnderstanderOf', () => {
  it('reads place, time, category, mood and threats (S1-10)', () => {
    const found = reader({})('成都武侯区从昨晚开始宽带断网，再不修好我就打12315投诉！')
    expect(found).toMatchObject({
      where: { province: '四川', city: '成都', district: '武侯', source: 'text' },
      when: { start: '2026-03-10T18:00:00+08:00', grain: 'part' },
      what: { category: { value: 'network' }, product: '宽带' },
      polarity: { value: 'negative' },
      escalation: { value: 'regulator' },
    })
  })

  it('knows the tenant’s own categories, keywords, products and landmarks', () => {
    const read = reader({
      categories: [
        { id: 'charging', keywords: ['充电桩', '快充站'] },
        { id: 'billing', keywords: ['蓝币'] },
      ],
      products: ['演示魔方'],
      landmarks: [{ name: '演示广场', province: '广东', city: '深圳', district: '南山' }],
    })
    const charging = read('演示广场的快充站全都坏了')
    expect(charging.what.category).toMatchObject({ value: 'charging', decided: true })
    expect(charging.where).toMatchObject({ city: '深圳', district: '南山' })
    expect(read('我的蓝币不见了').what.category.value).toBe('billing')
    expect(read('演示魔方打不开').what.product).toBe('演示魔方')
  })
})
