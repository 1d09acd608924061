import { defineMetric } from '../define-metric.ts'
import { sampledShare, share } from '../shapes.ts'
import { knownBy } from '../spans.ts'

/** What customers say of it (CSAT). */
export const satisfaction = defineMetric({
  id: 'csat',
  family: 'quality',
  stage: 3,
  unit: 'share',
  version: 1,
  over: 'episode',
  title: { zh: '客户满意度', en: 'Customer satisfaction' },
  formula: {
    zh: '打 4 分或 5 分（满分 5 分）的评价 ÷ 全部评价，附威尔逊 95% 区间；每次诉求取最后一次评价。参评率 = 有评价的 ÷ 已发出调查的；没有调查记录时改用 ÷ 已解决的，并如此标明。',
    en: 'Ratings of 4 or 5 out of 5 ÷ all ratings, with Wilson’s 95 % interval; of an episode the last rating counts. Response rate = rated ÷ surveyed; where no survey was recorded it is rated ÷ solved, and named so.',
  },
  exclusions: [{ zh: '没有评价的诉求', en: 'Episodes without a rating' }],
  among: ({ solvedAt, surveyedAt, ratedAt }, view) =>
    [solvedAt, surveyedAt, ratedAt].some((at) => knownBy(view, at) !== undefined),
  parts: {
    '': { title: { zh: '满意度', en: 'Satisfaction' }, shape: sampledShare },
    responseRate: {
      title: { zh: '参评率（占已发调查）', en: 'Response rate, of surveys' },
      shape: share,
      among: ({ surveyedAt }, view) => knownBy(view, surveyedAt) !== undefined,
    },
    responseRateOverSolved: {
      title: { zh: '参评率（占已解决诉求）', en: 'Response rate, of solved episodes' },
      shape: share,
      among: ({ solvedAt }, view) => knownBy(view, solvedAt) !== undefined,
    },
  },
  contributions: ({ rating, ratedAt }, view) => {
    const isRated = rating !== undefined && knownBy(view, ratedAt) !== undefined
    const answers = ['responseRate', 'responseRateOverSolved'].map((part) => ({
      part,
      value: isRated ? 1 : 0,
    }))
    return isRated ? [{ part: '', value: rating >= 4 ? 1 : 0 }, ...answers] : answers
  },
  shown: ({ responseRateOverSolved, ...reading }) =>
    reading['responseRate'] || !responseRateOverSolved
      ? reading
      : { ...reading, responseRateOverSolved },
})
