import { everyMatch } from './every-match.ts'

/** Kinds the masker and the public-reply gate care about. */
export type PersonalDataKind = 'idcard' | 'bankcard' | 'phone' | 'email'

/** A span of personal data: UTF-16 offsets into the text as given, end exclusive. */
export interface PersonalData {
  readonly kind: PersonalDataKind
  readonly start: number
  readonly end: number
}

interface Spanned<Kind> {
  readonly kind: Kind
  readonly start: number
  readonly end: number
}

const idWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const idChecks = '10X98765432'
/** First two digits of the administrative division (GB/T 2260). */
const idRegion = /^(1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])/

function isRealDate(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day))
  return (
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  )
}

/** Resident identity number: region, real date, ISO 7064 MOD 11-2 check (GB 11643-1999). */
export function isResidentId(digits: string): boolean {
  const id = digits.toUpperCase()
  if (!/^\d{17}[\dX]$/.test(id) || !idRegion.test(id)) return false
  const year = Number(id.slice(6, 10))
  if (year < 1900 || year > 2100) return false
  if (!isRealDate(year, Number(id.slice(10, 12)), Number(id.slice(12, 14)))) return false
  const sum = idWeights.reduce((total, weight, i) => total + weight * Number(id[i]), 0)
  return idChecks[sum % 11] === id[17]
}

/** Luhn over 13–19 digits with an issuer prefix in use on the mainland. */
export function isBankCard(digits: string): boolean {
  if (!/^(62|60|4|5[1-5]|2[2-7]|3[4-7]|9[0-9])\d{11,17}$/.test(digits)) return false
  if (digits.length < 13 || digits.length > 19) return false
  // Cards that begin with 35 have 16 digits; 15 are the number of a handset, which has the same check.
  if (digits.length === 15 && digits.startsWith('35')) return false
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i])
    const doubled = i % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}

/** Identity number of the first generation: region, date with two digits of the year, no check. */
function isOldResidentId(digits: string): boolean {
  if (!/^\d{15}$/.test(digits) || !idRegion.test(digits)) return false
  const [year, month, day] = [6, 8, 10].map((at) => Number(digits.slice(at, at + 2)))
  return isRealDate(1900 + (year ?? 0), month ?? 0, day ?? 0)
}

function isMobile(digits: string): boolean {
  return /^(?:86|0086)?1[3-9]\d{9}$/.test(digits)
}

