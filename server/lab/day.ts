import { setTimeout as wait } from 'node:timers/promises'
import { brandPosts, wechatDay, weiboDay, type Conversation } from './day-script.ts'
import { routerPicture } from './sample-media.ts'
import type { LabWorld } from './world.ts'

export interface DayOptions {
  /** The desk's address: control interface and desk routes. */
  controlUrl: string
  relayUrl: string
  world: LabWorld
  signal: AbortSignal
  readyWithinMs?: number
  ticketWithinMs?: number
  answerWithinMs?: number
}

interface Ticket {
  id: number
  requester: { externalId?: string | null }
}
type Answered = Conversation & { answer: NonNullable<Conversation['answer']> }
interface Played {
  conversation: Conversation
  customer: string
  externalId: string
}

const MINUTE = 60_000
const LOOK_AGAIN_MS = 250
const READY_WITHIN_MS = 120_000
const TICKET_WITHIN_MS = 30_000
const FEED_WITHIN_MS = 20_000
const ANSWER_WITHIN_MS = 20_000

/**
 * Lets a day of customers write through the simulated platforms, so that every ticket on the desk
 * came through the relay, and lets agents answer some of them. Never throws: a demonstration that
 * loses its script must not take the lab with it.
 */
export async function playDay(options: DayOptions): Promise<void> {
  try {
    await play(options)
  } catch (error) {
    if (options.signal.aborted) return
    const reason = error instanceof Error ? error.message : String(error)
    options.world.record({ platform: 'zendesk', kind: 'day.ended', data: { reason } })
  }
}

async function play(options: DayOptions): Promise<void> {
  const isReady = await until(options, options.readyWithinMs ?? READY_WITHIN_MS, () =>
    isRelayReady(options),
  )
  if (!isReady) throw new Error('the relay did not become ready')
  const { appId, agents } = await readPlan(options)

  const played: Played[] = []
  for (const conversation of [...wechatDay, ...weiboDay.filter(isPrivate)]) {
    played.push(await writePrivately(options, conversation, appId))
  }
  // The first poll of a feed only marks where it stands: what is written before is not news.
  await until(options, FEED_WITHIN_MS, () => Promise.resolve(areFeedsRead(options.world)))
  const posts = await publishBrandPosts(options)
  for (const conversation of weiboDay.filter((one) => !isPrivate(one))) {
    played.push(await writePublicly(options, conversation, posts))
  }

  for (const one of played) await answer(options, one, agents)
  options.world.record({
    platform: 'zendesk',
    kind: 'day.ended',
    data: { conversations: played.length },
  })
}

function isPrivate({ where }: Conversation): boolean {
  return where === 'private' || where === 'wechat'
}

async function isRelayReady(options: DayOptions): Promise<boolean> {
  const response = await fetch(`${options.relayUrl}/readyz`, { signal: options.signal }).catch(
    () => undefined,
  )
  await response?.arrayBuffer()
  return response?.status === 200
}

function areFeedsRead(world: LabWorld): boolean {
  const names = world
    .entries(0, Number.MAX_SAFE_INTEGER)
    .filter((entry) => entry.kind === 'feed.read')
    .map((entry) => entry.data['name'])
  return names.includes('comments/to_me') && names.includes('statuses/mentions')
}

async function readPlan(
  options: DayOptions,
): Promise<{ appId: string; agents: readonly { id: number }[] }> {
  const { plan } = await get<{
    plan: { wechat: { appId: string }; zendesk: { agents: { id: number }[] } }
  }>(options, '/state')
  return { appId: plan.wechat.appId, agents: plan.zendesk.agents }
}

async function writePrivately(
  options: DayOptions,
  conversation: Conversation,
  appId: string,
): Promise<Played> {
  const { name, says } = conversation
  const platform = conversation.where === 'wechat' ? 'wechat' : 'weibo'
  const path = `/${platform}/customers`
  const { id } = await post<{ id: string }>(options, path, { name })
  for (const { minutesAgo = 0, ...act } of says) {
    const at = options.world.now() - minutesAgo * MINUTE
    await post(options, `${path}/${id}/messages`, { ...act, at })
  }
  const externalId =
    platform === 'wechat' ? `wechat:${appId}:${Buffer.from(id).toString('hex')}` : `weibo:${id}`
  return { conversation, customer: id, externalId }
}

