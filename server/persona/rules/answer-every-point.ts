import { pointsAskedIn, type Point } from '../../language/points.ts'
import {
  answersIn,
  isChargeAsked,
  isAnswered,
  isSpent,
  isWhetherAnswered,
  unknowing,
  type Answer,
  type Question,
} from '../answers.ts'
import { blame } from '../blame.ts'
import { nearCommitmentsIn } from '../near-commitments.ts'
import type { LintContext } from '../context.ts'
import { impatience } from '../impatience.ts'
import { isLeftUnsaid } from '../left-unsaid.ts'
import { isLockedWording } from '../locked-wording.ts'
import { momentIn } from '../moments.ts'
import { mockery } from '../mockery.ts'
import { alternative, refusal } from '../refusal.ts'
import type { PersonaRule } from '../rule.ts'
import { ownWordsIn, saidIn, speechOf, type Speech } from '../speech.ts'

// What we need before we can answer, where the answer is published, or that it may not be told yet.
const asksForFacts =
  /(?:请|麻烦|烦请|劳烦|方便|辛苦|您把|你把)[^。!?]{0,10}(?:提供|发(?!现|货|票|生|布)|告诉|告知|拍|报|回复|留下|说一?下|描述|补充|传)(?![^。!?]{0,6}(?:其他|任何|效果|结果|需要))|(?:私信|留言)[^。!?]{0,8}(?:订单|单号|尾号|号码|型号|截图|照片|户号|手机|信息|楼栋|门牌)|(?:照片|截图|订单号|型号|单号)[^。!?]{0,4}(?:发|传|给)/
const saysElsewhere =
  /公告|(?:不|没有?)(?:方便|能|便|可以)?(?:透露|评论|说|公布)|没有可以|无可奉告|https?:\/\/|一步一步|逐[一条]|分别(?:答复|说明|回复|回答)|一并|都(?:给[您你]|为[您你]|帮[您你])?(?:处理|负责|解决|办好)/

// The answer is elsewhere, and nobody here knows it.
const standsElsewhere = /以[^。!?]{1,10}为准/

// Looked up now and told then, told as soon as it is known, said where others do not read, or asked
// back: the points are not forgotten, only not answered yet.
const looksUp =
  /(?<!自己)(?<!自行)(?<!可以)(?<!建议您)(?<!您)(?:查|核实|核对|核查|确认|问|了解|看|调)(?:一?下|清楚|清|好|到|完|明白)?[^。!?]{0,16}(?:回复|回您|回你|告诉|告知|答复|通知您|通知你|同步|反馈您|给[您你](?:个)?(?:准?信|说|发|回|讲|答)|跟[您你]说|和[您你]说|稍等)|(?:稍等|等我|等一下)[^。!?]{0,12}(?:查|核实|确认|问|看看|看下|看一下)/
const tellsOnceKnown =
  /(?:一有|一旦|有了?|等|待|出了?|定了?|确定|确认|查清|核实|明确)[^,。!?]{0,8}(?:消息|准信|结果|进展|时间|结论|安排|通知|方案|后|好|清楚|下来|了)[^。!?]{0,10}(?:告诉|通知[您你大]|告知|回复|公布|联系[您你]|同步|更新|给[您你]|跟[您你]说)/
const movesToPrivate =
  /私信|私聊|单独(?:发|跟|和|给|联系|沟通|说明)|(?:给|跟|和|与)[您你](?:回|打|去)(?:个|一个)?电话|电话(?:里|中|上)?(?:给|跟|和|与|向)[您你]/
const asksBack =
  /(?:[您你](?:这边|家|那边|当时|的)?[^。!?]{0,10})?(?:哪(?!里不)[一-龥]|什么(?!问题|疑问|需要|可以|能|事|帮)[一-龥]|几(?:号|点|楼|栋|个人|匹|寸|月)|多[大高重少](?!钱)|是不是|有没有(?!问题|其他|别的|什么)|还是)[^。!?,]{0,14}[?]|(?:单号|订单|型号|尾号|户号|账号|卡号|号码|地址|小区|门店|截图|照片|版本|尺码|楼栋)[^。!?,]{0,8}(?:是|有|在|呢|吗|方便)[^。!?,]{0,6}[?]/

function coversAll(speech: Speech, draft: string, context: LintContext): boolean {
  return (
    [asksForFacts, looksUp, tellsOnceKnown, movesToPrivate, asksBack].some((way) =>
      way.test(speech.whole),
    ) ||
    nearCommitmentsIn(draft, context.now).some(
      (one) =>
        one.isDefinite &&
        one.isAnswer &&
        /答复|回复|回[您你电话信]|消息|结果|进展|结论|核实|复核|核查|查|回电|告诉|说明|公布|联系/.test(
          draft.slice(one.start, one.end + 24),
        ),
    )
  )
}

/** Answered by somebody else; of several points perhaps only one. */
function isElsewhere({ whole }: Speech, { ticket }: LintContext): boolean {
  return saysElsewhere.test(whole) || (ticket?.facts === undefined && standsElsewhere.test(whole))
}

