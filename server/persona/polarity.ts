import { everyMatch } from '../language/every-match.ts'
import { remembered } from '../language/remembered.ts'
import type { Span } from '../language/normal.ts'

/** Two sayings that cannot both be true of one reply. */
interface Pair {
  readonly one: RegExp
  readonly other: RegExp
  /** The draft must speak of this for the pair to mean anything. */
  readonly about?: RegExp
}

// Only pairs which agents mix up and which cannot be read otherwise.
const pairs: readonly Pair[] = [
  // Who pays the postage.
  {
    one: /(?:商家|商城|我们|我方|卖家|店家|店铺|本店|公司|平台|官方|小店|由我|咱们)(?:都|也)?(?:来|全部|全额)?(?:承担|负担|出|付|包|来出)|包邮|免运费|运费全免|运费险/,
    other:
      /(?:买家|您|你|客户|顾客|用户)(?:自己|自行|这边|来|先)?(?:承担|负担|出(?!示|具|来|现)|付(?!款))|自己(?:承担|负担|出|付)|(?:运费|邮费|快递费|运送费)(?:都是|是|需)?到付|自(?:付|费|理|行承担)/,
    about: /运费|邮费|快递费|寄费|来回|运送费|配送费/,
  },
  // Free or charged.
  {
    one: /免费|不收费|免收|不用(?:您)?(?:付|出|花)钱/,
    other:
      /(?:需要?|要|会|得|另)(?:您)?(?:自费|付费|收费|缴费|另付|收取)|收费(?:的|检|上|维|安|服)|自费|自理|付费/,
    about: /费/,
  },
  // In stock or not.
  {
    one: /(?<![没无])有(?:现)?货|现货|有库存|货源充足/,
    other: /[没无缺断](?:有)?(?:现)?货|没有?库存|无库存|售罄|卖完|卖光|断码|缺码/,
  },
  // Within the warranty or past it.
  {
    one: /保修期内|质保期内|在保(?:修)?(?:期)?内|在保修期|保内/,
    other:
      /过保|保修期外|质保期外|超(?:出|过)(?:了)?(?:保修|质保)|(?:保修|质保)(?:期)?(?:已|早)?(?:过|到期)|不在保|脱保|保外/,
  },
  // Online or only at a counter.
  {
    one: /线上(?:也)?(?:可办|可以办|能办|办理)|(?<!不)支持线上|网上(?:可办|可以办|能办)/,
    other:
      /(?:不能|不支持|无法|不可以|没法)(?:在)?(?:线上|网上)|(?:线上|网上)(?:不能|办不了|不支持|无法|不可以|没法)/,
  },
]

// 不收违约金, where the ticket knows one of 120元; 违约金120元, where it knows of none.
const fees =
  '违约金|手续费|服务费|检测费|上门费|运费|押金|滞纳金|改签费|开户费|安装费|工本费|停车费|搬运费|移机费|邮费|快递费|配送费|保管费|清洗费|拆机费|材料费|维修费|人工费|包装费|鉴定费|换表费|补卡费|过户费|入会费|年费|月租|订金|定金'
const waived = new RegExp(
  `(?:不(?:另|再|加|用)?收|不用[交付]?|不需要[交付]?|免收?|没有|无)(?:任何|额外|您的?)?(${fees})|(${fees})(?:用|也|都|是)?(?:全免|免费|免[收了除]|不[收用要])`,
)
const charged = new RegExp(`(${fees})[^,。;!?\\d]{0,4}\\d{1,5}\\s?[元块]`)

const hypothetical = /如果|若|要是|假如|万一|除非|否则|吗|[?？]/

function spanOf({ 0: text, index }: RegExpExecArray): Span {
  return { start: index, end: index + text.length }
}

/** What a known text takes one side of; only that can be contradicted. */
interface Stance {
  /** A fee it waives or charges, with the pattern of the opposite. */
  readonly fees: readonly { readonly fee: string | undefined; readonly against: RegExp }[]
  readonly sides: readonly (Pair & { readonly saysOne: boolean; readonly isAbout: boolean })[]
}

// Known texts stay the same from clause to clause and from draft to draft.
const stanceOf = remembered((known): Stance => {
  const fees = [
    { told: charged.exec(known), against: waived },
    { told: waived.exec(known), against: charged },
  ]
  return {
    fees: fees.flatMap(({ told, against }) =>
      told && !against.test(known) ? [{ fee: told[1] ?? told[2], against }] : [],
    ),
    sides: pairs.flatMap((pair) => {
      const saysOne = pair.one.test(known)
      if (saysOne === pair.other.test(known)) return []
      return [{ ...pair, saysOne, isAbout: pair.about?.test(known) ?? true }]
    }),
  }
})

