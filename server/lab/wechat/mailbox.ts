import { extensionOf, pageUrl } from '../media-shelf.ts'
import type { PushAttempt, Pusher } from '../pusher.ts'
import { callbackRequest, handshakeUrl, readAnswer } from './callback.ts'
import { compose, triggerOf, type PhoneAct } from './compose.ts'
import type { Fields } from './payload.ts'
import { textAt, type XmlTree } from './payload.ts'
import type { ChatMessage, WechatCustomer } from './phones.ts'
import type { WechatState } from './state.ts'

export interface SentMessage {
  msgId: string
  pushes: PushAttempt[]
}

export interface Mailbox {
  /** A customer writes or acts; resolves when the relay has answered or WeChat has given up. */
  act(
    customer: WechatCustomer,
    act: PhoneAct,
    options?: { times?: number; at?: number },
  ): Promise<SentMessage>
  handshake(): Promise<{ isAccepted: boolean; status: number }>
}

const OUT_OF_ORDER = '该公众号提供的服务出现故障，请稍后再试'

export function createMailbox(state: WechatState, pusher: Pusher): Mailbox {
  const { world, plan, phones } = state

  const push = async (customer: WechatCustomer, act: PhoneAct, fields: Fields) => {
    const msgId = String(fields['MsgId'] ?? '')
    const attempts = await pusher.push({
      platform: 'wechat',
      kind: act.type === 'event' ? `event ${act.event ?? ''}` : act.type,
      account: plan.wechat.account,
      customer: customer.openid,
      data: { msgId, type: act.type },
      request: () => callbackRequest(plan, fields, world.now()),
    })
    const last = attempts.at(-1)
    const answer = last?.status === 200 ? readAnswer(plan, last.body, customer.openid) : undefined
    if (answer?.kind === 'reply') receivePassive(state, customer, answer.tree)
    // Events fail silently; a message without a good answer is answered by WeChat itself.
    const isFault = answer === undefined || answer.kind === 'fault'
    if (isFault && act.type !== 'event') {
      phones.show(customer, { from: 'brand', type: 'notice', text: OUT_OF_ORDER })
    }
    return attempts
  }

  return {
    async act(customer, act, options = {}) {
      const at = options.at ?? world.now()
      const { fields, media } = compose(act, { world, shelf: state.shelf, base: state.base() })
      const whole = envelope(state, { customer, act, at, fields })
      applyToCustomer(customer, act, at)
      if (act.type !== 'event') {
        phones.show(customer, { ...bubble(act, media?.id), from: 'customer', at })
      }
      const msgId = noteOffer(state, customer, { act, fields: whole })
      const copies = Array.from({ length: options.times ?? 1 }, () => push(customer, act, whole))
      return { msgId, pushes: (await Promise.all(copies)).flat() }
    },
    async handshake() {
      const { url, echo } = handshakeUrl(plan, world.now())
      const response = await fetch(url, { signal: AbortSignal.timeout(5_000) })
      const body = await response.text()
      const isAccepted = response.status === 200 && body === echo
      world.record({ platform: 'wechat', kind: 'handshake', data: { isAccepted } })
      return { isAccepted, status: response.status }
    },
  }
}

function noteOffer(
  { world, plan }: WechatState,
  customer: WechatCustomer,
  { act, fields }: { act: PhoneAct; fields: Fields },
): string {
  const { type, text, event, eventKey } = act
  const msgId = String(fields['MsgId'] ?? '')
  world.record({
    platform: 'wechat',
    kind: type === 'event' ? 'event.offered' : 'message.offered',
    account: plan.wechat.account,
    customer: customer.openid,
    data: {
      msgId,
      type,
      ...(text === undefined ? {} : { text }),
      ...(event === undefined ? {} : { event }),
      ...(eventKey === undefined ? {} : { eventKey }),
    },
  })
  return msgId
}

function envelope(
  state: WechatState,
  part: { customer: WechatCustomer; act: PhoneAct; at: number; fields: Fields },
): Fields {
  return {
    ToUserName: state.plan.wechat.originalId,
    FromUserName: part.customer.openid,
    CreateTime: Math.floor(part.at / 1_000),
    MsgType: part.act.type,
    ...part.fields,
    ...(part.act.type === 'event' ? {} : { MsgId: state.nextMsgId() }),
  }
}

function applyToCustomer(customer: WechatCustomer, act: PhoneAct, at: number): void {
  customer.lastTrafficAt = at
  if (act.type === 'event' && act.event === 'subscribe') {
    customer.isFollowing = true
    customer.subscribedAt = at
  }
  const trigger = triggerOf(act)
  if (trigger) customer.window.grant(trigger, at)
  if (act.type === 'event' && act.event === 'unsubscribe') {
    customer.isFollowing = false
    customer.window.close()
  }
}

function bubble(act: PhoneAct, mediaId?: string): Omit<ChatMessage, 'id' | 'from' | 'at'> {
  return {
    type: act.type,
    ...(act.text === undefined && act.label === undefined ? {} : { text: act.text ?? act.label }),
    ...(act.title === undefined ? {} : { title: act.title }),
    ...(act.fileName === undefined ? {} : { title: act.fileName }),
    ...(act.url === undefined ? {} : { url: act.url }),
    ...(mediaId === undefined ? {} : { mediaUrl: pageUrl(mediaId) }),
  }
}

/** A reply in the answer to the push: shown at once, and free of the sending window. */
function receivePassive(state: WechatState, customer: WechatCustomer, tree: XmlTree): void {
  const type = textAt(tree, 'MsgType')
  const text = textAt(tree, 'Content')
  const mediaId = textAt(tree, type.charAt(0).toUpperCase() + type.slice(1), 'MediaId')
  state.phones.show(customer, {
    from: 'brand',
    type,
    ...(text === '' ? {} : { text }),
    ...(mediaId === '' ? {} : { mediaUrl: pageUrl(mediaId) }),
  })
  state.world.record({
    platform: 'wechat',
    kind: 'message.delivered',
    account: state.plan.wechat.account,
    customer: customer.openid,
    data: { type, text, passive: true },
  })
}

/** The name WeChat gives a file in a download. */
export function downloadName(media: { id: string; contentType: string }): string {
  return `${media.id.slice(0, 16)}.${extensionOf(media.contentType)}`
}
