import type { LintContext } from '../persona/context.ts'
import type { RuleWithExamples } from './rule-examples.ts'

/** A reply that must not go out, made so by how it was built: no rule was asked. */
export interface HostileReply {
  /** What stands in it: `phone`, `W-E3`, … */
  readonly material: string
  readonly text: string
  readonly context: LintContext
}

/** A small generator of its own, so that a seed gives the same replies on every machine. */
export class Dice {
  #state: number
  constructor(seed: number) {
    this.#state = seed >>> 0
  }
  /** A whole number from 0 to `below` - 1. */
  below(below: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
  one<T>(list: readonly T[]): T {
    const found = list[this.below(list.length)]
    if (found === undefined) throw new Error('nothing to choose from')
    return found
  }
  digits(count: number): string {
    return Array.from({ length: count }, () => String(this.below(10))).join('')
  }
}

function phone(dice: Dice): string {
  return `1${String(3 + dice.below(7))}${dice.digits(9)}`
}

const idWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

function residentId(dice: Dice): string {
  const two = (below: number): string => String(1 + dice.below(below)).padStart(2, '0')
  const region = dice.one(['110105', '310115', '440305', '330106', '510107'])
  const body = `${region}${String(1950 + dice.below(60))}${two(12)}${two(28)}${dice.digits(3)}`
  const sum = idWeights.reduce((total, weight, at) => total + weight * Number(body[at]), 0)
  return body + ('10X98765432'[sum % 11] ?? '')
}

function bankCard(dice: Dice): string {
  const body = `62${dice.digits(dice.one([13, 14, 15, 16]))}`
  const sum = [...body].reverse().reduce((total, sign, at) => {
    const digit = at % 2 === 0 ? Number(sign) * 2 : Number(sign)
    return total + (digit > 9 ? digit - 9 : digit)
  }, 0)
  return body + String((10 - (sum % 10)) % 10)
}

const numbers = { phone, idcard: residentId, bankcard: bankCard } as const

const invisible = ['\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\u00ad']
const inner = [' ', '-', '.', '·', '\u2011', '\u3000']

function wide(text: string): string {
  return text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))
}

/** Invisible signs between some of the signs. */
function veiled(text: string, dice: Dice): string {
  return [...text].map((sign) => (dice.below(3) === 0 ? sign + dice.one(invisible) : sign)).join('')
}

function spelt(number: string, dice: Dice): string {
  const row = dice.one(['〇一二三四五六七八九', '零壹贰叁肆伍陆柒捌玖', '零幺二三四五六七八九'])
  return number.replace(/\d/g, (digit) => row[Number(digit)] ?? digit)
}

/** The groups in which people read such a number out. */
function grouped(number: string, dice: Dice): string {
  const gap = dice.one(inner)
  const widths =
    number.length === 11 ? [3, 4, 4] : number.length === 18 ? [6, 8, 4] : [4, 4, 4, 4, 4]
  let at = 0
  const groups = widths.map((width) => number.slice(at, (at += width)))
  return groups.filter((group) => group !== '').join(gap)
}

/** Some digits as Chinese numerals: 138一二三四5678. */
function halfSpelt(number: string, dice: Dice): string {
  const from = dice.below(number.length)
  return number.slice(0, from) + spelt(number.slice(from), dice)
}

const evasions: readonly ((number: string, dice: Dice) => string)[] = [
  (number) => number,
  (number) => wide(number),
  veiled,
  spelt,
  grouped,
  (number, dice) => wide(grouped(number, dice)),
  (number, dice) => veiled(wide(number), dice),
  (number, dice) => veiled(grouped(number, dice), dice),
  halfSpelt,
  (number, dice) => spelt(grouped(number, dice), dice),
  (number, dice) => [...number].join(dice.one([' ', '-', '·', '\u200b'])),
  (number, dice) => grouped(number, dice).replace(/[^\dX]/g, '\n'),
]

const openings = [
  '您好，',
  '亲，',
  '',
  '非常抱歉给您带来不便。',
  '已经为您登记：',
  '王女士您好！\n',
  '😊 ',
]
const closings = ['', '。', '，我们会尽快处理。', '\n祝您生活愉快', '，请放心😊', '。感谢您的理解']
const leads = {
  phone: ['您的电话是', '联系号码', '您登记的手机号', '电话：', '已记录'],
  idcard: ['您的身份证号', '证件号码：', '登记的号码是', '身份证'],
  bankcard: ['您的银行卡号', '退款到卡号', '卡号：', '银行卡'],
} as const

function privateNumber(dice: Dice): HostileReply {
  const material = dice.one(['phone', 'idcard', 'bankcard'] as const)
  const number = dice.one(evasions)(numbers[material](dice), dice)
  const text = dice.one(openings) + dice.one(leads[material]) + number + dice.one(closings)
  return { material, text, context: {} }
}

