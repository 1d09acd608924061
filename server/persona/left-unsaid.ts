import type { Point } from '../language/points.ts'
import { isSameQuantity, quantitiesIn } from '../language/quantities.ts'
import { timesIn } from '../language/times.ts'
import { evidence, heads, type Answer } from './answers.ts'
import { inOtherWords, matterOf, takesUp } from './echo.ts'

/** Pairs of neighbouring signs; single ones only of a text that has no pair. */
function traitsIn(text: string): readonly string[] {
  const runs = matterOf(text)
  const pairs = runs.flatMap((run) => {
    if (/^[a-z\d.]+$/.test(run)) return run.length > 1 ? [run] : []
    const signs = [...run]
    return signs.slice(1).map((sign, i) => (signs[i] ?? '') + sign)
  })
  return pairs.length > 0 ? pairs : runs
}

function sharesAny(text: string, traits: readonly string[]): boolean {
  return traits.some((trait) => text.includes(trait))
}

/** 还想加张贺卡，可以吗: what is meant stands before it. */
function matterWith({ text }: Point, heard: string): readonly string[] {
  const own = traitsIn(text)
  if (own.length > 0) return own
  const before = heard.slice(0, Math.max(0, heard.indexOf(text))).split(/[。.!！?？;；\n]/)
  return traitsIn(before.at(-1) ?? '')
}

/** Parts of the matter that another point asks for as well tell them not apart. */
function ownMatter(point: Point, others: readonly Point[], heard: string): readonly string[] {
  const all = matterWith(point, heard)
  const own = all.filter((trait) => !others.some(({ text }) => text.includes(trait)))
  return own.length > 0 ? own : all
}

function saysFigureOf(reply: string, known: string, now: number | undefined): boolean {
  const amounts = quantitiesIn(reply)
  if (quantitiesIn(known).some((one) => amounts.some((other) => isSameQuantity(one, other))))
    return true
  const days = timesIn(reply, now).flatMap(({ day }) => (day ? [day] : []))
  return timesIn(known, now).some(
    ({ day }) => day && days.some((one) => one.month === day.month && one.day === day.day),
  )
}

// Whatever names a step tells a way.
const step =
  /用|通过|点|打开|扫|登录|关注|拨打|填|搜|发短信|app|小程序|公众号|官网|营业厅|门店|设置|就行|即可/

// What says yes or no.
const stance = /可|能|会|不|免|有|没|无|是|支持|需|要|送|包|退|满|减|折/

/** What an answer to the point may look like without naming its matter. */
function formOf({ wanted, text }: Point): RegExp | undefined {
  if (wanted === 'way') return step
  return wanted === 'which' ? heads.find(([asked]) => asked.test(text))?.[1] : undefined
}

/** Known texts that can answer a point: about its matter, and with a time where a time is asked for. */
function answersTo({ wanted }: Point, known: readonly string[], matter: readonly string[]) {
  const about = known.filter((one) => sharesAny(one.toLowerCase(), matter))
  if (wanted === 'whether') return about.filter((one) => stance.test(one))
  if (wanted === 'way') return about.filter((one) => step.test(one.toLowerCase()))
  const shows = wanted && wanted in evidence ? evidence[wanted as keyof typeof evidence] : undefined
  return shows ? about.filter((one) => shows(one)) : about
}

function numbersIn(text: string): readonly string[] {
  return text.match(/\d+(?:\.\d+)?/g)?.filter((number) => number.length > 1) ?? []
}

// 怎么处理 asks for anything that helps.
const general = /(?:怎么|如何|咋)(?:处理|办|解决|弄)/

// What happens, in one sign: 啥时候退 is told by 等7天才退.
const deed = /[退到送修来发寄装开停换付走]/g

/** A time, sum or person is told with words of the question: 明早就寄. */
function isShown({ point, answers }: Pick<Asked, 'point' | 'answers'>): boolean {
  const { wanted, text: asked } = point
  const shows = wanted && wanted in evidence ? evidence[wanted as keyof typeof evidence] : undefined
  return answers.some(
    ({ text, isHollow }) =>
      !isHollow &&
      shows?.(text) === true &&
      (takesUp(text, asked) || (wanted === 'time' && sharesAny(text, asked.match(deed) ?? []))),
  )
}

interface Asked {
  readonly point: Point
  readonly others: readonly Point[]
  readonly answers: readonly Answer[]
  /** All the customer wrote. */
  readonly heard: string
  readonly now: number | undefined
}

/**
 * Whether a point is left out for sure: `known` (clauses of facts, of the recommended answer, of approved
 * wording) holds its answer, and no clause of the reply speaks of the one or says anything of the other.
 */
export function isLeftUnsaid(asked: Asked, known: readonly string[]): boolean {
  const { point, others, answers, heard, now } = asked
  if (general.test(point.text) || isShown(asked)) return false
  const matter = ownMatter(point, others, heard)
  if (matter.length === 0) return false
  const about = answersTo(point, known, matter)
  if (about.length === 0) return false
  const form = formOf(point)
  const news = about.flatMap((text) => traitsIn(text).filter((trait) => !heard.includes(trait)))
  return !answers.some(
    ({ text, isHollow }) =>
      (!isHollow && form?.test(text) === true) ||
      takesUp(text, point.text) ||
      sharesAny(text, matter) ||
      sharesAny(text, news) ||
      inOtherWords(text, point.text, 2) ||
      about.some((one) => saysFigureOf(text, one, now) || sharesAny(text, numbersIn(one))),
  )
}
