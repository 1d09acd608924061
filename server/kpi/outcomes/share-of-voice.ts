import type { Outcome } from '../outcome.ts'

/** How much of the talk is about us. */
export const shareOfVoice: Outcome = {
  id: 'shareOfVoice',
  family: 'efficiency',
  stage: 4,
  unit: 'share',
  version: 1,
  title: { zh: '声量份额', en: 'Share of voice' },
  formula: {
    zh: '提及本品牌的次数 ÷（提及本品牌 + 提及所列竞品）。两者由人从监测工具按同一组关键词录入，来源写明关键词组的版本，按天数均摊到月。期间涉及的每个月两者都须有录入，否则为无数据。',
    en: 'Mentions of the brand ÷ (mentions of the brand + of the named competitors). Both are typed in from the listening tool for one set of keywords, whose version the source names, and spread evenly over the days of their month. No data unless both are typed in for every month the span touches.',
  },
  exclusions: [
    {
      zh: '没有列名的竞品与未列入关键词组的说法',
      en: 'Competitors not named, and words outside the set',
    },
  ],
  parts: { '': { zh: '声量份额', en: 'Share of voice' } },
  inputs: ['brandMentions', 'competitorMentions'],
  from: [],
  read({ sum }) {
    const [own, others] = [sum('brandMentions')?.likely, sum('competitorMentions')?.likely]
    if (own === undefined || others === undefined || own < 0 || others < 0) return undefined
    const all = own + others
    // Mentions spread over a month need not be whole, those that were counted are.
    const n = Math.ceil(all)
    return n === 0 ? undefined : { '': { value: own / all, n, of: n, coverage: 1 } }
  },
}
