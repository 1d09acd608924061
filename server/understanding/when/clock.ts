import { everyMatch } from '../../language/every-match.ts'
import { valueOf } from '../../language/numerals.ts'
import type { Clock, Token } from './token.ts'

/** Hours of each part of a day, as people use the words; 上午 is all of the morning from six. */
const parts: readonly (readonly [RegExp, number, number])[] = [
  [/^(?:凌晨|半夜|大半夜|后半夜|午夜|三更半夜)/, 0, 6],
  [/^(?:清晨|清早|大清早|大早上|一大早|一早|早上|早晨|早$|晨)/, 6, 9],
  [/^上午/, 6, 12],
  [/^(?:中午|正午|晌午|大中午)/, 11, 13],
  [/^(?:下午|午后)/, 12, 18],
  [/^(?:傍晚|黄昏)/, 17, 19],
  [/^(?:晚|夜|大晚上|深夜)/, 18, 24],
]
const partWords =
  '三更半夜|大半夜|后半夜|大清早|大早上|一大早|大中午|大晚上|凌晨|清晨|清早|早上|早晨|上午|中午|正午|晌午|午后|下午|傍晚|黄昏|晚上|夜里|夜间|夜晚|半夜|深夜|午夜|(?<![周期拜])一早'
const part = new RegExp(
  `${partWords}|(?<![多大最太好很越更])[早晚](?=(?:\\d{1,2}|[一二三四五六七八九十]{1,3})[点:])|(?<=[昨今明前当那日号天夕一二三四五六])(?:早|晚|晨|夜)(?![饭餐报会安了于霞些年])`,
  'g',
)

const hours =
  '(\\d{1,2}|零|两三|三四|四五|五六|六七|七八|八九|[一二两三四五六七八九]|十[一二三四]?|二十[一二三四]?)'
const minutes = '(\\d{1,2}|[二三四五]?十[一二三四五六七八九]?|[零〇]?[一二三四五六七八九])'
const edge = '(?:(?<![\\d.:/零一二三四五六七八九十百千第])|(?<=双十[一二]))'
const colon = /(?:(?<![\d.:/-])|(?<=:[0-5]\d-))(\d{1,2}):([0-5]\d)(?::[0-5]\d)?(?![\d:.]|%)/g
const spoken = new RegExp(
  `${edge}${hours}(?:点钟|点整|点|(?<=\\d)时(?![间候段速效常尚刻期代节光差机长而不有])|时(?=\\d{1,2}分|[零一二三四五六七八九十]{1,3}分|许|左右|整))(?:(半)|(一刻|三刻|1刻|3刻)|差${minutes}分|${minutes}(?:分(?!钟[前后内])|(?![\\d折元块毛天个台件人种项月年号次条兆gm%分周小秒线心面]))|(整))?`,
  'g',
)
const short = new RegExp(`差(?:${minutes}分钟?|(一刻)钟?|${minutes})(?:到)?${hours}点`, 'g')

const pointBefore = /[有这那以几每另第差早晚快慢大小多少好高低重弱强亮给提说就讲有些]$/
const pointAfter =
  /^(?:几|一线|共识|体验|反馈|内容|要点|声明|规定|承诺|理由|经验|教训|区别|不同|好处|坏处|优点|缺点|建议|意见|要求|问题|原因|说明|希望|想法|疑问|疑惑|不满|诉求|质疑|看法|感受|体会|需要|请|注意|提醒|都|也|儿|小|点|用|没|不|诚意|耐心|良心|道理|积分|声音|反应|信号|消息|脾气|意思|作用|责任|素质|钱|水|饭|名|赞|击|餐|外卖|单|播|歌|开|进|了[^，。,]|以上[^，]|[:：]|$)/

function partOf(word: string): Token['part'] {
  const row = parts.find(([pattern]) => pattern.test(word))
  return row && { from: row[1], to: row[2], word }
}

