import { commitmentsIn } from '../commitments.ts'
import type { PersonaRule } from '../rule.ts'
import { saidIn, speechOf, type Phrase } from '../speech.ts'

// Giving up before the customer does.
const gloom: readonly Phrase[] = [
  {
    pattern:
      /没(?:有)?(?:什么|啥|别的|其他|任何)?(?:办法|法子|辙)|无能为力|爱莫能助|无可奈何|只能(?:这样|如此|认了|算了|等着|忍|干等)|只好(?:这样|认了|算了|如此)|就(?:这样|只能这样)(?:吧|了)|认了吧|算了吧|没(?:救|戏|希望|指望|得商量)|做不到|办不到|帮不[了上]|希望不大|可能性不大|恐怕(?:不行|很难|没)|不可能(?:的|了)?(?=[,。!~]|$)|(?:很|太|比较)难(?:办|解决|处理|说)?(?=[,。!了~]|$)|难说|不好说|说不准|不抱希望|别抱(?:太大)?(?:希望|期望)|遗憾(?=[,。!]|$)|尽力了|听天由命|看运气|自认倒霉/g,
    unlessBefore: /(?:不是|并非|不会|不|[您你](?:要是|如果|若)?|如果|要是|若)$/,
  },
]
// Something that leads on: what we do, what the customer can do, or what has been done.
const forward =
  /可以(?!了)|您可|建议|不妨|换(?:一?个|成|货|新)|改(?:为|成|到|用|约|走)|安排|为[您你]|帮[您你]|给[您你]|替[您你]|申请|核实|查|跟进|联系|转(?:给|交|到|接)|登记|上报|反馈|退|补|赔|(?<!保)修(?!期)|处理|解决|送|发出|恢复|请(?:[您你]|先|私信|到|在|拨|看|点|用)|欢迎|私信|或者|另外还|我们会|我来|马上|这就|试试|试一下|预约|提醒|留意/

/** W-P3: a reply that says what cannot be also says what can. */
export const positiveFraming: PersonaRule = {
  id: 'W-P3',
  because: {
    zh: '只说不行，客户就卡在原地；同时说出下一步，才是在帮忙。',
    en: 'A bare “cannot” leaves the customer stuck; naming a next step is help.',
  },
  check(draft, context) {
    const speech = speechOf(draft)
    const [first] = saidIn(speech.text, gloom)
    if (!first) return []
    const rest = speech.text.slice(0, first.start) + speech.text.slice(first.end)
    if (forward.test(rest) || commitmentsIn(draft, context.now).length > 0) return []
    return [
      {
        rule: 'W-P3',
        severity: 'warning',
        ...speech.spanOf(first.start, first.end),
        message: {
          zh: '只说了做不到，请补上可以做什么、下一步是什么。',
          en: 'This only says what cannot be done; add what can, or the next step.',
        },
      },
    ]
  },
}