/** A reply that only refuses, or offends an angry customer, is rewritten whole; missing points come after that. */
function isRewrittenAnyway(speech: Speech, context: LintContext): boolean {
  const refused = ownWordsIn(speech, refusal)
  const isRefused =
    refused.length > 0 &&
    refused.every(({ start, end }) => !unknowing.test(speech.text.slice(start, end)))
  if (context.customer?.mood?.polarity !== 'negative')
    return isRefused && saidIn(speech.text, alternative).length === 0
  return [mockery, impatience, blame, refusal].some((tone) => ownWordsIn(speech, tone).length > 0)
}

/** A point with everything its answer is judged by. */
function questionsOf(
  answers: readonly Answer[],
  points: readonly Point[],
  heard: string,
): readonly Question[] {
  return points.map((point) => ({
    answers,
    point,
    heard,
    asked: points.length,
    alike: points.filter(({ wanted }) => wanted === point.wanted).length,
    others: points.filter((other) => other !== point),
  }))
}

/**
 * A reply that says nothing, fewer things than were asked, or nothing beside the times and sums asked
 * for leaves a point out for sure. Else the answer may stand there in words we do not know.
 */
function isLeftOut(told: readonly Answer[], points: readonly Point[], heard: string): boolean {
  const isSpare = told.some(({ text }) => !isSpent(text, points, heard))
  return !(isSpare && told.length >= points.length)
}

// 一经售出不退 answers 几天到账 as well.
const denial =
  /(?:不|没|无法|没法)(?:能|可以|支持|予|给|接受|提供)?(?:退|换|赔|修|补|装|改|办|送|取消|开|发货)|没有?货|售罄|卖完|下架|停产|不行|不可以|没有这|(?:退|换|改|办|装|修|恢复|降|取消|开|转|查|送|停)不了|没[^,。!?]{0,3}可[^以]|不让|不许|禁止/

// 给我换成了背阴面 complains, 我要当面道歉 demands.
const wished = /我要|要求|希望/

/** What the ticket knows, what is recommended and what is approved, sentence by sentence. */
function knownAnswers({ ticket, recommended, wording = [] }: LintContext): readonly string[] {
  const texts = [
    ...Object.values(ticket?.facts ?? {}),
    ...(recommended ? [recommended.text] : []),
    ...wording.map(({ text }) => text),
  ]
  return texts.flatMap((text) => text.split(/[。；;！!？?\n]/)).filter((text) => text !== '')
}

// What answers these has no form of its own; the others want a time, a sum, a number, a place, a person.
const formless: ReadonlySet<Point['wanted']> = new Set(['whether', 'which', 'way', 'reason', 'act'])

/** What the customer wrote, without messages on topics that agents may not speak about. */
function heardIn({ inbound = [], topics = [] }: LintContext): string {
  const silent = topics.filter(({ verdict }) => verdict !== 'engage').flatMap(({ words }) => words)
  return inbound
    .map(({ text }) => text.slice(0, 4000))
    .filter((text) => !silent.some((word) => word !== '' && text.includes(word)))
    .join('\n')
}

// Longer messages are shortened, and a reply is not judged against more points than an agent can read.
const mostPoints = 12

interface Heard {
  readonly speech: Speech
  readonly points: readonly Point[]
  readonly heard: string
  readonly context: LintContext
  /** Of a reply that is rewritten anyway, or that sends elsewhere, only what is known is missed. */
  readonly isOnlyKnown: boolean
}

function leftOut({ speech, points, heard, context, isOnlyKnown }: Heard): readonly Question[] {
  const answers = answersIn(speech)
  const told = answers.filter(({ isIdle }) => !isIdle)
  const isSure = isLeftOut(told, points, heard)
  const isDenied = answers.some(({ text }) => denial.test(text))
  const known = knownAnswers(context)
  const now = momentIn(context.now)
  const isMissed = (question: Question): boolean => {
    const { wanted, text } = question.point
    if (wanted === 'reason' || (wanted === 'act' && !wished.test(text))) return false
    if (isDenied || (wanted === 'whether' && isWhetherAnswered(question, true))) return false
    return isLeftUnsaid({ ...question, now }, known)
  }
  return questionsOf(answers, points, heard).filter((question) => {
    if (isMissed(question)) return true
    const isFormless = formless.has(question.point.wanted) && !isChargeAsked(question.point)
    return !isOnlyKnown && (isSure || (!isFormless && !isDenied)) && !isAnswered(question)
  })
}

/** W-L6. */
export const answerEveryPoint: PersonaRule = {
  id: 'W-L6',
  because: {
    zh: '漏答一个问题，客户就要再问一次，觉得没被认真看。',
    en: 'A question left out makes the customer ask again and feel unread.',
  },
  check(draft, context) {
    if (context.proactive === true || isLockedWording(draft, context)) return []
    const heard = heardIn(context)
    const points = pointsAskedIn(heard).slice(0, mostPoints)
    const speech = speechOf(draft)
    if (points.length === 0 || speech.sentences.length === 0) return []
    if (coversAll(speech, draft, context)) return []
    const isElse = isElsewhere(speech, context) || isRewrittenAnyway(speech, context)
    if (isElse && points.length === 1) return []
    const left = leftOut({ speech, points, heard, context, isOnlyKnown: isElse })
    return left.map(({ point }) => ({
      rule: 'W-L6',
      severity: 'error',
      start: draft.length,
      end: draft.length,
      message: {
        zh: `客户还问了“${point.text.slice(0, 30)}”，请补上答复。`,
        en: `The customer also asked “${point.text.slice(0, 30)}”; answer it too.`,
      },
    }))
  },
}
