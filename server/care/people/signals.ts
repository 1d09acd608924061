import type { Mood } from '../situation.ts'
import type { Signal } from './stage.ts'
import type { Said } from './seen.ts'

const thanks = /谢谢|多谢|感谢|辛苦了|\bthank(s| you)\b/i
const recommends = /推荐给|推荐了?(朋友|同事|家人)|介绍(朋友|同事|家人)|安利|\brecommend/i
const dayMs = 86_400_000
/** The brand's day is Beijing's. */
const offsetMs = 8 * 3_600_000

/** What a customer's messages show of closeness. */
export function signalsIn(messages: readonly Said[]): readonly Signal[] {
  return messages.flatMap(({ id, at, text, visibility }) => {
    const day = Math.floor((at + offsetMs) / dayMs)
    const kinds: Signal['kind'][] = ['contact']
    if (thanks.test(text)) kinds.push('thanks')
    if (recommends.test(text)) kinds.push('recommends')
    if (visibility === 'private') kinds.push('private')
    return kinds.map((kind) => ({ kind, message: id, day }))
  })
}

// From the strongest down; each level shows in its own words, never in a name or a number.
const furious = /骗子|无耻|垃圾公司|忍无可忍|起诉|律师|工信部|12315|消协|曝光你|媒体曝光/
const angry = /气死|气愤|愤怒|恶心|投诉|敷衍|推诿|太差|什么破|差评|退钱|不要脸|忍不了/
const displeased =
  /不满|失望|着急|催|怎么还|还没|一直没|又断|又坏|都几天|等了.{0,4}[天小时]|无语|没人(管|理)/

/** How upset a text is, by its plainest words: what stands in until a better reader does. */
export function plainMood(texts: readonly string[]): Mood | undefined {
  const text = texts.join('\n')
  if (text.trim() === '') return undefined
  const level: Mood['anger'] = furious.test(text)
    ? 3
    : angry.test(text)
      ? 2
      : displeased.test(text)
        ? 1
        : 0
  const isLoud = /[!！]{2,}/.test(text)
  if (level === 0) return { polarity: thanks.test(text) ? 'positive' : 'neutral', anger: 0 }
  return { polarity: 'negative', anger: isLoud && level < 3 ? ((level + 1) as 2 | 3) : level }
}
