import { errorText } from '../core/error.ts'
import { errorCodes, type ErrorCode } from '../core/error-codes.ts'
import type { NewNotice, ReplyRow } from '../core/store/outbox.ts'
import type { TicketRef } from '../core/filing.ts'
import type { Words } from '../core/settings.ts'

export const tags = {
  held: 'weiqiao_held',
  failed: 'weiqiao_failed',
  unconfirmed: 'weiqiao_unconfirmed',
} as const

export type Locale = 'zh-CN' | 'en'

function inLocale({ zh, en }: Words, locale: Locale): string {
  return locale === 'en' ? en : zh
}

interface About {
  readonly id: string
  readonly ticket: TicketRef | undefined
  readonly conversation: string
}

function isErrorCode(code: string): code is ErrorCode {
  return code in errorCodes
}

function cause(code: string, locale: Locale): string {
  return isErrorCode(code) ? errorText(code, locale) : code
}

function build(
  about: About,
  kind: string,
  text: string,
  changes: Pick<NewNotice, 'addTags' | 'removeTags' | 'setOpen'>,
): NewNotice {
  const { id, ticket, conversation } = about
  return { id: `${id}:${kind}`, ticket, conversation, reply: id, text, ...changes }
}

const commandHelp = {
  zh: '处理方式：写一条内部备注，内容为「#放行」「#退回」或「#改写 新的内容」。',
  en: 'To decide, write an internal note: "#release", "#reject" or "#rewrite new text".',
}

/** The reply waits for a person. */
export function heldNotice(
  about: About,
  findings: readonly { readonly message: Words }[],
  locale: Locale,
): NewNotice {
  const reasons = findings.map(({ message }) => `· ${inLocale(message, locale)}`).join('\n')
  const text =
    locale === 'en'
      ? `[Weiqiao] Held, NOT sent to the customer.\n${reasons}\n${commandHelp.en}`
      : `【微桥】回复已拦下，客户没有收到。\n${reasons}\n${commandHelp.zh}`
  return build(about, 'held', text, { addTags: [tags.held], removeTags: [], setOpen: true })
}

export function failedNotice(reply: ReplyRow, code: string, locale: Locale): NewNotice {
  const part = reply.partsSent > 0 ? ` (${reply.partsSent}/${reply.partsTotal})` : ''
  const text =
    locale === 'en'
      ? `[Weiqiao] The reply could NOT be delivered${part && `; parts delivered${part}`}. Cause: ${cause(code, locale)} (${code})`
      : `【微桥】回复发送失败，客户没有收到${part && `全部内容，已送达${part}`}。原因：${cause(code, locale)}（${code}）`
  return build(reply, 'failed', text, {
    addTags: [tags.failed],
    removeTags: [],
    setOpen: true,
  })
}

/** A later reply reached the customer: this one asks for nobody any more. */
export function supersededNotice(failed: ReplyRow, locale: Locale): NewNotice {
  const text =
    locale === 'en'
      ? '[Weiqiao] A later reply reached the customer; the reply that failed before is no longer flagged.'
      : '【微桥】之后的回复客户已收到，之前发送失败的那条不再提醒。'
  return build(failed, 'superseded', text, {
    addTags: [],
    removeTags: [tags.failed],
    setOpen: false,
  })
}

export function unknownNotice(reply: ReplyRow, code: string, locale: Locale): NewNotice {
  const text =
    locale === 'en'
      ? `[Weiqiao] Delivery NOT confirmed: ${cause(code, locale)}. It is not sent again by itself. Write "#received" when the customer has it, or "#resend".`
      : `【微桥】未确认是否送达：${cause(code, locale)}。系统不会自动重发。客户已收到请备注「#已收到」，需要重发请备注「#重发」。`
  return build(reply, `unknown:${reply.updatedAt}`, text, {
    addTags: [tags.unconfirmed],
    removeTags: [],
    setOpen: true,
  })
}

/** The platform's own list showed the reply after all. */
export function confirmedNotice(
  reply: ReplyRow,
  removeTags: readonly string[],
  locale: Locale,
): NewNotice {
  const text =
    locale === 'en'
      ? '[Weiqiao] Delivery is confirmed now: the platform shows the reply.'
      : '【微桥】已确认送达：平台上能看到这条回复。'
  return build(reply, 'confirmed', text, {
    addTags: [],
    removeTags: removeTags.filter((tag) => tag === tags.unconfirmed),
    setOpen: false,
  })
}

const actWords: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  release: ['已放行，正在发送', 'Released; it is being sent'],
  reject: ['已退回，不会发送', 'Rejected; it will not be sent'],
  rewrite: ['已按新内容发送', 'Rewritten; the new text is being sent'],
  customer_has_it: ['已记录：客户已收到', 'Recorded: the customer has it'],
  send_again: ['正在重新发送', 'Being sent again'],
}

interface ActTold {
  readonly act: string
  readonly removeTags: readonly string[]
  /** Who decided, where the note itself does not show it. */
  readonly who?: string | undefined
  readonly reason?: string | undefined
}

/** A person's act on a reply, written down where the agents look. */
export function actNotice(
  reply: ReplyRow,
  { act, removeTags, who, reason }: ActTold,
  locale: Locale,
): NewNotice {
  const words = actWords[act]?.[locale === 'en' ? 1 : 0] ?? act
  const why = [who, reason].filter((part) => part !== undefined && part !== '')
  const text =
    locale === 'en'
      ? `[Weiqiao] ${words}.${why.length > 0 ? ` (${why.join(': ')})` : ''}`
      : `【微桥】${words}。${why.length > 0 ? `（${why.join('：')}）` : ''}`
  return build(reply, `act:${act}:${reply.updatedAt}`, text, {
    addTags: [],
    removeTags,
    setOpen: false,
  })
}

const refusals = {
  nothing: [
    '没有可处理的回复：本工单没有处于相应状态的回复。',
    'Nothing to do: no reply of this ticket is in a state that allows this command.',
  ],
  empty: [
    '没有可发送的内容，请重新写一条公开回复并附上文件。',
    'There is nothing to send; write a new public reply with the file attached.',
  ],
  gate: [
    '改写的内容同样被拦下，没有发送，原回复仍在等待处理。',
    'The rewritten text is held as well and was not sent; the reply still waits.',
  ],
  lead: [
    '这条回复只有主管或管理员可以放行，仍在等待处理。',
    'Only a lead or an admin may release this reply; it still waits.',
  ],
  another: [
    '这条回复要由作者以外的同事放行，仍在等待处理。',
    'Somebody other than its author must release this reply; it still waits.',
  ],
} as const

interface Refusal {
  readonly why: keyof typeof refusals
  /** What the gate found. */
  readonly findings?: readonly { readonly message: Words }[]
}

/** A command that could not be carried out says why. */
export function refusedNotice(
  about: About & { readonly commandId: string },
  { why, findings = [] }: Refusal,
  locale: Locale,
): NewNotice {
  const [zh, en] = refusals[why]
  const lines = [locale === 'en' ? `[Weiqiao] ${en}` : `【微桥】${zh}`]
  const text = [...lines, ...findings.map(({ message }) => `· ${inLocale(message, locale)}`)].join(
    '\n',
  )
  return build(about, `refused:${about.commandId}`, text, {
    addTags: [],
    removeTags: [],
    setOpen: false,
  })
}
