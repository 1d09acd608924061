import { isCloser } from '../../language/closer.ts'
import { caresIn } from '../acknowledgement.ts'
import type { LintContext } from '../context.ts'
import { matterOf, takesUp } from '../echo.ts'
import { isLockedWording } from '../locked-wording.ts'
import type { PersonaRule } from '../rule.ts'
import { speechOf } from '../speech.ts'

// Fewer signs than these hold no matter that a reply could take up.
const leastMatter = 6
// Single signs any two service texts share.
const everywhere = /[的了在是有到来去好大小多少一二三不没还就都这那个人天日月年时点分中上下前后请]/

// A question about the particulars shows as well that the message was read.
const asked =
  /(?:型号|单号|订单|尾号|户号|截图|照片|小区|地址|门店|版本|尺码|哪[一-龥]|什么(?!问题|疑问|需要|可以|帮)|多[大高重久])[^。!?]{0,16}(?:[?]|吗|呢)|(?:没有|没|吗|不)[?]/

function mattersOf(heard: string): readonly string[] {
  return matterOf(heard).flatMap((run) => [...run].filter((sign) => !everywhere.test(sign)))
}

function heardIn(context: LintContext): string {
  return (context.inbound ?? [])
    .map(({ text }) => text.slice(0, 2000))
    .filter((text) => !isCloser(text))
    .join('\n')
}

/** W-L1. Speaks only where a reply shares no word and no sign of the matter with what it answers. */
export const showYouListened: PersonaRule = {
  id: 'W-L1',
  because: {
    zh: '用客户的原话回应一句，对方就知道您真的看了。',
    en: "Taking up the customer's own words shows that the message was read.",
  },
  check(draft, context) {
    const heard = heardIn(context)
    const matters = mattersOf(heard)
    if (matters.length < leastMatter || context.customer?.mood?.polarity === 'positive') return []
    if (context.proactive === true || isLockedWording(draft, context)) return []
    const speech = speechOf(draft)
    const { whole, sentences } = speech
    // Days, dates, sums and numbers are no template, phone lines aside.
    if (/[今明后昨]天|今晚|明早|上午|下午|[这本下]周|刚刚?(?!好)/.test(whole)) return []
    if (/\d/.test(whole.replace(/\d[\d-]{4,}/g, ''))) return []
    if (sentences.length === 0 || takesUp(whole, heard) || asked.test(whole)) return []
    if (matters.some((sign) => whole.includes(sign)) || caresIn(speech).length > 0) return []
    return [
      {
        rule: 'W-L1',
        severity: 'warning',
        start: draft.length,
        end: draft.length,
        message: {
          zh: '回复没有提到客户说的事，请用对方的话点一下具体问题。',
          en: "The reply does not touch on the customer's matter; take up their words.",
        },
      },
    ]
  },
}
