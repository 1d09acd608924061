import { everyMatch } from './every-match.ts'
import type { Span } from './normal.ts'

const number =
  '(?:[a-z]?\\d{1,5}[a-z]?(?:-\\d{1,5}){0,3}|[一二三四五六七八九十百]{1,4}|[a-z]|[甲乙丙丁东西南北])'
const unit = '(?:号楼|号院|号|栋|幢|座|单元|门洞|组|室|弄|支弄|户|房|楼|层|组)'
/** 12号3栋2单元501: numbers with what they count, the last may stand alone. */
const doors = new RegExp(
  `(?:${number}${unit}[ ,，-]?){1,6}(?:\\d{2,5}(?:室|房|户)?(?![\\d.元块年月日点分:]))?`,
  'g',
)
const dashed =
  /(?<=小区|花园|苑|家园|公寓|新村|社区|名城|府|庭|湾)\d{1,3}(?:-\d{1,4}){1,3}(?![\d元])/g

const street =
  /(?:路|街|大道|道|巷|弄|胡同|里|村|庄|屯|镇|乡|街道|小区|花园|苑|园|城|寓|大厦|家园|社区|府|湾|邸|庭|居|坊|组|轩|阁|队|院|厂|校区|公馆|广场|中心|段|区|[东西南北]|期|号|堂|港|岛|宿舍|楼)$/
const isDoor = /号|栋|幢|座|单元|室|弄/
const notDoor =
  /^(?:线|店|机|口|厅|窗|柜|电池|员|工|仓|客服|前|后|左右|晚|早|上午|下午|中午|凌晨|开始|起|之|发|下单|买|到|[^，。,\s]{0,2}(?:发货|下的单))/
const back = 45
const stop =
  /(?:地址(?:是|为|在|改成|改到|填的?是?)?|住址是?|家住|住在|我住|住的?是?|居住在?|寄到|寄往|送到|送至|发到|发往|位于|坐标|我家在?|我家是?|家在|收货|改成|改到|改为|填的是?|定位在?|就在|是在|现在|搬到|搬去|人在|装在|安装在|上门到|到|给|请)[:：]?/g

function startOf(text: string, end: number): number {
  let start = end
  while (start > 0 && end - start < back && /[\u4e00-\u9fffa-z\d·]/.test(text.charAt(start - 1)))
    start--
  const before = text.slice(start, end)
  const last = everyMatch(before, stop).at(-1)
  // 到 and 给 begin no street when nothing is left behind them.
  const cut = last === undefined ? 0 : last.index + last[0].length
  return end - cut > start ? start + cut : start
}

/** Addresses down to the door: 南山区科技南路12号3栋501室; a street or a district alone is none. */
export function doorAddresses(text: string): readonly Span[] {
  if (!/[号栋幢座弄室]|单元|小区|花园|[苑园寓村府湾]/.test(text)) return []
  const spans = everyMatch(text, doors).flatMap((match): Span[] => {
    const end = match.index + match[0].replace(/[ ,，-]+$/, '').length
    const isDeep = /栋|幢|单元|室|号楼/.test(match[0])
    if (
      !isDoor.test(match[0]) ||
      !street.test(text.slice(Math.max(0, match.index - 4), match.index).trimEnd())
    )
      return []
    if (!isDeep && notDoor.test(text.slice(end, end + 8))) return []
    const start = startOf(text, match.index)
    return match.index - start < 2 ? [] : [{ start, end }]
  })
  const short = everyMatch(text, dashed).map((match) => ({
    start: startOf(text, match.index),
    end: match.index + match[0].length,
  }))
  return [...spans, ...short]
}
