import type { Span } from '../../language/normal.ts'
import type { Finding, PersonaRule } from '../rule.ts'
import { saidIn, speechOf, type Phrase, type Speech } from '../speech.ts'
import { toneFindings } from '../tone-findings.ts'

const mostQuestions = 3

// Reproach in the form of a question. 为什么不能退 explains; 为什么不早说 accuses.
const reproaches: readonly Phrase[] = [
  {
    pattern:
      /(?:为什么|为何|为啥|怎么|干嘛|干吗)(?:[您你](?:们)?)?(?:当时|之前|当初|也|都|就|自己|还){0,2}(?:不|没有?)(?:早点?|先|提前|及时|直接|去|自己|主动|跟我们|好好|按|联系|打电话|检查|确认|保留|拍照|试|说|问|看|申请|报修|备份|注意){1,2}/g,
    unlessBefore:
      /(?:我们|客服|师傅|明白|知道|理解|关于|[您你]问|[您你]想知道|解释|说明|系统|商家|仓库)[^,]{0,6}$/,
    unlessAround: /抱歉|对不起|我们(?:会)?(?:查|反思)|您(?:会)?问/,
  },
]

/** Where sentences that ask end. A choice of two offered is one question. */
function questionsIn(speech: Speech): readonly Span[] {
  return speech.sentences.filter(({ text, start, end }) => {
    const own = speech.text.slice(start, end)
    return /[?][”"』」)]?$/.test(text) && /[^□\s?]/.test(own)
  })
}

/** W-L4. */
export const guideNotInterrogate: PersonaRule = {
  id: 'W-L4',
  because: {
    zh: '一连串追问像审问；一次只问最关键的一两项，并说明为什么要问。',
    en: 'A string of questions feels like an interrogation; ask the one or two that matter and say why.',
  },
  check(draft): readonly Finding[] {
    const speech = speechOf(draft)
    const many = questionsIn(speech).slice(mostQuestions, mostQuestions + 1)
    return [
      ...toneFindings(
        {
          rule: 'W-L4',
          severity: 'warning',
          message: {
            zh: '一条回复里超过三个问题，请先问最关键的，其余说明用途后再问。',
            en: 'More than three questions in one reply; ask the most important first.',
          },
        },
        speech,
        many,
      ),
      ...toneFindings(
        {
          rule: 'W-L4',
          severity: 'warning',
          message: {
            zh: '“为什么不…”像责问，请改成“方便的话，请…”。',
            en: '“Why did you not…” accuses; say “if you can, please…”.',
          },
        },
        speech,
        saidIn(speech.text, reproaches),
      ),
    ]
  },
}
