import { everyMatch } from '../language/every-match.ts'
import { normalise, type Span } from '../language/normal.ts'
import { byClause, clausesIn, type Clause } from './clauses.ts'
import type { LintContext } from './context.ts'
import { mentionsIn } from './mentions.ts'
import {
  beating,
  damning,
  lacking,
  pressed,
  scoffing,
  superior,
  superiorToThem,
  tainting,
  threatening,
  warning,
} from './rival-words.ts'
import type { Speech } from './speech.ts'

const negating =
  /(?:不|没有?|并不|未必|不会|不是|谈不上|并非|从不|不算|不评价|不说|不谈|不议论|不想说|无意)[^,。!?]{0,3}$/
const supposed = /如果|如有|若|要是|假如|万一|是否/
// The customer's own device of that make, not the make.
const theirOwn = /[您你](?:的|用的|那台|那部|手上的?|家的?|现在的?|这台|之前的?)$/
const standard = /(?:比不?|比起|[跟和与同]|不如|不及|[比赶追]不[上过]|区别于)$/
const ours = /我们|咱们|咱家|咱|我|本店|本品牌|我司|自家/g
const theirs = /他们|它们?|那边|那家|[他她]家|人家|那里|那儿|对方|那种|那堆|那帮/g
// 我们至少不卖假货: said beside their name, it says that they do.
const implied = /(?:至少|起码|我们可)[^,。!?]{0,3}(?:不|没有?)[^,。!?]{0,2}$/
const serving = /退|换|处理|核实|帮|赔|补|联系|安排/

interface Mark {
  readonly at: number
  readonly isRival: boolean
  readonly isTheirDevice?: boolean
}

interface Names {
  readonly rivals: readonly string[]
  readonly own: readonly string[]
}

// What a company's short name leaves out: 蓝海通信 is 蓝海 in talk.
const kinds =
  /(?:通信|通讯|电信|移动|手机|数码|电子|科技|电器|家电|家具|家居|商城|商场|电商|优选|超市|百货|集团|公司|网络|宽带|平台|电力|燃气|水务|汽车|咖啡|外卖|快递|物流|旅行|家装|家纺|服饰|美妆|空调|冰箱|电脑|电视|相机|耳机|手表|奶粉|牛奶|酒店|航空|地板|橱柜|床垫|买菜)$/

function namesOf({ competitors = [], brand, persona }: LintContext): Names {
  const own = [brand?.name ?? '', persona?.name ?? '', ...(brand?.products ?? [])]
  const rivals = competitors.map((name) => normalise(name).text)
  const short = rivals
    .map((name) => name.replace(kinds, ''))
    .filter((name) => name.length > 1 && !own.some((word) => word.includes(name)))
  return { rivals: [...rivals, ...short], own }
}

const known = new WeakMap<LintContext, Names>()

function namesIn(context: LintContext): Names {
  const names = known.get(context) ?? namesOf(context)
  known.set(context, names)
  return names
}

/** Who is spoken of, from where on; a standard of comparison (比我们, 跟X) is not who. */
function marksIn(clause: Clause, rivals: readonly Span[], own: readonly string[]): readonly Mark[] {
  const { text, start } = clause
  const marks: Mark[] = [
    ...rivals,
    ...mentionsIn(text, own).map((one) => ({ ...one, own: true })),
  ].map((span) =>
    'own' in span
      ? { at: span.start, isRival: false }
      : {
          at: span.start - start,
          isRival: true,
          isTheirDevice: theirOwn.test(text.slice(0, span.start - start)),
        },
  )
  for (const { index } of everyMatch(text, ours)) marks.push({ at: index, isRival: false })
  for (const { index } of everyMatch(text, theirs)) marks.push({ at: index, isRival: true })
  return marks
    .filter(({ at }) => !standard.test(text.slice(Math.max(0, at - 4), at)))
    .sort((a, b) => a.at - b.at)
}

