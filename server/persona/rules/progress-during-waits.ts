import { nearCommitmentsIn } from '../near-commitments.ts'
import type { LintContext } from '../context.ts'
import { isLockedWording } from '../locked-wording.ts'
import { momentIn } from '../moments.ts'
import type { PersonaRule } from '../rule.ts'
import { timesIn } from '../../language/times.ts'
import { speechOf } from '../speech.ts'

const minuteMs = 60_000
// What has been done, what is being waited for, or that it is over. 处理中 alone is no news.
const status =
  /已(?:经)?(?!收到|反馈|记录|知悉|登记)[^,。!?]{1,12}|(?:目前|现在|正在|正|刚刚?|今天)[^,。!?]{2,}|(?:卡|停|等)(?:在|着)?[^,。!?]{0,6}(?:配件|主板|审批|到货|银行|材料|检测|结果|排期|零件|审核)|(?:完成|修好|到货|到账|恢复|解决|寄出|发出|办好|出结果|查到|查明|通过|审核)/
const bareStatus = /(?:正在|目前|现在)[^,。!?]{0,4}(?:处理|维修|核实|跟进)(?:中|当中)?(?=[,。!]|$)/

function isOverdue({ now, ticket, policy }: LintContext): boolean {
  const [at, since] = [momentIn(now), momentIn(ticket?.waitingSince)]
  if (at === undefined || since === undefined || policy?.progressMinutes === undefined) return false
  if (ticket?.status === 'solved' || ticket?.status === 'closed') return false
  return at - since > policy.progressMinutes * minuteMs
}

/** W-E6. Speaks only where the ticket's clock and the policy are both known. */
export const progressDuringWaits: PersonaRule = {
  id: 'W-E6',
  because: {
    zh: '等得久的客户最怕没消息：告诉对方进行到哪一步、下次什么时候有消息。',
    en: 'Waiting customers fear silence most; say how far it is and when the next news comes.',
  },
  check(draft, context) {
    if (!isOverdue(context) || isLockedWording(draft, context)) return []
    const { whole, sentences } = speechOf(draft)
    if (sentences.length === 0) return []
    const saysTime =
      nearCommitmentsIn(draft, context.now).some(({ isDefinite }) => isDefinite) ||
      timesIn(whole).some((time) => time.isVague !== true)
    if (saysTime || status.test(whole.replace(bareStatus, ''))) return []
    return [
      {
        rule: 'W-E6',
        severity: 'warning',
        start: draft.length,
        end: draft.length,
        message: {
          zh: '客户已等了超过约定时长，请说明进展和下一次回复的时间。',
          en: 'The customer has waited beyond policy; say how far it is and when you will write next.',
        },
      },
    ]
  },
}
