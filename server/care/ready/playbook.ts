import type { LintContext } from '../../persona/context.ts'
import { suggestType, type TicketType } from '../casework/ticket-type.ts'

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

/** The type somebody gave the ticket, or else the one that the customer's words suggest. */
export function typeOf({ ticket, customer, inbound = [] }: LintContext, asks: number): TicketType {
  if (ticket?.type) return ticket.type
  const isUpset = customer?.mood?.polarity === 'negative' || (customer?.mood?.anger ?? 0) >= 2
  return suggestType(inbound.map(({ text }) => text).join('\n'), { asks, isUpset }).type
}
