import type {
  Arrival,
  Channel,
  ChannelAccount,
  ChannelDescriptor,
  ChannelDoors,
  ChannelTraits,
} from '../../core/channel.ts'
import { RelayError } from '../../core/error.ts'
import type { HttpRequest } from '../../core/http.ts'
import { readJsonObject } from '../../wire/json.ts'
import { splitWeibo } from '../../core/sent-text/weibo.ts'
import { privateLimit, publicLimit, weiboLength } from '../../core/sent-text/weibo-length.ts'
import { weiboAccount, type WeiboAccount } from './account.ts'
import { createAllowance } from './allowance.ts'
import { weiboApi } from './api.ts'
import { feedsOf, pull } from './feeds.ts'
import { fetchMedia, mediaHosts } from './media.ts'
import { parse } from './parse.ts'
import { mentionedComment } from './parse-direct.ts'
import { linkOf } from './post.ts'
import { probe } from './probe.ts'
import { lookUp } from './profile.ts'
import { readBack } from './read-back.ts'
import { send } from './send.ts'
import { settings } from './settings.ts'
import { tokenExpiry } from './token.ts'
import { forged, verifySignature } from './verify.ts'

const traits: ChannelTraits = {
  ackWithinMs: 5000,
  carries: { public: ['text'], private: ['text', 'link', 'location'] },
  hasWindow: { public: false, private: true },
  canReadBack: { public: true, private: false },
  maxLength: { public: publicLimit, private: privateLimit },
  mediaHosts,
}

function plain(body: string): Arrival['answer'] {
  return { status: 200, contentType: 'text/plain; charset=utf-8', body }
}

function receive(account: WeiboAccount, request: HttpRequest): Arrival {
  const { signedAt } = verifySignature(account.appSecret, request)
  if (request.method === 'GET') {
    const { echostr = '' } = request.query
    if (echostr === '') throw forged()
    return { answer: plain(echostr), items: [] }
  }
  const body = bodyText(request)
  const comment = mentionedComment(readable(body))
  return {
    answer: plain(''),
    items: [{ source: 'callback', body, signedAt }],
    ...(comment !== undefined && { fetch: [{ feed: 'pushed_comments', hint: comment }] }),
  }
}

function bodyText({ body }: HttpRequest): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body)
  } catch {
    throw forged()
  }
}

/** An account can be switched to another message format; only JSON is spoken here. */
function readable(body: string) {
  try {
    return readJsonObject(body)
  } catch (error) {
    if (error instanceof RelayError) throw forged()
    throw error
  }
}

function connect(account: ChannelAccount, doors: ChannelDoors) {
  const own = weiboAccount(account)
  const allowance = createAllowance(own, doors.budgets, () => doors.clock.now())
  return { own, allowance, api: weiboApi(own, doors, allowance) }
}

function create(account: ChannelAccount, doors: ChannelDoors): Channel {
  const { own, allowance, api } = connect(account, doors)
  return {
    account,
    traits,
    feeds: feedsOf(own),
    receive: async (request) => receive(own, request),
    pull: (feed, cursor, hint) => pull({ account: own, doors, api, allowance }, feed, cursor, hint),
    parse: (item) => parse(item, own.uid),
    send: (reply) => send({ account: own, api, now: () => doors.clock.now() }, reply),
    media: (ref) => fetchMedia(own, doors, ref),
    readBack: (reply) => readBack(api, reply),
  }
}

/** Sina Weibo: mentions, comments and private messages of a brand account. */
export const weiboDescriptor: ChannelDescriptor = {
  id: 'weibo',
  name: { zh: '新浪微博', en: 'Sina Weibo' },
  settings,
  create,
  externalId: (_account, id) => `weibo:${id}`,
  displayName: ({ id, name }, locale) =>
    name ?? `${locale === 'en' ? 'Weibo user' : '微博用户'} ${id.slice(-6)}`,
  split: splitWeibo,
  measure: (text) => weiboLength(text),
  opensWith: ({ kind }, name) =>
    kind === 'comment' && name !== undefined ? `回复@${name}:` : undefined,
  permalink: (target) => linkOf(target['uid'] ?? '', target['id'] ?? ''),
  async probe(account, doors) {
    const { own, api } = connect(account, doors)
    return probe(own, api, doors.clock.now())
  },
  async accessEndsAt(account, doors) {
    const { own, api } = connect(account, doors)
    return (await tokenExpiry(own, api, doors.clock.now())).expiresAt
  },
  profile: (account, doors, uid) => lookUp(connect(account, doors).api, uid),
}
