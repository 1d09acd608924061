import { answeredIn, perOne, threeParts, type Outcome } from '../outcome.ts'

/** Working time per episode, from typed-in hours (AHT): nobody measures how long an agent looks at a ticket. */
export const handlingTime: Outcome = {
  id: 'handlingTime',
  family: 'efficiency',
  stage: 4,
  unit: 'ms',
  version: 1,
  title: { zh: '平均处理时长（按录入工时）', en: 'Handling time (from typed-in hours)' },
  formula: {
    zh: '期间内录入的在线工时（按天数均摊到月）÷ 期间内开始且有人工回复送达的诉求数。等待来件的时间也在其中，因此是上限；并行处理已按人均摊。期间涉及的每个月都须有录入，否则为无数据。',
    en: 'Logged-in hours typed in for the span (spread evenly over the days of their month) ÷ episodes that began in the span and have a delivered human reply. Time spent waiting for work is in it, so it is an upper bound; parallel work is shared out by the division. No data unless every month the span touches is typed in.',
  },
  exclusions: [{ zh: '没有人工回复的诉求', en: 'Episodes without a human reply' }],
  parts: threeParts,
  inputs: ['loggedInHours'],
  from: ['firstResponseSeconds'],
  read: (told) => perOne(told.sum('loggedInHours'), answeredIn(told), 3_600_000),
}
