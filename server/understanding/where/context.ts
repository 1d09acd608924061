import type { Mention } from './mentions.ts'

/** What the words around a name say about it. */
export interface Context {
  /** 不是北京的: not this place. */
  readonly isDenied: boolean
  /** How much speaks for this place as that of the problem. */
  readonly weight: number
  /** Whether something beside it says that a place is meant. */
  readonly isMarked: boolean
}

const denied =
  /(?:(?<!是)不是|并非|不在|没在|又不在|除了|不像|别说|而不是|不属于|不去|不用去|没去过|没到过)(?:在|到|去|说)?$/
const deniedAfter = /^(?:那边|这边|地区|的)?(?:除外|以外|之外)/
const compared = /(?:比|不如|跟|和|像|连)$/
const comparedAfter = /^(?:那边|的)?(?:都|还|一样|比|慢|差不多|似的|人家)/
const goal =
  /(?:寄到|寄往|寄去|寄给|发到|发往|发去|送到|送往|运到|运往|派送到|配送到|快递到|邮到|邮寄到|飞往|开往|收货地址?(?:是|在|为|填的)?|收件地址?(?:是|在|为)?|目的地(?:是|在|为)?|搬到|搬来|迁到|移机到|转到|(?:^|[^不没])到)[:： ]?$/
const stuck = /(?:卡在|停在|滞留在?|堵在|积压在|困在|压在|还在|一直在|扣在|丢在)了?$/
const stuckAfter = /^[\u4e00-\u9fff]{0,4}(?:中转|转运|分拨|分拣|集散)/
const source = /(?:从|由|自|离开|原来在|以前在|之前在|来自)$/
const sourceAfter =
  /^(?:市|省)?(?:寄|发|出发|搬|来|过来|发货|发出|发来|寄来|寄出|买的|仓发|仓库发|回来|飞|到|至|转)/
const origin = /(?:我是|本人是?|咱是|户籍|籍贯|归属地(?:是|在|为)?|身份证是?|号码是|老家是?)$/
const people = /^(?:那边)?(?:省|市|区)?人(?!民|行|口|工|才|社|力|大|流|在)/
const here =
  /(?:坐标|位于|人在|我在|住在?|家在|家住|地址[:： ]?(?:是|在)?|地点[:： ]?|在|定位|我们|我这|咱们?|我家|老家)[:： ]?$/
const writerHere = /(?:我人|人|我|我们|我家)(?:现在|目前)?(?:在|住在?)$/
const hereAfter =
  /^(?:市区|城区|县城|全市|全城|全区|整个)?(?:[这那]边|[这那]里|[这那]儿|这块|这片|这一片|一带|附近|本地|当地|的?(?:[\u4e00-\u9fff]{0,4})(?:营业厅|网点|门店|分店|专卖店|基站|小区|片区|服务区|服务站|站点|仓库|机房))/
const trouble =
  /^(?:的|市|区|这|地区|[\u4e00-\u9fff]{0,6})?(?:没|断|停|坏|崩|瘫|卡|慢|挂|掉线|大面积|信号|网络|宽带|移动|联通|电信|供电|燃气|自来水)/
const fieldStart = /(?:^|[，。！？；、,.!?;:：\s()（）【】\[\]#~…"“”'@|/\]])$/
const nearBefore = /[在住去到往寄发我们家是标于回来从离至给查咱老问及和与]$/

/** Reads the context once for each mention; every pattern is bounded and tied to one end. */
export function contextOf({ before, after, name }: Mention): Context {
  const isDenied = denied.test(before) || deniedAfter.test(after)
  const isMarked =
    fieldStart.test(before) ||
    nearBefore.test(before) ||
    hereAfter.test(after) ||
    trouble.test(after) ||
    name.kind === 'full'
  let weight = 0
  if (goal.test(before)) weight += 4
  if (stuck.test(before) || stuckAfter.test(after)) weight += 5
  if (source.test(before) || sourceAfter.test(after)) weight -= 3
  if (compared.test(before) && comparedAfter.test(after)) weight -= 4
  if (origin.test(before)) weight -= 2
  if (people.test(after)) weight -= 3
  if (here.test(before) || hereAfter.test(after)) weight += 2
  if (writerHere.test(before)) weight += 1
  if (trouble.test(after)) weight += 1
  return { isDenied, weight, isMarked }
}

/** 上海人 alone names people, 我是上海人 at least where somebody is from. */
export function isPeopleOnly({ before, after }: Mention): boolean {
  return people.test(after) && !/(?:我是|本人是?|我们?|咱们?|作为一?[个名]?)$/.test(before)
}

/** A place inside an account's name counts where the account is the company of that place. */
export function isHandle(text: string, { start, end }: Mention): boolean {
  const opened = text.lastIndexOf('@', start)
  if (opened < 0 || start - opened > 20) return false
  if (/[\s:：,，。!！?？]/.test(text.slice(opened, start))) return false
  return !/^(?:移动|联通|电信|广电|铁通|供电|电力|国网|燃气|自来水|水务|水司|地铁|公交|热力|供热|\d{5}|网通)/.test(
    text.slice(end, end + 6),
  )
}
