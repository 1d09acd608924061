import { writeExactJson, type ExactJson } from '../exact-json.ts'
import { pageUrl } from '../media-shelf.ts'
import { mintDigits, mintHex } from '../mint.ts'
import type { PushAttempt, Pusher } from '../pusher.ts'
import { callbackRequest, handshakeUrl, readPassive } from './callback.ts'
import { weiboDate } from './dates.ts'
import type { WeiboUser } from './people.ts'
import type { SquareEvent } from './square.ts'
import { mentionsBrand } from './square.ts'
import type { WeiboState } from './state.ts'

/** What a customer does in the private chat, as the control interface takes it. */
export interface PrivateAct {
  type: string
  text?: string
  subtype?: string
  key?: string
  base64?: string
  contentType?: string
  fileName?: string
  latitude?: number
  longitude?: number
}

export interface Postbox {
  act(
    customer: WeiboUser,
    act: PrivateAct,
    options?: { times?: number; at?: number },
  ): Promise<PushAttempt[]>
  handshake(): Promise<{ isAccepted: boolean; status: number }>
}

interface Push {
  customer: WeiboUser
  type: string
  text: string
  at: number
  data: ExactJson
  /** Ties the ledger's lines together: a private message has no id of its own. */
  offer: string
}

/** Fixed words of the platform for what has no text. */
const fixedTexts: Readonly<Record<string, string>> = {
  position: '发送了一个位置',
  image: '发了一张图片',
  voice: '发了一个语音消息',
  follow: '关注事件消息',
  unfollow: '取消关注事件消息',
  subscribe: '订阅事件消息',
  unsubscribe: '取消订阅事件消息',
  scan: '扫描二维码消息',
  scan_follow: '扫描二维码关注消息',
  click: '点击菜单事件消息',
  view: '点击菜单跳转事件消息',
}
/** Everything but leaving and opening a link gives 48 hours. */
const opening = new Set(['follow', 'subscribe', 'scan', 'scan_follow', 'click'])
const leaving = new Set(['unfollow', 'unsubscribe'])

export function createPostbox(state: WeiboState, pusher: Pusher): Postbox {
  const { world, plan } = state

  const send = (push: Push): Promise<PushAttempt[]> => deliver(state, pusher, push)

  state.square.subscribe((event) => {
    const mention = readMention(state, event)
    if (!mention) return
    state.inboxes.of(mention.customer.uid).mentioned(world.now())
    if (state.isMentionPushOn) void send(mention)
  })

  return {
    async act(customer, act, options = {}) {
      const push = offer(state, customer, { ...act, at: options.at ?? world.now() })
      const copies = Array.from({ length: options.times ?? 1 }, () => send(push))
      return (await Promise.all(copies)).flat()
    },
    async handshake() {
      const { url, echo } = handshakeUrl(plan, world.now())
      const response = await fetch(url, { signal: AbortSignal.timeout(5_000) })
      const isAccepted = response.status === 200 && (await response.text()) === echo
      world.record({ platform: 'weibo', kind: 'handshake', data: { isAccepted } })
      return { isAccepted, status: response.status }
    },
  }
}

async function deliver(state: WeiboState, pusher: Pusher, push: Push): Promise<PushAttempt[]> {
  const { world, plan } = state
  const body = writeExactJson({
    type: push.type,
    receiver_id: Number(plan.weibo.uid),
    sender_id: Number(push.customer.uid),
    created_at: weiboDate(push.at),
    text: push.text,
    data: push.data,
  })
  const attempts = await pusher.push({
    platform: 'weibo',
    kind: push.type,
    account: plan.weibo.account,
    customer: push.customer.uid,
    data: { offer: push.offer, type: push.type },
    request: () => callbackRequest(plan, body, world.now()),
  })
  const last = attempts.at(-1)
  const passive = last?.status === 200 ? readPassive(plan, last.body) : undefined
  if (passive) state.inboxes.of(push.customer.uid).show({ ...passive, from: 'brand' })
  return attempts
}

/** What the act changes on the platform before anybody is told. */
function offer(state: WeiboState, customer: WeiboUser, act: PrivateAct & { at: number }): Push {
  const { world, plan } = state
  const { type, subtype, at } = act
  const { data, mediaId } = compose(state, act)
  const text = act.text ?? fixedTexts[subtype ?? type] ?? ''
  applyToInbox(state, customer, act)
  if (type !== 'event') {
    const mediaUrl = mediaId === undefined ? {} : { mediaUrl: pageUrl(mediaId) }
    state.inboxes.of(customer.uid).show({ type, text, from: 'customer', at, ...mediaUrl })
  }
  const id = mintHex(world, 32)
  world.record({
    platform: 'weibo',
    kind: type === 'event' ? 'event.offered' : 'message.offered',
    account: plan.weibo.account,
    customer: customer.uid,
    data: { offer: id, type, text, ...(subtype === undefined ? {} : { subtype }) },
  })
  return { customer, type, text, at, data, offer: id }
}

function compose(state: WeiboState, act: PrivateAct): { data: ExactJson; mediaId?: string } {
  if (act.type === 'position') {
    const { longitude = 0, latitude = 0 } = act
    return { data: { longitude: String(longitude), latitude: String(latitude) } }
  }
  if (act.type === 'event') {
    const { subtype = '', key } = act
    const ticket = subtype.startsWith('scan') ? { ticket: mintDigits(state.world, 20) } : {}
    return { data: { subtype, ...(key === undefined ? {} : { key }), ...ticket } }
  }
  if (act.type !== 'image' && act.type !== 'voice') return { data: {} }

  const usual = act.type === 'image' ? 'image/png' : 'audio/amr'
  const media = state.shelf.put({
    kind: act.type,
    bytes: Buffer.from(act.base64 ?? '', 'base64'),
    contentType: act.contentType ?? usual,
    fileName: act.fileName ?? '',
  })
  // Sender and receiver have a file id each; only the receiver's opens with the brand's token.
  const [vfid, tovfid] = [mintDigits(state.world, 17), mintDigits(state.world, 17)]
  state.files.set(tovfid, media)
  return { data: { vfid: BigInt(vfid), tovfid: BigInt(tovfid) }, mediaId: media.id }
}

function applyToInbox(
  state: WeiboState,
  customer: WeiboUser,
  act: PrivateAct & { at: number },
): void {
  const inbox = state.inboxes.of(customer.uid)
  const subtype = act.subtype ?? ''
  if (act.type !== 'event' || opening.has(subtype)) inbox.acted(act.at)
  if (leaving.has(subtype)) inbox.unfollowed()
  if (subtype === 'unfollow') customer.isFan = false
  if (subtype === 'follow' || subtype === 'scan_follow') customer.isFan = true
}

function readMention(state: WeiboState, event: SquareEvent): Push | undefined {
  if (event.event !== 'add') return undefined
  const item = event.type === 'status' ? event.post : event.comment
  const { brand } = state.people
  if (item.author === brand || !mentionsBrand(item.text, brand)) return undefined
  return {
    customer: item.author,
    type: 'mention',
    text: item.text,
    at: item.at,
    data: { subtype: event.type, key: item.id },
    offer: item.id,
  }
}
