import type { Span } from '../language/normal.ts'
import { dayOf, startOf } from '../language/times.ts'
import type { Statement } from './statements.ts'

const dayMs = 86_400_000
const happened =
  /已(?:经)?(?:于|在|从)?[^。]{0,14}(?:到账|修好|修复|送达|送到|到货|签收|恢复|完成|办好|发出|发货|寄出|退回|退到|退还|提交|开通|上门|安装|换好|处理好|解决)|(?:到账|修好|修复|送达|送到|到货|签收|恢复|办好|发出|寄出|提交|开通|装好)了|来过|去过|上门过/
// 已安排20日上门: what is done is the arranging.
const arranged =
  /已(?:经)?(?:为您|给您|帮您|跟|与|和|向)?[^。]{0,6}(?:约|安排|预约|定|改|登记|申请|排|通知|预计|确认|延|调|设|留|报|备|承诺|锁|计划)|就|才|会|将|预计|等|后|前|再|如果|若/

/** Moments still to come that a draft tells as past. */
export function toldAsDoneIn(
  statements: readonly Statement[],
  now: number | undefined,
): readonly Span[] {
  if (now === undefined) return []
  return statements.flatMap((statement) => {
    if (statement.kind !== 'time' || statement.time.day === undefined) return []
    const { time, clause } = statement
    const { day = { month: 1, day: 1 }, minutes, isLoose, isImpossible } = time
    const start = startOf({ ...day, year: day.year ?? dayOf(now).year }) + (minutes ?? 0) * 60_000
    const isAhead = minutes === undefined ? start >= startOf(dayOf(now)) + dayMs : start > now
    if (!isAhead || isLoose === true || isImpossible === true) return []
    return happened.test(clause) && !arranged.test(clause)
      ? [{ start: time.start, end: time.end }]
      : []
  })
}
