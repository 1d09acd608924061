import type { LintContext } from '../../persona/context.ts'

export type TicketType = NonNullable<NonNullable<LintContext['ticket']>['type']>

/** A fact without which a ticket of this type cannot be worked. */
export interface AskedFact {
  /** As the reply asks for it. */
  readonly label: string
  /** What is said where it matters; absent: always. */
  readonly when?: RegExp
  /** The customer has told it already. */
  readonly told: RegExp
}

/** How a ticket of one type is answered, step by step; words in the persona's voice. */
export interface Playbook {
  /** Opens the reply: the feeling first where there is one. */
  readonly open: string
  /** The same in few words, where the channel takes few. */
  readonly openShort: string
  readonly facts: readonly AskedFact[]
  /** Closes a reply that explains something. */
  readonly close: string
}

const usualClose = '还有不清楚的地方，直接回{self}就好。'

const orderTail: AskedFact = {
  label: '订单号后四位',
  told: /(?:订单|单号|尾号)[^,，。]{0,8}[\da-z]{4}|\d{8}/i,
}
const model: AskedFact = {
  label: '设备型号',
  when: /手机|光猫|路由|盒子|冰箱|空调|洗衣机|电视|电脑|平板|耳机|手表|机器|设备|软件|客户端|app/i,
  told: /型号|[a-z]{1,6}-?\d{1,5}|\d{1,2}\s?(?:pro|plus|max|代)/i,
}
const area: AskedFact = {
  label: '所在的小区或街道',
  when: /停电|没电|停水|没水|停气|断网|没网|上不了网|没信号|信号差|宽带/,
  told: /小区|街道|大街|[路巷弄村镇](?![由器])|花园|公寓/,
}
const symptom: AskedFact = {
  label: '出问题时的提示或现象',
  told: /提示|报错|显示|错误|代码|红灯|闪|黑屏|死机|卡|断|停|碎|坏|没(?:反应|电|水|网|信号)|连不|打不开|上不了|不(?:能|动|亮|响|转|制冷|通)/,
}

export const playbooks: Readonly<Record<TicketType, Playbook>> = {
  complaint: {
    open: '给{you}添麻烦了，{self}真诚地跟{you}说声抱歉。',
    openShort: '抱歉给{you}添麻烦了。',
    facts: [],
    close: '{you}有什么想补充的，直接回{self}就好。',
  },
  emotional: {
    open: '让{you}这么闹心，{self}很抱歉，{you}的着急{self}都理解。',
    openShort: '抱歉让{you}闹心了。',
    facts: [],
    close: '{you}随时可以找{self}。',
  },
  question: {
    open: '{you}好，谢谢{you}来问。',
    openShort: '{you}好。',
    facts: [],
    close: usualClose,
  },
  presales: {
    open: '{you}好，谢谢{you}的关注。',
    openShort: '{you}好。',
    facts: [],
    close: '想了解别的，直接回{self}就好。',
  },
  aftersales: {
    open: '{you}好，{you}的售后问题由{self}来跟进。',
    openShort: '{you}好。',
    facts: [orderTail],
    close: usualClose,
  },
  technical: {
    open: '{you}好，使用中遇到问题，给{you}添麻烦了。',
    openShort: '给{you}添麻烦了。',
    facts: [model, area, symptom],
    close: usualClose,
  },
  praise: {
    open: '谢谢{you}的认可，{self}看到很开心。',
    openShort: '谢谢{you}的认可。',
    facts: [],
    close: '以后有需要，直接找{self}就好。',
  },
}

/** What the other steps say, whatever the type. */
export const steps = {
  greet: '{you}好。',
  /** Opens where something went wrong, though nobody complains of us. */
  troubled: '{you}好，给{you}添麻烦了。',
  /** Nothing is asked yet that could be answered. */
  invite: '{you}具体遇到了什么，直接告诉{self}，{self}来帮{you}看。',
  /** Somebody important is told who answers for the case. */
  vip: '{you}的事由{self}全程跟进，有事直接回{self}。',
  ask: '为了查清楚，麻烦{you}告诉{self}：{facts}。',
  askPrivately: '为了查清楚，麻烦{you}私信告诉{self}：{facts}。',
  afterAsking: '收到后{self}马上去查，{due}回复{you}。',
  postpone: '关于{points}，{self}会去核实，{due}回复{you}。',
  postponeUnnamed: '{you}说的{count}，{self}会去核实，{due}回复{you}。',
  heard: '{you}说的情况{self}记下了，{due}回复{you}进展。',
  official: '{you}提到的话题，请以官方公告为准。',
} as const

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

/** The type of a ticket nobody has classified, by what the customer wrote. */
export function typeOf({ ticket, customer, inbound = [] }: LintContext, asks: number): TicketType {
  if (ticket?.type) return ticket.type
  const text = inbound.map((one) => one.text).join('\n')
  const found = signs.find(([, pattern]) => pattern.test(text))?.[0]
  if (found) return found
  const isUpset = customer?.mood?.polarity === 'negative' || (customer?.mood?.anger ?? 0) >= 2
  if (asks === 0 && isUpset) return 'emotional'
  return asks === 0 && praised.test(text) ? 'praise' : 'question'
}