/** The last one at or before a place: a search by halves, as pasted text may name thousands. */
function markBefore(marks: readonly Mark[], at: number): Mark | undefined {
  let low = 0
  let high = marks.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((marks[middle]?.at ?? 0) <= at) low = middle + 1
    else high = middle
  }
  return marks[low - 1]
}

interface Reading {
  readonly clause: Clause
  readonly rivals: readonly Span[]
  readonly marks: readonly Mark[]
  /** The clauses before spoke of the competitor last. */
  readonly isCarried: boolean
  /** The clause speaks to the customer: 您用了就知道. */
  readonly isAddressed: boolean
  /** The competitor was named a sentence ago. */
  readonly isNextSentence: boolean
}

function isAboutRival(reading: Reading, at: number, pattern: RegExp): boolean {
  const { clause, marks, isCarried, isNextSentence } = reading
  const mark = markBefore(marks, at)
  if (mark) return mark.isRival && (pattern === damning || !mark.isTheirDevice)
  if (!isCarried || reading.isAddressed || pattern === lacking) return false
  return (
    !isNextSentence || (pattern === damning && marks.length === 0 && !serving.test(clause.text))
  )
}

function wordsAgainst(reading: Reading): readonly Span[] {
  const { clause } = reading
  return [damning, pressed, lacking].flatMap((pattern) =>
    everyMatch(clause.text, pattern)
      .filter(({ 0: words, index }) => {
        const before = clause.text.slice(Math.max(0, index - 12), index)
        if (implied.test(before)) return !reading.isNextSentence
        const isDenied = negating.test(before) || supposed.test(before)
        return !isDenied && words !== '' && isAboutRival(reading, index, pattern)
      })
      .map(({ 0: words, index }) => ({
        start: clause.start + index,
        end: clause.start + index + words.length,
      })),
  )
}

/** 您等着后悔: a threat needs no subject, only the name before it in the sentence. */
function threats({ clause, marks, isCarried, isNextSentence }: Reading): readonly Span[] {
  return everyMatch(clause.text, isNextSentence ? scoffing : threatening)
    .filter(({ index }) => {
      const mark = markBefore(marks, index)
      const before = clause.text.slice(Math.max(0, index - 12), index)
      return !negating.test(before) && !supposed.test(before) && (mark?.isRival ?? isCarried)
    })
    .map(({ 0: words, index }) => ({
      start: clause.start + index,
      end: clause.start + index + words.length,
    }))
}

function putDown({ clause, rivals }: Reading): readonly Span[] {
  const beneath = everyMatch(clause.text, superiorToThem).map(({ 0: words, index }) => ({
    start: clause.start + index,
    end: clause.start + index + words.length,
  }))
  const named = rivals.filter(({ start, end }) => {
    const before = clause.text.slice(Math.max(0, start - clause.start - 12), start - clause.start)
    const after = clause.text.slice(end - clause.start, end - clause.start + 24)
    if (/比$/.test(before)) return superior.test(after)
    return [beating, warning, tainting].some((pattern) => pattern.test(before))
  })
  return [...beneath, ...named]
}

/** Words against a competitor, in the sentence that names it or the next. */
export function attacksIn(speech: Speech, context: LintContext): readonly Span[] {
  const { rivals, own } = namesIn(context)
  const clauses = clausesIn(speech)
  const named = byClause(clauses, mentionsIn(speech.whole, rivals))
  if (named.size === 0) return []
  let last = -2
  let isCarried = false
  return clauses.flatMap((clause) => {
    const here = named.get(clause) ?? []
    if (here.length > 0) last = clause.sentence
    if (clause.sentence > last + 1) return []
    const marks = marksIn(clause, here, own)
    const reading = {
      clause,
      rivals: here,
      marks,
      isCarried,
      isAddressed: here.length === 0 && /^\s*[您你]/.test(clause.text),
      isNextSentence: clause.sentence > last,
    }
    isCarried = marks.at(-1)?.isRival ?? isCarried
    return [...wordsAgainst(reading), ...threats(reading), ...putDown(reading)]
  })
}
