import type { Outcome } from '../outcome.ts'
import type { Sum } from '../typed-terms.ts'

const benefits = ['savedContactCost', 'retainedMargin', 'attributedSales'] as const

const total = (sums: readonly Sum[], name: keyof Sum): number =>
  sums.reduce((all, sum) => all + sum[name], 0)

/** What the programme brings for what it costs. */
export const returnOnInvestment: Outcome = {
  id: 'roi',
  family: 'efficiency',
  stage: 4,
  unit: 'ratio',
  version: 1,
  title: { zh: '投资回报率', en: 'Return on investment' },
  formula: {
    zh: '（节省的服务成本 + 保住的毛利 + 归因销售 − 项目成本）÷ 项目成本，全部由人录入并附来源与负责人，按天数均摊到月。偏低取收益的低值与成本的高值，偏高相反。没有录入的收益不计入，覆盖率说明录入了几项；项目成本缺任何一个月则为无数据。',
    en: '(saved contact cost + retained margin + attributed sales − programme cost) ÷ programme cost, all typed in with source and owner and spread evenly over the days of their month. Low takes the low benefits and the high cost, high the other way round. A benefit that is not typed in is left out, and the coverage says how many were; no data when the programme cost of any month is missing.',
  },
  exclusions: [
    { zh: '没有为每个月录入的收益项', en: 'Benefits not typed in for every month of the span' },
  ],
  parts: {
    '': { zh: '最可能', en: 'Likely' },
    low: { zh: '偏低', en: 'Low' },
    high: { zh: '偏高', en: 'High' },
  },
  inputs: ['savedContactCost', 'retainedMargin', 'attributedSales', 'programmeCost'],
  from: [],
  read({ sum }) {
    const cost = sum('programmeCost')
    const known = benefits.flatMap((kind) => sum(kind) ?? [])
    if (!cost || known.length === 0) return undefined
    const n = known.length + 1
    const of = benefits.length + 1
    const ratio = (benefit: keyof Sum, spent: keyof Sum) => ({
      value: (total(known, benefit) - cost[spent]) / cost[spent],
      n,
      of,
      coverage: n / of,
    })
    if (cost.low <= 0) return undefined
    return { '': ratio('likely', 'likely'), low: ratio('low', 'high'), high: ratio('high', 'low') }
  },
}
