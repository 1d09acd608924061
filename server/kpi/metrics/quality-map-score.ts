import { defineMetric } from '../define-metric.ts'
import { mean } from '../shapes.ts'

/** How customers feel about it, by the last that was judged of each episode. */
export const qualityMapScore = defineMetric({
  id: 'qualityMapScore',
  family: 'quality',
  stage: 3,
  unit: 'score',
  version: 1,
  over: 'episode',
  title: { zh: '体验分', en: 'Experience score' },
  formula: {
    zh: '(100·正面 + 50·中性 + 0·负面) ÷ n，按每次诉求最后一次情绪判断。',
    en: '(100·positive + 50·neutral + 0·negative) ÷ n, by the last judgement of sentiment of each episode.',
  },
  exclusions: [
    {
      zh: '没有情绪判断的诉求，只计入覆盖率的分母',
      en: 'Episodes without a judgement; they only lower the coverage',
    },
  ],
  parts: { '': { title: { zh: '体验分', en: 'Experience score' }, shape: mean } },
  contributions: ({ polarities }) => {
    const last = polarities.at(-1)
    return last === undefined ? [] : [{ part: '', value: 50 + 50 * last }]
  },
})
