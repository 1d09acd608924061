import type { LintContext } from '../../persona/context.ts'

export type TicketType = NonNullable<NonNullable<LintContext['ticket']>['type']>

/** What a ticket seems to be about, by what the customer wrote. */
export interface SuggestedType {
  readonly type: TicketType
  /** The customer's words that say so, at most three; empty where nothing in particular does. */
  readonly signs: readonly string[]
}

const signs: readonly (readonly [TicketType, RegExp])[] = [
  [
    'complaint',
    /投诉|举报|12315|工信部|消协|曝光|维权|讨个?说法|给个?说法|太过分|坑人|欺骗|骗人|敷衍|推诿|等了[^,，。]{1,8}没人|没人(?:管|理|来)|白(?:等|跑)/,
  ],
  [
    'technical',
    /报错|错误代码|闪退|死机|黑屏|蓝屏|重启|自动(?:关机|开机)|连不上|连接不上|登录不了|登不上|打不开|上不了网|断网|断线|(?:宽带|网络?|信号)[^,，。]{0,3}断|掉线|没信号|没网|网速|卡顿|红灯|升级失败|没反应|开不了机|不制冷|不加热|异响|跳闸|停电|停水|没电|没水|故障|坏了|不通/,
  ],
  [
    'aftersales',
    /退货|退款|换货|保修|维修|返修|质保|发票|物流|快递|发货|到货|签收|少发|漏发|错发|破损|碎了|售后|订单|取消|改地址|补发|安装|上门/,
  ],
  [
    'presales',
    /多少钱|价格|优惠|活动|有货|现货|怎么买|哪里买|推荐|哪款|区别|参数|套餐有|适合|想买|想办|准备买|值得买|首发|预售/,
  ],
]
const praised =
  /点赞|表扬|好评|满意|给力|很棒|真棒|太好了|贴心|专业|感谢|谢谢你们|服务(?:真|很|特别)好/

/** What the customer's words are read with. */
export interface Reading {
  /** Questions and demands among the words. */
  readonly asks: number
  readonly isUpset: boolean
}

/** The type of a ticket nobody has classified. Pure: the same words always give the same type. */
export function suggestType(text: string, { asks, isUpset }: Reading): SuggestedType {
  for (const [type, pattern] of signs) {
    const found = pattern.exec(text)
    if (found) return { type, signs: [found[0]] }
  }
  if (asks === 0 && isUpset) return { type: 'emotional', signs: [] }
  const praise = asks === 0 ? praised.exec(text) : null
  return praise ? { type: 'praise', signs: [praise[0]] } : { type: 'question', signs: [] }
}
