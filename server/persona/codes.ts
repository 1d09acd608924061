import { everyMatch } from '../language/every-match.ts'
import type { Span } from '../language/normal.ts'
import { remembered } from '../language/remembered.ts'

/** A name made of signs: a service number, a phone line, a version, a model. */
export interface Code extends Span {
  readonly kind: 'number' | 'phone' | 'version' | 'model'
  /** Without separators, lower case. */
  readonly value: string
  /** What codes that can be compared share: the letters of a number or model. */
  readonly family: string
}

const serial = /(?<![a-z\d^/.@])([a-z]{1,4})-?(\d{6,20})(?![a-z\d])/g
// 400-800-0001, 95598, 96777, 10099, 021-55550000.
const line =
  /(?<![\d.a-z-])(?:[48]00-?\d{3}-?\d{4}|0\d{2,3}-\d{7,8}|9[56]\d{3,4}|1[0-2]\d{3})(?![\d.]*\d|[a-z元度吨块年个件分秒月天%-])/g
const version = /(?<![\d.a-z])v?(\d{1,3}(?:\.\d{1,3}){2,3})(?![\d.]*\d)/g
const model = /(?<![a-z\d^/.@_-])([a-z]{1,3})-?(\d{1,4})(?![a-z\d._/-])/g
// Lines of the state belong to nobody's brand.
const publicLines = new Set(
  '110 119 120 122 12315 12345 12300 12305 12318 12321 12333 12366 12369 12388 12381'.split(' '),
)
/** 5G, H5, A4 paper and the like name no product. */
const notModels = /^(?:h5|a4|a3|wifi\d|ipv\d|usb\d|mp\d|no\d+|qq\d+|vip\d?|id\d+|pm\d+|c2|b2|o2o)$/

function link(text: string, at: number): boolean {
  return /(?:https?:\/\/|www\.)\S*$/.test(text.slice(Math.max(0, at - 60), at))
}

function matches(text: string, pattern: RegExp): readonly RegExpExecArray[] {
  return everyMatch(text, pattern).filter(({ index }) => !link(text, index))
}

/** Codes in a plain text, in no particular order. Agent codes (^A17) and links are none. */
export const codesIn = remembered(readCodes)

function readCodes(text: string): readonly Code[] {
  const span = ({ 0: word, index }: RegExpExecArray): Span => ({
    start: index,
    end: index + word.length,
  })
  const numbers = matches(text, serial).map((match): Code => {
    const family = match[1] ?? ''
    return { ...span(match), kind: 'number', value: family + (match[2] ?? ''), family }
  })
  const phones = matches(text, line).map((match): Code => {
    const value = match[0].replaceAll('-', '')
    return { ...span(match), kind: 'phone', value, family: '' }
  })
  const versions = matches(text, version).map((match): Code => {
    return { ...span(match), kind: 'version', value: match[1] ?? '', family: '' }
  })
  const models = matches(text, model).map((match): Code => {
    const family = match[1] ?? ''
    return { ...span(match), kind: 'model', value: family + (match[2] ?? ''), family }
  })
  return [
    ...numbers,
    ...phones.filter(({ value }) => !publicLines.has(value)),
    ...versions,
    ...models.filter(({ value }) => !notModels.test(value)),
  ]
}
