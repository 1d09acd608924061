import type { Finding, PersonaRule } from '../rule.ts'
import { clausesIn } from '../clauses.ts'
import { speechOf } from '../speech.ts'

const call =
  /(?:请|可以?|建议|麻烦|需要?|直接|烦请|您|再|并|也可)*(?:拨打|致电|来电|拨(?=\d)|打(?:一?下)?(?:客服|热线|服务|我们的?|官方)?(?:电话|热线|专线|\d)|联系(?:我们的?)?(?:客服|人工|服务|官方)?(?:热线|电话)|(?:电话|热线)(?:咨询|联系|反映|处理))/
// State lines save lives and rights; naming one is an answer.
const publicLine = /110|119|120|122|12315|12345|12300/
/** Around the number there is only courtesy and what the call is for. */
const courtesy =
  /^(?:\p{Script=Han}{0,4}(?:问题|业务|情况))?(?:(?:您好|你好|亲|哈喽|抱歉|对不起|不好意思|非常|十分|真的|实在|很|给您|让您|为您|带来|添|造成|不便|麻烦|困扰|久等|了|的|感谢|谢谢|您的|支持|理解|反馈|关注|来信|留言|咨询|祝您|祝|生活愉快|愉快|请|谅解|收到|我们|理解您|心情|着急|这个|这类|这|该|此|类|问题|情况|业务|事|方面)*)$/u
const purpose =
  /^(?:由?(?:我们的?|客服|热线|专线|电话|人工|专员|专人|工作人员|同事|话务员|接线员|那边|他们|会|将|有|为您|给您|帮您|来|进一步|详细|具体|统一|再|来|去|进行|以便|即可|就行|就可以|就好|咨询|了解|查询|核实|处理|解答|解决|办理|登记|反映|反馈|说明|受理|跟进|服务|沟通|转接?|人工|按?\d键|竭诚|24小时|在线|随时|全天|工作日|问题|情况|相关|更多|详情|哦|哈|呢|~|的|我们|您)*)$/

function isIdle(clause: string): boolean {
  const words = clause.replace(/[\s\p{P}\p{S}]/gu, '')
  return courtesy.test(words) || purpose.test(words)
}

/** W-S10: customers who wrote have chosen to write. */
export const noPhoneBounce: PersonaRule = {
  id: 'W-S10',
  because: {
    zh: '客户选择在这里留言，只让他打电话等于把人推走；能在这里答的先答。',
    en: 'The customer chose to write here; only pointing to a phone line turns them away.',
  },
  check(draft): readonly Finding[] {
    // A page of text is no bounce, and needs no search.
    if (draft.length > 400) return []
    const speech = speechOf(draft)
    const clauses = clausesIn(speech)
    const calls = clauses.filter(({ text }) => call.test(text) && !publicLine.test(text))
    const first = calls[0]
    if (!first) return []
    const isAnswered = clauses.some((clause) => {
      if (!calls.includes(clause)) return !isIdle(clause.text)
      const [before = ''] = clause.text.split(call)
      const after = clause.text.slice(clause.text.search(call)).replace(call, '')
      return !isIdle(before) || !isIdle(after.replace(/^[^\d]{0,8}?[\d-]{3,16}/, ''))
    })
    if (isAnswered) return []
    return [
      {
        rule: 'W-S10',
        severity: 'warning',
        ...speech.spanOf(first.start, first.end),
        message: {
          zh: '这条回复只让客户打电话：请先在这里回答，电话只作为补充。',
          en: 'This reply only says “call us”: answer here first, the phone is an extra.',
        },
      },
    ]
  },
}