async function publishBrandPosts(options: DayOptions): Promise<string[]> {
  const ids: string[] = []
  for (const text of brandPosts) {
    const { id } = await post<{ id: string }>(options, '/weibo/brand/posts', { text })
    ids.push(id)
  }
  return ids
}

async function writePublicly(
  options: DayOptions,
  conversation: Conversation,
  posts: readonly string[],
): Promise<Played> {
  const { name, says, under } = conversation
  const { id } = await post<{ id: string }>(options, '/weibo/customers', { name })
  for (const act of says) {
    const isComment = conversation.where === 'comment'
    const path = `/weibo/customers/${id}/${isComment ? 'comments' : 'posts'}`
    await post(options, path, isComment ? { ...act, postId: posts[under ?? 0] } : act)
  }
  return { conversation, customer: id, externalId: `weibo:${id}` }
}

async function answer(
  options: DayOptions,
  { conversation, customer, externalId }: Played,
  agents: readonly { id: number }[],
): Promise<void> {
  if (!hasAnswer(conversation)) return
  const within = options.ticketWithinMs ?? TICKET_WITHIN_MS
  let ticket: Ticket | undefined
  await until(options, within, async () => {
    const { tickets } = await get<{ tickets: Ticket[] }>(options, '/desk/tickets?view=all')
    ticket = tickets.find((one) => one.requester.externalId === externalId)
    return ticket !== undefined
  })
  if (!ticket) return

  const { agent, text, status, picture } = conversation.answer
  const uploads = picture ? [await upload(options)] : []
  await post(options, `/desk/tickets/${ticket.id}/comments`, {
    agentId: agents[agent]?.id,
    body: text,
    public: true,
    status,
    ...(uploads.length > 0 ? { uploads } : {}),
  })
  if (conversation.then === undefined) return
  await isAnswered(options, conversation.where, customer)
  const platform = conversation.where === 'wechat' ? 'wechat' : 'weibo'
  const act = { type: 'text', text: conversation.then }
  await post(options, `/${platform}/customers/${customer}/messages`, act)
}

function hasAnswer(conversation: Conversation): conversation is Answered {
  return conversation.answer !== undefined
}

/** People thank after they have read the answer, not before. */
function isAnswered(
  options: DayOptions,
  where: Conversation['where'],
  customer: string,
): Promise<boolean> {
  const path = where === 'wechat' ? `/wechat/customers/${customer}/chat` : undefined
  return until(options, options.answerWithinMs ?? ANSWER_WITHIN_MS, async () => {
    const chat = await get<{ messages: { from: string }[] }>(
      options,
      path ?? `/weibo/customers/${customer}/messages`,
    )
    return chat.messages.some((message) => message.from === 'brand')
  })
}

async function upload(options: DayOptions): Promise<string> {
  const url = `${options.controlUrl}/__lab/desk/uploads?filename=${encodeURIComponent('路线.png')}`
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'image/png' },
    body: new Uint8Array(routerPicture()),
    signal: options.signal,
  })
  return ((await response.json()) as { token: string }).token
}

function get<T>(options: DayOptions, path: string): Promise<T> {
  return call(options, path, { method: 'GET' })
}

function post<T>(options: DayOptions, path: string, body: object): Promise<T> {
  const headers = { 'content-type': 'application/json' }
  return call(options, path, { method: 'POST', headers, body: JSON.stringify(body) })
}

async function call<T>(options: DayOptions, path: string, init: RequestInit): Promise<T> {
  const url = `${options.controlUrl}/__lab${path}`
  const response = await fetch(url, { ...init, signal: options.signal })
  if (!response.ok) throw new Error(`${init.method ?? ''} ${path} answered ${response.status}`)
  return (await response.json()) as T
}

/** Looks again until the condition holds; false when it does not in time. */
async function until(
  options: DayOptions,
  withinMs: number,
  holds: () => Promise<boolean>,
): Promise<boolean> {
  const deadline = performance.now() + withinMs
  while (performance.now() < deadline) {
    if (await holds()) return true
    await wait(LOOK_AGAIN_MS, undefined, { signal: options.signal })
  }
  return false
}