/** Full-width digits as ASCII; one character stays one character, so offsets hold. */
function plainDigits(text: string): string {
  return text.replace(/[０-９Ｘｘ＋－]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
}

const numerals: Readonly<Record<string, string>> = Object.fromEntries(
  ['〇一二三四五六七八九', '零壹贰叁肆伍陆柒捌玖', '零幺两'].flatMap((row) =>
    [...row].map((sign, i) => [sign, String(i)] as const),
  ),
)
const numeral = new RegExp(`[${Object.keys(numerals).join('')}]`, 'g')

/** 一三八… as digits; undefined where a text spells no number at all. */
function speltDigits(plain: string): string | undefined {
  const mapped = plain.replace(numeral, (sign) => numerals[sign] ?? sign)
  return mapped === plain ? undefined : mapped
}

// Digit groups joined by at most two blanks, hyphens, dots or invisible signs. Each sign has one way
// to match, so long texts stay linear.
const joint = '[ \\-.·_\u00a0\u00ad\u2009\u200b-\u200f\u2010-\u2015\u2060\u3000\ufeff\\t]'
const digitRun = new RegExp(`\\+?\\d+(?:${joint}{1,2}\\d+)*[xX]?`, 'g')
/** A mobile number; nothing shorter is looked for. */
const shortest = 11
/** A number is split into at most this many groups by people (`138 1234 5678`, `6222 0212 …`). */
const maxGroups = 6
const email = /[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}/g

function classify(run: string): PersonalDataKind | undefined {
  if (run.length > 60) return undefined
  const digits = run.replace(/[^\dXx]/g, '')
  if (isResidentId(digits)) return 'idcard'
  const bare = digits.replace(/[Xx]$/, '')
  if (isMobile(bare)) return 'phone'
  if (isBankCard(bare)) return 'bankcard'
  return undefined
}

interface Group {
  readonly start: number
  readonly end: number
}

/** The longest number that starts with group `first`. */
function numberAt(
  run: string,
  groups: readonly Group[],
  first: number,
): (PersonalData & { groups: number }) | undefined {
  for (let count = Math.min(maxGroups, groups.length - first); count > 0; count--) {
    const start = groups[first]?.start ?? 0
    const end = groups[first + count - 1]?.end ?? 0
    const kind = classify(run.slice(start, end))
    if (kind) return { kind, start, end, groups: count }
  }
  return undefined
}

/** A run may hold several numbers side by side: each group may begin one. */
function spansOf(run: string, offset: number): PersonalData[] {
  const groups = everyMatch(run, /\+?[\dXx]+/g).map(({ 0: text, index }) => ({
    start: index,
    end: index + text.length,
  }))
  const spans: PersonalData[] = []
  for (let i = 0; i < groups.length;) {
    const found = numberAt(run, groups, i)
    if (found)
      spans.push({ kind: found.kind, start: offset + found.start, end: offset + found.end })
    i += found?.groups ?? 1
  }
  return spans
}

function numbersIn(plain: string): PersonalData[] {
  return everyMatch(plain, digitRun).flatMap((match) =>
    match[0].length < shortest ? [] : spansOf(match[0], match.index),
  )
}

const orderWords =
  /(?:订单|单号|运单|快递|物流|流水|编号|工单|批次|序列号|串号|票号|条码|imei|meid|sn|order|no\.?)[^卡\d]{0,6}$/i
const linkBefore = /https?:\/\/[\w.~:/?#@!$&'()*+,;=%-]*$/

/** One order or post number in ten passes the card's check digit; what stands before tells them apart. */
function isReference(plain: string, { kind, start }: PersonalData): boolean {
  if (kind !== 'bankcard') return false
  const before = plain.slice(Math.max(0, start - 300), start)
  // SF4512…, YT90…: letters begin a waybill.
  if (/[a-z]$/i.test(before)) return true
  return orderWords.test(before.slice(-24)) || linkBefore.test(before)
}

const extension = '(?:[ ,，]{0,2}(?:转|分机号?|ext\\.?|-|—)[ :：]?\\d{1,6}(?!\\d))?'
const areaCode = '(?:\\+?86[- ]?|0086[- ]?)?[(（]?0?(?:10|2[0-57-9]|[3-9]\\d{2})[)）]'
const landlines = [
  `(?<![\\d.a-zA-Z-])(?:${areaCode}[- ]?|(?:\\+86[- ]?)?0(?:10|2[0-57-9]|[3-9]\\d{2})[- —]{0,2})[2-8]\\d{2,3}[- ]?\\d{4}(?![\\d.]*\\d)${extension}`,
  `(?<=(?:座机|固话|宅电|固定电话|家庭电话|家里的?电话)(?:号码?)?(?:是|为)?[:： ]?)[2-8]\\d{2,3}[- ]?\\d{4}(?!\\d)${extension}`,
].map((pattern) => new RegExp(pattern, 'g'))
const namedCard =
  /(?<=(?:银行卡|卡号|储蓄卡|借记卡|信用卡|工资卡)号?(?:码)?(?:是|为)?[:： ]{0,2})(?:62\d{2}(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?|[345]\d{3}(?:[ -]?\d{4}){2}[ -]?\d{3,4})(?!\d)/g
const splitIdentity =
  /(?<=(?:身份证|证件)(?:号码?)?(?:是|为)?[:： ]{0,2})\d{6}[ -]\d{8}[ -]?\d{3}[\dxX]|(?<=(?:身份证|证件)(?:号码?)?(?:是|为)?[:： ]{0,2})\d{3}[ -]\d{3}[ -]\d{4}[ -]?\d{4}[ -]?\d{3}[\dxX]/g
const identity = /(?<![\d.a-zA-Z])(?:\d{17}[\dxX](?![\da-zA-Z])|\d{15}(?!\d))/g

/** Region and date of birth as in an identity number, whatever the check says: people mistype and abridge. */
function isLikeResidentId(digits: string): boolean {
  if (digits.length === 15) return isOldResidentId(digits)
  const [year, month, day] = [digits.slice(6, 10), digits.slice(10, 12), digits.slice(12, 14)].map(
    Number,
  )
  if (!idRegion.test(digits) || (year ?? 0) < 1920 || (year ?? 0) > 2025) return false
  return isRealDate(year ?? 0, month ?? 0, day ?? 0)
}

/** Landlines with their extension, and identity numbers of 15 digits or with a wrong check, unless a word says that they are orders. */
export function findOlderNumbers(text: string): readonly PersonalData[] {
  if (!/[0-9０-９]/.test(text)) return []
  const plain = plainDigits(text)
  const phones = landlines.flatMap((pattern) => everyMatch(plain, pattern))
  const ids = everyMatch(plain, identity).filter(({ 0: digits }) => isLikeResidentId(digits))
  const spans = [
    ...phones.map((match) => ({ kind: 'phone' as const, match })),
    ...everyMatch(plain, namedCard).map((match) => ({ kind: 'bankcard' as const, match })),
    ...everyMatch(plain, splitIdentity)
      .filter(({ 0: digits }) => isLikeResidentId(digits.replace(/[ -]/g, '')))
      .map((match) => ({ kind: 'idcard' as const, match })),
    ...ids.map((match) => ({ kind: 'idcard' as const, match })),
  ].map(({ kind, match }) => ({ kind, start: match.index, end: match.index + match[0].length }))
  return spans.filter(({ start }) => !orderWords.test(plain.slice(Math.max(0, start - 24), start)))
}

/** Spans in order; those that overlap are one, so that nothing of either stays visible. */
export function joined<Kind>(spans: readonly Spanned<Kind>[]): readonly Spanned<Kind>[] {
  const result: Spanned<Kind>[] = []
  for (const span of [...spans].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = result.at(-1)
    if (!last || span.start >= last.end) result.push(span)
    else if (span.end > last.end) result[result.length - 1] = { ...last, end: span.end }
  }
  return result
}

/** Finds identity numbers, bank cards, mobile numbers and e-mail addresses, in order, never overlapping. */
export function findPersonalData(text: string): readonly PersonalData[] {
  const plain = plainDigits(text)
  const spelled = speltDigits(plain)
  const found = [...numbersIn(plain), ...(spelled === undefined ? [] : numbersIn(spelled))]
  const numbers = found.filter((span) => !isReference(plain, span))
  const addresses = everyMatch(plain, email).map((match): PersonalData => ({
    kind: 'email',
    start: match.index,
    end: match.index + match[0].length,
  }))
  return joined([...numbers, ...addresses])
}

const keptTail: Readonly<Record<PersonalDataKind, number>> = {
  idcard: 2,
  bankcard: 4,
  phone: 4,
  email: 0,
}
const keptHead: Readonly<Record<PersonalDataKind, number>> = {
  idcard: 4,
  bankcard: 4,
  phone: 3,
  email: 1,
}

function maskSpan(kind: PersonalDataKind, value: string): string {
  if (kind === 'email') return `${value.slice(0, 1)}***${value.slice(value.indexOf('@'))}`
  const signs = [...value]
  const digits = signs
    .map((sign, i) => (/[0-9０-９XxＸｘ]/.test(sign) || sign in numerals ? i : -1))
    .filter((i) => i >= 0)
  const hidden = new Set(digits.slice(keptHead[kind], digits.length - keptTail[kind]))
  return signs.map((sign, i) => (hidden.has(i) ? '*' : sign)).join('')
}

function maskedOnce(text: string, kinds: readonly PersonalDataKind[]): string {
  let masked = ''
  let at = 0
  for (const span of joined([...findPersonalData(text), ...findOlderNumbers(text)])) {
    if (!kinds.includes(span.kind)) continue
    masked += text.slice(at, span.start) + maskSpan(span.kind, text.slice(span.start, span.end))
    at = span.end
  }
  return masked + text.slice(at)
}

/**
 * Masks what `findPersonalData` finds; everything else stays as it was. Idempotent: the digits a
 * masked number leaves can make a number with their neighbours, so it looks again until none is left.
 * Every look hides at least one digit more.
 */
export function maskPersonalData(
  text: string,
  kinds: readonly PersonalDataKind[] = ['idcard', 'bankcard', 'phone'],
): string {
  const masked = maskedOnce(text, kinds)
  return masked === text ? text : maskPersonalData(masked, kinds)
}
