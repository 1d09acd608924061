import { everyMatch } from './every-match.ts'
import { normalise } from './normal.ts'
import {
  findOlderNumbers,
  findPersonalData,
  joined,
  type PersonalDataKind,
} from './personal-data.ts'
import { nameSpans } from './personal-names.ts'
import { doorAddresses } from './door-addresses.ts'

export type PersonalDetailKind =
  PersonalDataKind | 'address' | 'plate' | 'passport' | 'wechat' | 'qq' | 'ip' | 'name'

/** Something that leads to a person: UTF-16 offsets into the text as given, end exclusive. */
export interface PersonalDetail {
  readonly kind: PersonalDetailKind
  readonly start: number
  readonly end: number
}

const octet = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)'
const ip = new RegExp(`(?<![\\d.v])${octet}(?:\\.${octet}){3}(?![\\d.]*\\d)`, 'g')
const ipv6 =
  /(?<![\w.])(?:(?:[\da-f]{1,4}:){7}[\da-f]{1,4}|(?:[\da-f]{1,4}:){1,6}:[\da-f]{1,4}(?::[\da-f]{1,4}){0,5})(?![\w:])/g
const version = /(?:版本号?|version|ver|固件|系统)[^\d]{0,3}$/
const plate =
  /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使][a-hj-np-z][·.• -]?(?:[a-hj-np-z\d]{6}|[a-hj-np-z\d]{5}|[a-hj-np-z\d]{4}[港澳学警领挂])(?![a-z\d])/g
const passport = /(?<=(?:护照|通行证|passport)[^,。;!?\d]{0,8})(?<![a-z\d])[a-z]{1,2}\d{7,8}(?!\d)/g
const wechatLabels =
  '(?:微信号码?|薇信号?|威信号?|v信号?|vx号?|wx号?|weixin号?|wechat(?: ?id)?号?|加(?:我)?(?:个)?v|微信id|我的?v)'
const said = '(?:是|为|叫)?[:： =]{0,3}'
const wechat = new RegExp(
  `(?<=${wechatLabels}${said})(?<![a-z\\d_-])[a-z\\d][a-z\\d_-]{5,19}(?![a-z\\d_-])`,
  'g',
)
const looseWechat =
  /(?<=微信(?:是|为|叫)?[:： ]{1,2}|加(?:我)?微信[:： ]?|微信是?)[a-z](?=[a-z_-]{0,18}[\d_-])[a-z\d_-]{5,19}(?![a-z\d_-])/g
const qq = /(?<=(?:qq|扣扣|企鹅|球球)(?:号码?)?(?:是|为)?[:： ]{0,3})[1-9]\d{4,10}(?!\d)/g

function digitsIn(text: string): number {
  return text.replace(/\D/g, '').length
}

/** 沪A12345 and 粤BD12345; 新S24plus is a handset. */
function isPlate(found: string): boolean {
  const tail = found
    .slice(1)
    .replace(/[·.• -]/g, '')
    .slice(1)
  return digitsIn(tail) >= (tail.length >= 6 ? 4 : 3)
}

function all(text: string, kind: PersonalDetailKind, pattern: RegExp): readonly PersonalDetail[] {
  return everyMatch(text, pattern).map(({ 0: found, index }) => ({
    kind,
    start: index,
    end: index + found.length,
  }))
}

function plainDetails(text: string): readonly PersonalDetail[] {
  const addresses = [...all(text, 'ip', ip), ...all(text, 'ip', ipv6)]
  return [
    ...addresses.filter(({ start }) => !version.test(text.slice(Math.max(0, start - 10), start))),
    ...all(text, 'plate', plate).filter(({ start, end }) => isPlate(text.slice(start, end))),
    ...(/护照|通行证|passport/.test(text) ? all(text, 'passport', passport) : []),
    ...(/[信xv]|wechat/.test(text)
      ? [...all(text, 'wechat', wechat), ...all(text, 'wechat', looseWechat)]
      : []),
    ...(/qq|扣|企鹅|球/.test(text) ? all(text, 'qq', qq) : []),
    ...doorAddresses(text).map((span) => ({ ...span, kind: 'address' as const })),
    ...nameSpans(text).map((span) => ({ ...span, kind: 'name' as const })),
  ]
}

const digitSigns = new Set(
  '0123456789０１２３４５６７８９零〇一二两三四五六七八九幺壹贰叁肆伍陆柒捌玖',
)
/** A local number with seven digits is the shortest. */
const fewest = 7

function mayHoldNumber(text: string): boolean {
  let count = 0
  for (let at = 0; at < text.length; at++) {
    const sign = text.charAt(at)
    if (sign === '@' || sign === '＠') return true
    if (digitSigns.has(sign) && ++count >= fewest) return true
  }
  return false
}

/** Every piece of personal data in a text, in order, never overlapping; company hotlines and orders are none. */
export function personalDetailsIn(text: string): readonly PersonalDetail[] {
  const normal = normalise(text)
  const numbers = mayHoldNumber(text) ? [...findPersonalData(text), ...findOlderNumbers(text)] : []
  const details = plainDetails(normal.text).map(({ kind, start, end }) => ({
    kind,
    ...normal.spanOf(start, end),
  }))
  // A mobile number given as a WeChat name is a mobile number first.
  const others = details.filter(
    (one) =>
      !/^(?:wechat|qq)$/.test(one.kind) ||
      !numbers.some(({ start, end }) => start < one.end && end > one.start),
  )
  return joined<PersonalDetailKind>([...numbers, ...others])
}
