import type { Outcome } from '../outcome.ts'

/** How much of the logged-in time goes into answers. */
export const occupancy: Outcome = {
  id: 'occupancy',
  family: 'efficiency',
  stage: 4,
  unit: 'ratio',
  version: 1,
  title: { zh: '工时利用率', en: 'Occupancy' },
  formula: {
    zh: '期间内已人工答复的来话轮数 × 约定的单条处理秒数 ÷ 录入的在线工时（按天数均摊到月）。大于 1 说明约定的秒数或录入的工时不符。没有约定秒数、或期间涉及的某个月没有录入，则为无数据。',
    en: 'Customer turns of the span answered by a person × the agreed seconds of work on one message ÷ logged-in hours typed in (spread evenly over the days of their month). Above 1 the agreed seconds or the hours are wrong. No data without the agreed seconds, or when a month the span touches is not typed in.',
  },
  exclusions: [
    { zh: '没有人工答复的轮次', en: 'Turns without a human answer' },
    { zh: '内部备注、派单等其他工作', en: 'Other work: notes, dispatching' },
  ],
  parts: { '': { zh: '工时利用率', en: 'Occupancy' } },
  inputs: ['loggedInHours'],
  from: ['everyResponseSeconds'],
  read({ sum, readings, handlingSeconds }) {
    const turns = readings.get('everyResponseSeconds')?.['']
    const hours = sum('loggedInHours')?.likely
    if (!turns || handlingSeconds === undefined || hours === undefined || hours <= 0)
      return undefined
    const { n, of = n } = turns
    return { '': { value: (n * handlingSeconds) / (hours * 3600), n, of, coverage: n / of } }
  },
}
