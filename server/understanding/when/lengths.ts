import { everyMatch } from '../../language/every-match.ts'
import { valueOf } from '../../language/numerals.ts'
import type { Grain } from '../result.ts'
import { dayMs, hourMs, midnight, minuteMs, monthStart, ymdOf } from './calendar.ts'
import type { Base, Range, Token } from './token.ts'

const unit = '(分钟|小时|钟头|刻钟|钟(?!头)|天|日|周|星期|礼拜|月|年)'
const count = '((?<![\\d.])\\d{1,3}|[一二两三四五六七八九十百几俩仨]{1,4}|好几|大半|半)'
const ago = new RegExp(
  `(?:大概|大约|差不多)?${count}(多|来)?个?(半|多)?${unit}(?:多)?(之前|以前|前(?![台期面置者后提端言往])|后(?![台期面置者端悔来续门])|之后|以后)(?!内)`,
  'g',
)
const waiting = new RegExp(
  `(?:(?<=[等断停打修拖催走坏队堵找跑诉腾卡修过用了都快整足有又经花冻热住])|(?<![\\d.]))${count}(多|来)?个?(半|多)?${unit}(多|半)?(?=(?:了(?!解)|没|都|还没|还不|还在|仍|未|不(?!过|是|满|行|够|到)|打不通|联系不上|无人|毫无|过去了|电话|客服热线|一直|下来|人影|白)|，?(?:还没|都没|没人|仍未))`,
  'g',
)
const waited = new RegExp(
  `(?:(?:等|断|停|打|修|拖|催|走|坏|排队|堵|找|跑|投诉|折腾|卡|报修|耗|瘫痪|没网|没电|没水|停水|停电|断网)(?:了|掉)|停网|断网|停水|停电|停气|断电|没网|没信号|停机|失联|延误|晚点|迟到|晚到)(?:快|整整|足足|将近|差不多|大概)?${count}(多|来)?个?(半|多)?${unit}(?!内|一次|前|后|之)`,
  'g',
)
const lately =
  /(?:近|最近|过去|这|前|连续|连着|接连)(几|一|两|二|三|四|五|六|七|八|九|十|\d{1,2}|好几)个?(小时|天|日|周|星期|礼拜|月)(?!前|后|之前)/g

const units: Readonly<Record<string, readonly [number, Grain]>> = {
  分钟: [minuteMs, 'minute'],
  小时: [hourMs, 'hour'],
  钟头: [hourMs, 'hour'],
  刻钟: [15 * minuteMs, 'minute'],
  钟: [hourMs, 'hour'],
  天: [dayMs, 'day'],
  日: [dayMs, 'day'],
  周: [7 * dayMs, 'week'],
  星期: [7 * dayMs, 'week'],
  礼拜: [7 * dayMs, 'week'],
  月: [30 * dayMs, 'month'],
  年: [365 * dayMs, 'month'],
}

/** 三, 半, 几 (three), 好几 (three), with 个半 a half more; 一天半 too. */
function amount(word: string, half: string | undefined): number {
  if (word === '半') return 0.5
  if (word === '大半') return 0.7
  if (word === '仨') return 3
  // 两三天 is at most three.
  if (/^[一二两三四五六七八九]{2}$/.test(word)) return valueOf(word.charAt(1)) ?? Number.NaN
  const base = word.includes('几')
    ? word.startsWith('十')
      ? 13
      : 3
    : (valueOf(word) ?? Number.NaN)
  return base + (half === '半' ? 0.5 : 0)
}

function back(now: number, size: number, name: string): number {
  const { year, month, day } = ymdOf(now)
  if (name === '年') return back(now, size * 12, '月')
  if (name !== '月' || size % 1 !== 0) return now - size * (units[name]?.[0] ?? 0)
  const first = monthStart(year, month - size)
  const last = ymdOf(monthStart(year, month - size + 1) - dayMs).day
  return first + (Math.min(day, last) - 1) * dayMs + (now - midnight(now))
}

const floorMinute = (local: number): number => Math.floor(local / minuteMs) * minuteMs

/** 两个小时前, 三天后: minutes and hours are exact, days and more are the day. */
function agoIn({ text, now }: Base): Token[] {
  return everyMatch(text, ago).flatMap((match): Token[] => {
    const [word, number = '', , half, name = '', way = ''] = match
    const size = amount(number, half)
    const isMonthName = name === '月' && !word.includes('个')
    const isDate = name === '日' || isMonthName
    if (Number.isNaN(size) || isDate) return []
    const local = back(now, /前/.test(way) ? size : -size, name)
    const span = { start: match.index, end: match.index + word.length }
    const [length, grain] = units[name] ?? [dayMs, 'day']
    if (grain === 'minute' || grain === 'hour' || (name === '天' && size < 1)) {
      const from = floorMinute(local)
      // 半小时前 is told in minutes.
      const fine = grain === 'minute' || size < 1 || size % 1 !== 0 ? 'minute' : 'hour'
      return [
        {
          ...span,
          range: { from, to: from + (fine === 'minute' ? minuteMs : length), grain: fine },
        },
      ]
    }
    return [{ ...span, day: midnight(local) }]
  })
}

/** Minutes and hours are exact to the minute of writing; days and more are whole days, today included. */
function since(match: RegExpExecArray, { now }: Base, size: number, name: string): Token[] {
  const [length, grain] = units[name] ?? [dayMs, 'day']
  if (Number.isNaN(size) || size === 0) return []
  const local = back(now, size, name)
  const range: Range =
    length < dayMs
      ? { from: floorMinute(local), to: floorMinute(now), grain }
      : { from: midnight(local), to: midnight(now) + dayMs, grain: 'day' }
  return [{ start: match.index, end: match.index + match[0].length, range }]
}

/** How long somebody has waited or been without: 断了三天了, 三天没动静, 打了两天电话. */
function waitingIn(base: Base): Token[] {
  const spans = [...everyMatch(base.text, waited), ...everyMatch(base.text, waiting)]
  return spans.flatMap((match) => {
    const [word, number = '', , half, name = '', tail] = match
    const behind = base.text.slice(match.index + word.length, match.index + word.length + 4)
    const isOther =
      name === '日' ||
      name === '年' ||
      // 半天 is "for ages".
      (name === '天' && number === '半') ||
      (name === '月' && !word.includes('个')) ||
      /^(?:无理由|客服|内|免费|试用|在线)/.test(behind) ||
      /[第满每前差]$|承诺$|说好$|说是?$/.test(
        base.text.slice(Math.max(0, match.index - 2), match.index),
      )
    return isOther ? [] : since(match, base, amount(number, half ?? tail), name)
  })
}

function latelyIn(base: Base): Token[] {
  return everyMatch(base.text, lately).flatMap((match) => {
    const name = match[2] ?? ''
    const isNamed =
      /^[这前]/.test(match[0]) &&
      (match[1] === '一' || name === '月' || name === '周') &&
      !/^这一/.test(match[0])
    const isMonthName = name === '月' && !match[0].includes('个') && !/^近|最近/.test(match[0])
    return isNamed || isMonthName ? [] : since(match, base, amount(match[1] ?? '', undefined), name)
  })
}

/** Times counted from the moment of writing. */
export function lengthsIn(base: Base): readonly Token[] {
  if (!/[钟时头天周期拜月年]/.test(base.text)) return []
  return [...agoIn(base), ...latelyIn(base), ...waitingIn(base)]
}