/** 一点 is a little and 三点建议 are points; a clock has minutes, a part of day, or digits. */
function isPoint(text: string, match: RegExpExecArray): boolean {
  const [whole, hour, half, quarter, , minute] = match
  if (half ?? quarter ?? minute ?? match[4] ?? match[6]) return false
  if (/钟|整|时/.test(whole)) return false
  const before = text.slice(Math.max(0, match.index - 2), match.index)
  const after = text.slice(match.index + whole.length, match.index + whole.length + 6)
  if (/点[到至~—-]$/.test(before)) return false
  if (/[上午晚晨夜早里间后昏天日号]$/.test(before) && !/每天$/.test(before))
    return /^(?:建议|意见|要求|问题)/.test(after)
  if (
    /^(?:左右|前后|多|来钟|许|过|之前|以前|就|开始|到|才|下班|上班|关门|开门|半|钟|约)/.test(after)
  )
    return hour === '一' && !/^(?:左右|多|来钟|过|半|钟)/.test(after)
  const isHan = !/\d/.test(whole)
  if (isHan && (hour === '一' || hour === '两')) return true
  if (pointAfter.test(after)) return true
  return pointBefore.test(before)
}

function timed(match: RegExpExecArray, clock: Clock): readonly Token[] {
  const { hour, minute } = clock
  if (hour > 24 || minute > 59 || (hour === 24 && minute > 0)) return []
  return [{ start: match.index, end: match.index + match[0].length, clock }]
}

function minuteOf(match: RegExpExecArray): number {
  const [, , half, quarter, , minute] = match
  if (half !== undefined) return 30
  if (quarter !== undefined) return /^[一1]/.test(quarter) ? 15 : 45
  return valueOf(minute ?? '') ?? 0
}

/** 四五点 begins at four. */
function hourOf(word: string): number {
  const isVague = /^[二两三四五六七八九]{2}$/.test(word)
  return valueOf(isVague ? word.charAt(0) : word) ?? 99
}

function spokenIn(text: string): readonly Token[] {
  return everyMatch(text, spoken).flatMap((match) => {
    const hour = hourOf(match[1] ?? '')
    if (isPoint(text, match)) return []
    const isOpen = hour >= 1 && hour <= 12
    const less = match[4]
    if (less !== undefined) return before(match, hour, valueOf(less) ?? 0)
    const minute = minuteOf(match)
    const isExact = Boolean(match[2] ?? match[3] ?? match[5] ?? match[6]) || match[0].endsWith('整')
    return timed(match, { hour, minute, isExact, isOpen })
  })
}

/** 差五分八点 is 7:55. */
function before(match: RegExpExecArray, hour: number, less: number): readonly Token[] {
  const total = (hour === 0 ? 24 : hour) * 60 - less
  const clock = {
    hour: Math.floor(total / 60),
    minute: total % 60,
    isExact: true,
    isOpen: hour <= 12,
  }
  return timed(match, clock)
}

/** Clocks: 18:00, 三点半, 十点一刻, 差五分八点. */
export function clocksIn(text: string): readonly Token[] {
  if (!/[点时:]/.test(text)) return []
  const digital = everyMatch(text, colon).flatMap((match) => {
    const hour = Number(match[1])
    // 08:00 is of the 24-hour clock; 3:30 is seldom at night.
    const isOpen = hour >= 1 && hour <= 12 && !/^0/.test(match[0])
    return timed(match, { hour, minute: Number(match[2]), isExact: true, isOpen })
  })
  const shortOf = everyMatch(text, short).flatMap((match) =>
    before(
      match,
      valueOf(match[4] ?? '') ?? 99,
      match[2] === undefined ? (valueOf(match[1] ?? match[3] ?? '') ?? 0) : 15,
    ),
  )
  return [...shortOf, ...digital, ...spokenIn(text)]
}

/** Parts of a day; alone they count only where something happens in them. */
export function partsIn(text: string): readonly Token[] {
  if (!/[早晚晨夜午晌昏]/.test(text)) return []
  return everyMatch(text, part).flatMap((match): Token[] => {
    const [word] = match
    const found = partOf(word)
    if (found === undefined) return []
    return [{ start: match.index, end: match.index + word.length, part: found, isWeak: true }]
  })
}
