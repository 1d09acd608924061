import { pointsAskedIn, type Point } from '../../language/points.ts'
import { answersIn, isAnswered } from '../answers.ts'
import { blame } from '../blame.ts'
import { nearCommitmentsIn } from '../near-commitments.ts'
import type { LintContext } from '../context.ts'
import { impatience } from '../impatience.ts'
import { isLockedWording } from '../locked-wording.ts'
import { mockery } from '../mockery.ts'
import { refusal } from '../refusal.ts'
import type { PersonaRule } from '../rule.ts'
import { ownWordsIn, speechOf, type Speech } from '../speech.ts'

// What we need before we can answer, where the answer is published, or that it may not be told yet.
const asksForFacts =
  /(?:请|麻烦|烦请|劳烦|方便|辛苦|您把|你把)[^。!?]{0,10}(?:提供|发(?!现|货|票|生|布)|告诉|告知|拍|报|回复|留下|说一?下|描述|补充|传)(?![^。!?]{0,6}(?:其他|任何|效果|结果|需要))|(?:私信|留言)[^。!?]{0,8}(?:订单|单号|尾号|号码|型号|截图|照片|户号|手机|信息|楼栋|门牌)|(?:照片|截图|订单号|型号|单号)[^。!?]{0,4}(?:发|传|给)/
const saysElsewhere =
  /公告|以[^。!?]{1,10}为准|(?:不|没有?)(?:方便|能|便|可以)?(?:透露|评论|说|公布)|没有可以|无可奉告|https?:\/\/|一步一步|逐[一条]|分别(?:答复|说明|回复|回答)|一并|都(?:给[您你]|为[您你]|帮[您你])?(?:处理|负责|解决|办好)/

function coversAll(speech: Speech, draft: string, context: LintContext): boolean {
  return (
    asksForFacts.test(speech.whole) ||
    saysElsewhere.test(speech.whole) ||
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

/** An angry customer's reply that refuses or offends is rewritten whole; missing points come after that. */
function isRewrittenAnyway(speech: Speech, context: LintContext): boolean {
  if (context.customer?.mood?.polarity !== 'negative') return false
  return [mockery, impatience, blame, refusal].some((tone) => ownWordsIn(speech, tone).length > 0)
}

function missing(speech: Speech, points: readonly Point[], heard: string): readonly Point[] {
  const answers = answersIn(speech)
  return points.filter(
    (point) =>
      !isAnswered({
        answers,
        point,
        heard,
        asked: points.length,
        alike: points.filter(({ wanted }) => wanted === point.wanted).length,
      }),
  )
}

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
    if (coversAll(speech, draft, context) || isRewrittenAnyway(speech, context)) return []
    return missing(speech, points, heard).map((point) => ({
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