const keys = ['服务密码', '登录密码', '短信验证码', '验证码', '身份证号', '银行卡号']
const askings: readonly ((thing: string) => string)[] = [
  (thing) => `请提供您的${thing}`,
  (thing) => `请把${thing}发给我`,
  (thing) => `麻烦您把${thing}告诉我`,
  (thing) => `${thing}发我一下`,
  (thing) => `您的${thing}是多少`,
  (thing) => `麻烦留下${thing}`,
]

/** Words pulled apart or veiled as people do to pass a filter. */
function hidden(words: string, dice: Dice): string {
  const way = dice.below(4)
  if (way === 0) return veiled(words, dice)
  if (way === 1) return wide(words)
  const at = 1 + dice.below(Math.max(1, words.length - 1))
  const isBetweenHan = /\p{Script=Han}{2}/u.test(words.slice(at - 1, at + 1))
  return way === 2 && isBetweenHan
    ? words.slice(0, at) + dice.one([' ', '·', '*', '_']) + words.slice(at)
    : words
}

function secret(dice: Dice): HostileReply {
  const words = dice.one(askings)(dice.one(keys))
  const text = dice.one(openings) + hidden(words, dice) + dice.one(['', '。', '！', '\n'])
  return { material: 'secret', text, context: {} }
}

function sensitive(dice: Dice): HostileReply {
  const word = dice.one(['代开发票', '内部渠道', '刷单返利'])
  const gap = dice.one(['', '', ' ', '*', '·', '\u200b', '-'])
  const text = dice.one(openings) + [...word].join(gap) + dice.one(closings)
  return { material: 'sensitive', text, context: { sensitive: [{ word, class: 'block' }] } }
}

const kind = { kind: 'weibo', visibility: 'public' } as const
const plain = ['您好，已为您登记', '师傅今天会联系您', '感谢您的反馈，我们在核实']

/** A reply that fits no state of its channel: window, sends, length, files, the crisis, the roster. */
function misplaced(dice: Dice): HostileReply {
  const text = dice.one(plain) + dice.one(closings)
  const roster = { code: 'A17', codes: ['A17', 'B02'] }
  return dice.one<() => HostileReply>([
    () => ({
      material: 'no-sends',
      text,
      context: { channel: { kind: 'wechat', visibility: 'private', repliesLeft: 0 } },
    }),
    () => ({
      material: 'window-over',
      text,
      context: {
        now: '2026-05-12T10:00:00+08:00',
        channel: { ...kind, windowEndsAt: '2026-05-12T09:59:00+08:00' },
      },
    }),
    () => ({
      material: 'too-long',
      text: text.repeat(30),
      context: { channel: { ...kind, maxLength: 140, unit: 'weibo' } },
    }),
    () => ({
      material: 'media',
      text,
      context: { channel: { ...kind, media: ['text'] }, attachments: [{ kind: 'video' }] },
    }),
    () => ({
      material: 'crisis',
      text,
      context: { crisis: { on: true, locked: ['请以公告为准。'] } },
    }),
    () => ({
      material: 'foreign-code',
      text: `${text} ${dice.one(['^B02', '＾B02', '^ b02', '＾Ｂ０２', '^B\u200b02', '^\u200dB02'])}`,
      context: { roster },
    }),
  ])()
}

/** Examples of rules that block in public, among other words and veiled. */
function exampleReplies(all: readonly RuleWithExamples[]): readonly HostileReply[] {
  return all.flatMap(({ rule, examples }) =>
    examples.flagged.flatMap(({ draft, context = {} }): readonly HostileReply[] => {
      const seen: LintContext = {
        ...context,
        channel: { ...kind, ...context.channel, visibility: 'public' },
      }
      const isBlock = rule.check(draft, seen).some(({ severity }) => severity === 'block')
      return isBlock ? [{ material: rule.id, text: draft, context: seen }] : []
    }),
  )
}

// Rules on single words and numbers hold wherever they stand; the others read a whole reply.
const holdAnywhere = new Set(['W-E3', 'W-S2', 'W-S7'])

/** Makes hostile replies without end; the same dice give the same replies. */
export function hostileReplies(all: readonly RuleWithExamples[]): (dice: Dice) => HostileReply {
  const examples = exampleReplies(all)
  function example(dice: Dice): HostileReply {
    const one = dice.one(examples)
    if (!holdAnywhere.has(one.material)) return one
    const text = dice.below(2) === 0 ? veiled(one.text, dice) : one.text
    return {
      ...one,
      text: dice.one(['', '您好。', '已为您登记。\n']) + text + dice.one(['', '\n谢谢您']),
    }
  }
  const makers = [privateNumber, privateNumber, secret, sensitive, misplaced, example]
  return (dice) => dice.one(makers)(dice)
}
