import { isCloser } from '../../language/closer.ts'
import { acknowledgementsIn } from '../acknowledgement.ts'
import { isTooLong } from '../channel-length.ts'
import type { LintContext } from '../context.ts'
import { isLockedWording } from '../locked-wording.ts'
import type { Edit, PersonaRule } from '../rule.ts'
import { speechOf, type Speech } from '../speech.ts'

// 王女士您好！ and 小桥在呢。 open a letter; they are not yet one of its first two sentences.
const greeting =
  /^(?:尊敬的)?[^,。!?]{0,6}[,]?(?:您好|你好|早上好|上午好|下午好|中午好|晚上好|hi|hello|哈喽|亲|在的|在呢|收到|好的|我在)[^,。!?]{0,4}[,。!~]*$/

/** Where the second sentence ends, salutations not counted. */
function openingEnd(speech: Speech): number {
  const [first, second, third] = speech.sentences.slice(0, 3)
  const last = first && greeting.test(first.text) && first.text.length <= 14 ? third : second
  return (last ?? second ?? first)?.end ?? 0
}

function apologyFix(draft: string, context: LintContext): { fix?: readonly Edit[] } {
  const you = context.persona?.address ?? '您'
  const text = `很抱歉给${you}添麻烦了。`
  const fits = !isTooLong(text + draft, context)
  return fits ? { fix: [{ start: 0, end: 0, text }] } : {}
}

function isAsking(context: LintContext): boolean {
  const inbound = context.inbound ?? []
  return inbound.length === 0 || !inbound.every(({ text }) => isCloser(text))
}

/** W-L2. Only for a customer known to be upset. */
export const empathyFirst: PersonaRule = {
  id: 'W-L2',
  because: {
    zh: '客户有情绪时，先让对方知道被听见，再讲事情，话才听得进去。',
    en: 'An upset customer listens only after feeling heard; care first, then the matter.',
  },
  check(draft, context) {
    const mood = context.customer?.mood
    if (mood?.polarity !== 'negative' || context.proactive === true) return []
    const speech = speechOf(draft)
    if (speech.sentences.length === 0 || !isAsking(context)) return []
    if (isLockedWording(draft, context)) return []
    const end = openingEnd(speech)
    if (acknowledgementsIn(speech, mood.anger).some(({ start }) => start < end)) return []
    return [
      {
        rule: 'W-L2',
        severity: 'error',
        start: draft.length,
        end: draft.length,
        message: {
          zh: '客户有情绪，前两句里请先道歉、说出对方的感受或接受批评。',
          en: 'The customer is upset: apologise, name the feeling or accept the reproach in the first two sentences.',
        },
        ...apologyFix(draft, context),
      },
    ]
  },
}