/** The span in `clause` that contradicts what `known` says, if one does. */
export function contradictionIn(clause: string, known: string): Span | undefined {
  const { fees, sides } = stanceOf(known)
  if ((fees.length === 0 && sides.length === 0) || hypothetical.test(clause)) return undefined
  for (const { fee, against } of fees) {
    const said = against.exec(clause)
    if (said && (said[1] ?? said[2]) === fee) return spanOf(said)
  }
  for (const { one, other, about, saysOne, isAbout } of sides) {
    if (!isAbout && !about?.test(clause)) continue
    const no = other.exec(clause)
    // 不支持线上办理 holds 线上办理, yet says the opposite.
    if (saysOne && no && !one.test(clause.replace(no[0], ''))) return spanOf(no)
    const yes = saysOne || no ? null : one.exec(clause)
    if (yes) return spanOf(yes)
  }
  return undefined
}

// What a customer may or may not do; 退款 and 退货 are kept apart.
const deeds =
  '退货|退款|退订|退换|换货|换|退|取消|修改|改签|改期|补发|补办|开发票|开票|预约|异地办理|代办|过户|叠加|转让|续费|提前解约|提现|自提|货到付款|分期'
/** Said in one word of what was asked (停不了): it needs no object, and one is known to be allowed. */
const plainly =
  /^(?:您好,?|亲,?|抱歉,?|不好意思,?|这个|这|目前|现在|暂时|确实|真的?)*([停改换退恢复转升降寄送装修借租续延查办开补约用进拆移赔取消]{1,2})不了(?:的|哦|呢|啊|哈|亲)*$/
const known = (deed: string): RegExp =>
  new RegExp(`(?<![不没无])(?:可以|可|能|支持|允许)(?:免费|随时|直接|申请|先|提前)?${deed}`)

/** 改不了, where the only thing the reference says of 改 is that it may be done. */
export function plainRefusalIn(clause: string, reference: string): Span | undefined {
  const found = clause.includes('不了') ? plainly.exec(clause) : null
  const deed = found?.[1]
  if (!found || deed === undefined || !known(deed).test(reference)) return undefined
  const isDenied = new RegExp(`[不没无](?:能|可以?|支持|法)?[^,。;]{0,3}${deed}|${deed}不了`)
  return isDenied.test(reference) ? undefined : spanOf(found)
}

const granted = new RegExp(
  `(?<![不没无])(?:可以|可|能|支持|允许|接受)(?:免费|随时|直接|申请|在线|线上|办理|无理由)?(${deeds})`,
  'g',
)
const denied = new RegExp(
  `(?<![能可以会要支行])(?:不能|不可以|不可|不支持|无法|没法|不接受|不允许|不予|不给|不得|一律不|概不|都不)(?:再|免费|随时|直接|申请|在线|线上|办理|无理由)?(${deeds})|(${deeds})(?:不了|不予受理)|(?<![能可以会要支退换])不(退款|退货|换货|退|换)(?=[的了,。!]|$)`,
  'g',
)

interface Policy extends Span {
  readonly deed: string
}

function policiesIn(text: string, pattern: RegExp): readonly Policy[] {
  return everyMatch(text, pattern).map((match) => ({
    deed: match[1] ?? match[2] ?? match[3] ?? '',
    start: match.index,
    end: match.index + match[0].length,
  }))
}

interface Policies {
  readonly granted: ReadonlySet<string>
  readonly denied: ReadonlySet<string>
}

/** What a reference grants and never denies, and the other way round. */
const policiesOf = remembered((reference): Policies => {
  const grants = policiesIn(reference, granted).map(({ deed }) => deed)
  const denials = policiesIn(reference, denied).map(({ deed }) => deed)
  return {
    granted: new Set(grants.filter((deed) => !denials.includes(deed))),
    denied: new Set(denials.filter((deed) => !grants.includes(deed))),
  }
})

/** The span in `clause` that grants what `reference` denies, or the other way round. */
export function policyClashIn(clause: string, reference: string): Span | undefined {
  const theirs = policiesOf(reference)
  if ((theirs.granted.size === 0 && theirs.denied.size === 0) || hypothetical.test(clause))
    return undefined
  for (const [mine, opposite] of [
    [granted, theirs.denied],
    [denied, theirs.granted],
  ] as const) {
    if (opposite.size === 0) continue
    const clash = policiesIn(clause, mine).find(({ deed }) => opposite.has(deed))
    if (clash) return { start: clash.start, end: clash.end }
  }
  return undefined
}
