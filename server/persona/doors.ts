import { everyMatch } from '../language/every-match.ts'
import type { Span } from '../language/normal.ts'

const number = '(?:\\d{1,4}|[一二三四五六七八九十百]{1,4}|(?<![a-z])[a-z]\\d{0,2})'
const building = `${number}(?:号楼|幢|栋(?!楼)|座)`
const unit = `(?:\\d{1,2}|[一二三四五六七八九十]{1,2})单元`
const roomNumber = `(?:\\d{3,4}|[零〇一二三四五六七八九]{3,4})`
const room = `${roomNumber}(?:室(?![内外温友])|号?房(?![间费价租源])|户(?![外内型]))`
const bareRoom = `${roomNumber}(?![\\d元块年个人米度g%.:-])`
const floor = `(?:\\d{1,2}|[一二三四五六七八九十]{1,3})[层楼]`
const gap = '[ ,-]?'
/** Where people live: a building alone tells nothing until one of these names the estate. */
const estate =
  '(?:小区|花园|花苑|苑|公寓|家园|新村|家属院|号院|小院|里|府|庭|湾|村|园|大院|大厦|广场|弄|巷|您家|您住的?是?|住在)'

const full = new RegExp(
  `(?:${number}号院${gap})?` +
    `(?:${building}${gap}(?:${unit}${gap}(?:${floor}${gap})?(?:${room}|${bareRoom})?|(?:${floor}${gap})?(?:${room}|${bareRoom}))` +
    `|${unit}${gap}(?:${floor}${gap})?(?:${room}|${bareRoom})` +
    `|${room})` +
    `|(?<=${estate}) ?\\d{1,3}[-#]\\d{1,3}[-#]\\d{3,4}(?!\\d)`,
  'g',
)
// 公园一座雕塑 is no building: alone, a 座 needs a letter or a number.
const alone = new RegExp(
  `(?<=${estate} ?)(?:(?:\\d{1,4}|[a-z]|[一二三四五六七八九十]{1,3})(?:号楼|幢)|(?:\\d{1,4}|[a-z])(?:座(?![变信基桥塔机])|栋(?!楼)))`,
  'g',
)

// Our own counters have rooms too.
const counter =
  /营业厅|门店|网点|服务中心|维修点|服务点|服务站|自提点|驿站|柜台|窗口|展厅|体验店|旗舰店|专卖店|分店|总店|本店|办公|会议|仓库|公司|政务|商场|机房/
const home = /您家|您府|您住|您的?(?:收货|住|地址|房)|收货|收件|送货|地址是|住址|业主|报修/
// 3号楼至8号楼, 3、5号楼: a notice to a whole quarter.
const rangeBefore = /[\d一二三四五六七八九十][至到~、和及-]$/
const rangeAfter = /^(?:[至到~、和及-]\d|等|的各|全体|所有)/

function around(text: string, { start, end }: Span): string {
  const left = text.slice(Math.max(0, start - 24), start)
  const right = text.slice(end, end + 16)
  const from = Math.max(...[...'。!?;\n'].map((mark) => left.lastIndexOf(mark)))
  const to = right.search(/[。!?;\n]/)
  return left.slice(from + 1) + (to === -1 ? right : right.slice(0, to))
}

function spans(text: string, pattern: RegExp): readonly Span[] {
  return everyMatch(text, pattern).map(({ 0: words, index }) => ({
    start: index,
    end: index + words.length,
  }))
}

/** Addresses from the door upwards (building, unit, room) in a plain text. */
export function doorsIn(text: string): readonly Span[] {
  const quarters = spans(text, alone).filter(
    ({ start, end }) =>
      !rangeBefore.test(text.slice(Math.max(0, start - 2), start)) &&
      !rangeAfter.test(text.slice(end, end + 3)),
  )
  return [...spans(text, full), ...quarters].filter((span) => {
    const words = around(text, span)
    return !counter.test(words) || home.test(words)
  })
}
