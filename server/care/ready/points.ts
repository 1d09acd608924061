import { findPersonalData } from '../../language/personal-data.ts'
import { pointsIn, type Point } from '../../language/points.ts'
import { sentencesOf } from '../../language/sentences.ts'
import type { LintContext } from '../../persona/context.ts'
import { traitsOf } from '../../persona/echo.ts'
import { doorsIn } from '../../persona/doors.ts'

/** A piece of what a text is about, and how much it tells. */
export interface Trait {
  readonly text: string
  readonly weight: number
}

const weak = 0.35

/** A single sign tells little, and so does a word that half the library uses: 手机, 套餐. */
function weighed(text: string, library: readonly string[]): readonly Trait[] {
  return traitsOf(text).map((trait) => {
    const isCommon = library.filter((one) => one.includes(trait)).length > 1
    return { text: trait, weight: (trait.length > 1 ? 1 : weak) * (isCommon ? weak : 1) }
  })
}

/** A point to be dealt with, read once for all suggestions. */
export interface Asked extends Pick<Point, 'kind' | 'text' | 'wanted'> {
  readonly position: number
  /** The words that say what it is about: its own, or those of the message where it has none. */
  readonly matter: string
  readonly traits: readonly Trait[]
  /** Those of the whole sentence it stands in. */
  readonly wider: readonly Trait[]
  /** The message it stands in. */
  readonly around: string
  /** Only the official announcement speaks about it. */
  readonly isSilent: boolean
}

// A reply with more points than this is a letter; the rest is told as a number.
const mostPoints = 12
const readLength = 4000

function silentWords({ topics = [] }: LintContext): readonly string[] {
  return topics
    .filter(({ verdict }) => verdict !== 'engage')
    .flatMap(({ words }) => words)
    .filter((word) => word !== '')
}

/** What is no part of the matter at either end. */
const edges =
  /^(?:请问|那|还有|另外|以及|顺便|再问|然后|就是|我想问|想问|问下|问一下|麻烦|你们的?|你好|您好|[,，、\s])+|(?:啊|呢|呀|吧|哦|[,，。！!？?、；;\s])+$/g
// Asks for help with what was said before it.
const bareHelp = /(?:怎么|咋|如何|怎样)(?:办|弄|整|处理|解决)(?!理)/g

/** Everything the customer asks, demands and complains of since the last answer, in order. */
export function askedIn(context: LintContext): readonly Asked[] {
  const silent = silentWords(context)
  const library = (context.wording ?? []).map(({ topic, text }) => `${topic} ${text}`.toLowerCase())
  return (context.inbound ?? [])
    .flatMap(({ text }) => {
      const around = text.slice(0, readLength)
      const isSilent = silent.some((word) => around.includes(word))
      const sentences = sentencesOf(around)
      return pointsIn(around).map(({ kind, wanted, text: words, start }) => {
        // 什么时候? alone names no matter: the rest of the message does.
        const own = words.replace(edges, '').replace(bareHelp, '')
        const matter = traitsOf(own).length > 0 ? own : around
        const sentence = sentences.find((one) => one.start <= start && start < one.end)?.text
        return {
          kind,
          text: words,
          matter,
          traits: weighed(matter, library),
          wider: weighed(sentence ?? words, library),
          around,
          isSilent,
          ...(wanted !== undefined && { wanted }),
        }
      })
    })
    .slice(-mostPoints)
    .map((point, position) => ({ ...point, position }))
}

const longestEcho = 18
// Nothing of this is ever said back to the customer, least of all in public.
const unfit =
  /[\d零〇一二三四五六七八九十百千万两]{3}|[a-z\d._%+-]{5}|@|#|http|["“”「」『』]|\*{2}|号楼|单元|微信|身份证|密码/i

/** The customer's point in their own words, fit to be named in a reply; undefined where it is not. */
export function echoOf({ text, isSilent }: Pick<Asked, 'text' | 'isSilent'>): string | undefined {
  const words = text.replace(edges, '').trim()
  const isFit =
    !isSilent &&
    words.length > 1 &&
    words.length <= longestEcho &&
    !unfit.test(words) &&
    findPersonalData(text).length === 0 &&
    doorsIn(text).length === 0
  return isFit ? words : undefined
}
