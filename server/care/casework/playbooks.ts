import type { Words } from '../../core/settings.ts'
import type { TicketType } from './ticket-type.ts'

/** One step of handling a case, in the order a case is best handled in. */
export interface PlaybookStep {
  readonly id: string
  readonly label: Words
  /** What doing it well means. */
  readonly hint: Words
  /** Where the policy asks for it, the ticket is not solved without it. */
  readonly isRequired: boolean
}

export type PlaybookId = 'complaint' | 'question' | 'emotional' | 'aftersales'

/** How cases of one kind are handled, step by step. The order advises; it never blocks. */
export interface CasePlaybook {
  readonly id: PlaybookId
  readonly label: Words
  readonly steps: readonly PlaybookStep[]
}

const complaint: CasePlaybook = {
  id: 'complaint',
  label: { zh: '投诉处理', en: 'Complaint' },
  steps: [
    {
      id: 'accept',
      label: { zh: '受理并致歉', en: 'Accept and apologise' },
      hint: {
        zh: '先道歉、先接住，不解释、不推责',
        en: 'Apologise and take it on first; no reasons, no blame',
      },
      isRequired: true,
    },
    {
      id: 'understand',
      label: { zh: '问清情况和诉求', en: 'Understand' },
      hint: {
        zh: '经过、时间、损失、想要的结果，复述给客户确认',
        en: 'What happened, when, what was lost, what is wanted; say it back',
      },
      isRequired: true,
    },
    {
      id: 'coordinate',
      label: { zh: '协调责任部门', en: 'Coordinate' },
      hint: {
        zh: '转到责任部门，说定谁在什么时候前答复',
        en: 'Bring in the department in charge; agree who answers by when',
      },
      isRequired: true,
    },
    {
      id: 'feedback',
      label: { zh: '给出合理答复', en: 'Give a fair answer' },
      hint: {
        zh: '结论、依据、补救办法，在权限之内',
        en: 'Finding, grounds and remedy, within what you may promise',
      },
      isRequired: true,
    },
    {
      id: 'confirm',
      label: { zh: '确认客户认可', en: 'Confirm' },
      hint: {
        zh: '问一句是否解决，并感谢指正',
        en: 'Ask whether it is settled, and thank them',
      },
      isRequired: false,
    },
  ],
}

const question: CasePlaybook = {
  id: 'question',
  label: { zh: '问题解答', en: 'Question' },
  steps: [
    {
      id: 'listen',
      label: { zh: '看全问题', en: 'Read it all' },
      hint: { zh: '每一个问的点都记下', en: 'Note every point that is asked' },
      isRequired: true,
    },
    {
      id: 'clarify',
      label: { zh: '问清不明之处', en: 'Clarify' },
      hint: {
        zh: '型号、时间、地点不清楚就先问，不猜',
        en: 'Ask for model, time or place where unclear; do not guess',
      },
      isRequired: false,
    },
    {
      id: 'answer',
      label: { zh: '准确作答', en: 'Answer' },
      hint: {
        zh: '按口径逐点回答，话短、词白',
        en: 'Answer point by point from approved wording, in plain words',
      },
      isRequired: true,
    },
    {
      id: 'check',
      label: { zh: '确认听懂', en: 'Check' },
      hint: {
        zh: '问一句是否清楚，说明随时可再问',
        en: 'Ask whether it is clear; offer to explain again',
      },
      isRequired: false,
    },
  ],
}

const emotional: CasePlaybook = {
  id: 'emotional',
  label: { zh: '情绪安抚', en: 'Upset customer' },
  steps: [
    {
      id: 'calm',
      label: { zh: '稳住自己', en: 'Stay calm' },
      hint: { zh: '不争、不辩、不催', en: 'No argument, no defence, no hurry' },
      isRequired: false,
    },
    {
      id: 'empathise',
      label: { zh: '说出感受', en: 'Name the feeling' },
      hint: {
        zh: '先说出客户的感受并表示理解',
        en: 'Name what the customer feels, and that you understand',
      },
      isRequired: true,
    },
    {
      id: 'listen',
      label: { zh: '听出缘由', en: 'Find the cause' },
      hint: { zh: '请客户慢慢说，找到事由', en: 'Let them tell it; find what it is about' },
      isRequired: true,
    },
    {
      id: 'act',
      label: { zh: '给出下一步', en: 'Offer a next step' },
      hint: {
        zh: '做什么、什么时候有结果，不只安慰',
        en: 'What will be done and by when, not comfort alone',
      },
      isRequired: true,
    },
    {
      id: 'follow',
      label: { zh: '主动回访', en: 'Follow up' },
      hint: { zh: '结果出来主动说一声', en: 'Tell the result unasked' },
      isRequired: false,
    },
  ],
}

const aftersales: CasePlaybook = {
  id: 'aftersales',
  label: { zh: '售后处理', en: 'After-sales' },
  steps: [
    {
      id: 'register',
      label: { zh: '登记', en: 'Register' },
      hint: {
        zh: '订单、产品、现象、联系方式（私信里问）',
        en: 'Order, product, symptom, contact (asked in private)',
      },
      isRequired: true,
    },
    {
      id: 'diagnose',
      label: { zh: '判断原因和政策', en: 'Diagnose' },
      hint: {
        zh: '是否在保、是否可退换，依据说清',
        en: 'Warranty, return or exchange: say on what grounds',
      },
      isRequired: true,
    },
    {
      id: 'schedule',
      label: { zh: '约定时间', en: 'Schedule' },
      hint: {
        zh: '按班次约好上门、取件或答复的时间',
        en: 'Agree a time for visit, pick-up or answer within the shifts',
      },
      isRequired: true,
    },
    {
      id: 'carry_out',
      label: { zh: '处理', en: 'Carry out' },
      hint: {
        zh: '办完当天告诉客户；晚了先说',
        en: 'Tell the customer the day it is done; warn of delays first',
      },
      isRequired: true,
    },
    {
      id: 'confirm',
      label: { zh: '回访确认', en: 'Confirm' },
      hint: { zh: '问一句用得怎么样', en: 'Ask how it works now' },
      isRequired: false,
    },
  ],
}

export const casePlaybooks: Readonly<Record<PlaybookId, CasePlaybook>> = {
  complaint,
  question,
  emotional,
  aftersales,
}

const byType: Readonly<Record<TicketType, PlaybookId | undefined>> = {
  complaint: 'complaint',
  emotional: 'emotional',
  question: 'question',
  presales: 'question',
  aftersales: 'aftersales',
  // Something does not work: found out, arranged and mended like any after-sales case.
  technical: 'aftersales',
  praise: undefined,
}

/** How a ticket of this type is handled; undefined: nothing is to be handled. */
export function playbookFor(type: TicketType): CasePlaybook | undefined {
  const id = byType[type]
  return id && casePlaybooks[id]
}
