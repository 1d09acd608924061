import type { Words } from '../../core/settings.ts'
import type { LintContext } from '../context.ts'
import type { Completion } from '../completions.ts'
import { knownFrom } from '../known.ts'
import { momentIn } from '../moments.ts'
import { promisesIn, type Promised } from '../promises.ts'
import type { Finding, PersonaRule } from '../rule.ts'
import { speechOf } from '../speech.ts'

type Authority = NonNullable<LintContext['authority']>

const names = {
  compensation: { zh: '补偿', en: 'compensation' },
  refund: { zh: '退款', en: 'refund' },
} as const
const completions = {
  reply: { zh: '答复', en: 'an answer' },
  repair: { zh: '修复', en: 'a repair' },
  refunded: { zh: '退款到账', en: 'a refund' },
  delivery: { zh: '送达', en: 'delivery' },
} as const

/** Ends the authority says something about. */
function endsOf({ fastestHours = {} }: Authority): readonly Completion[] {
  const kinds: readonly Completion[] = ['reply', 'repair', 'refunded', 'delivery']
  return kinds.filter((kind) => fastestHours[limitOfEnd(kind)] !== undefined)
}

function limitOfEnd(kind: Completion): 'reply' | 'repair' | 'refund' | 'delivery' {
  return kind === 'refunded' ? 'refund' : kind
}

function limitOf(kind: 'compensation' | 'refund', authority: Authority): number | undefined {
  return kind === 'refund' ? authority.refundYuan : authority.compensationYuan
}

function excessOf(promised: Promised, authority: Authority): Words | undefined {
  if (promised.kind === 'discount') {
    const most = authority.discountPercent
    if (most === undefined || promised.percent <= most + 0.001) return undefined
    return {
      zh: `折扣超出权限：最多让利 ${most}%，请改小或先请示。`,
      en: `Beyond your authority: at most ${most} % off. Lower it or ask first.`,
    }
  }
  if ('inMs' in promised) {
    const { kind, inMs } = promised
    const least = authority.fastestHours?.[limitOfEnd(kind)]
    if (least === undefined || inMs >= least * 3_600_000) return undefined
    return {
      zh: `${completions[kind].zh}最快 ${least} 小时，这个时间做不到，请改晚。`,
      en: `${completions[kind].en} takes ${least} h at the fastest; name a later time.`,
    }
  }
  const most = limitOf(promised.kind, authority)
  const name = names[promised.kind]
  if (most === undefined) return undefined
  const isWithin =
    'yuan' in promised ? promised.yuan <= most : promised.open === 'unnamed' && most > 0
  if (isWithin) return undefined
  return most === 0
    ? {
        zh: `您没有承诺${name.zh}的权限，请删去或先请示。`,
        en: `You may promise no ${name.en}: delete it or ask first.`,
      }
    : {
        zh: `${name.zh}超出权限：每单最多 ${most} 元，请改小或先请示。`,
        en: `Beyond your authority: ${name.en} of ${most} yuan per case at most. Lower it or ask first.`,
      }
}

/** Sums of one case add up, unless the customer has the choice; one named twice counts once. */
function addedUp(all: readonly Promised[], text: string): readonly Promised[] {
  const sums = new Set<number>()
  let last = 0
  return all.map((one) => {
    if (one.kind !== 'compensation' || !('yuan' in one)) return one
    const isChoice = /或|还是|任选|二选一/.test(
      text.slice(Math.max(last, one.start - 40), one.start),
    )
    last = one.end
    if (isChoice) sums.clear()
    sums.add(one.yuan)
    return { ...one, yuan: [...sums].reduce((total, yuan) => total + yuan, 0) }
  })
}

/** What the company has approved for everybody is not this agent's promise. */
function isApproved(promised: Promised, context: LintContext): boolean {
  const { wording, facts } = knownFrom(context)
  const amounts = wording.flatMap((entry) => entry.amounts)
  if ('yuan' in promised)
    return amounts.some(({ kind, value }) => kind === 'money' && value === promised.yuan)
  if (promised.kind !== 'discount') return false
  const cheaper = facts.filter(({ text }) => /[折减降]|优惠|便宜|让利|off/.test(text))
  return [...amounts, ...cheaper.flatMap((fact) => fact.amounts)].some(({ kind, value }) => {
    const percent = kind === 'discount' ? (10 - value) * 10 : kind === 'percent' ? value : undefined
    return percent !== undefined && Math.abs(percent - promised.percent) < 0.001
  })
}

/** W-S5: only the kinds the authority names; a sum up to the limit is allowed. */
export const withinAuthority: PersonaRule = {
  id: 'W-S5',
  because: {
    zh: '超出权限的补偿、退款、折扣和时间兑现不了，客户会更失望。',
    en: 'Sums, discounts and times beyond one’s authority cannot be kept and disappoint twice.',
  },
  check(draft, context): readonly Finding[] {
    const { authority } = context
    if (!authority) return []
    const speech = speechOf(draft)
    const promised = promisesIn(speech, momentIn(context.now), endsOf(authority)).filter(
      (one) => !isApproved(one, context),
    )
    return addedUp(promised, speech.text)
      .flatMap((one): readonly Finding[] => {
        const message = excessOf(one, authority)
        if (!message) return []
        return [{ rule: 'W-S5', severity: 'error', ...speech.spanOf(one.start, one.end), message }]
      })
      .slice(0, 10)
  },
}
