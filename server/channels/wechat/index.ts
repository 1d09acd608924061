import type {
  Channel,
  ChannelAccount,
  ChannelDescriptor,
  ChannelDoors,
  ChannelTraits,
} from '../../core/channel.ts'
import type { HttpAnswer } from '../../core/http.ts'
import type { RawItem } from '../../core/message.ts'
import { utf8Length } from '../../core/sent-text/utf8.ts'
import { maxBytes, splitWechat } from '../../core/sent-text/wechat.ts'
import { plainText } from '../../core/sent-text/wechat-words.ts'
import { wechatAccount } from './account.ts'
import { wechatApi } from './api.ts'
import { rememberFields } from './fields.ts'
import { fetchMedia, mediaHosts } from './media.ts'
import { parse } from './parse.ts'
import { passiveTo } from './passive.ts'
import { probe } from './probe.ts'
import { send } from './send.ts'
import { settings } from './settings.ts'
import { forged, verifyHandshake, verifyPush } from './verify.ts'

const traits: ChannelTraits = {
  ackWithinMs: 5000,
  carries: { public: [], private: ['text', 'media', 'link', 'menu', 'miniprogram', 'typing'] },
  hasWindow: { public: false, private: true },
  canReadBack: { public: false, private: false },
  maxLength: { public: 0, private: maxBytes },
  mediaHosts,
}

function plain(body: string): HttpAnswer {
  return { status: 200, contentType: 'text/plain; charset=utf-8', body }
}

function create(account: ChannelAccount, doors: ChannelDoors): Channel {
  const own = wechatAccount(account)
  const api = wechatApi(own, doors)
  const { clock } = doors
  return {
    account,
    traits,
    feeds: [],
    async receive(request) {
      if (request.method === 'GET')
        return { answer: plain(verifyHandshake(own, request)), items: [] }
      if (request.method !== 'POST') throw forged()
      const verified = verifyPush(own, request)
      const { text: body, fields, signedAt } = verified
      const item: RawItem = { source: 'callback', body, signedAt }
      if (fields) rememberFields(item, fields)
      const passive = passiveTo(own, verified, () => clock.now())
      const answer = plain('success')
      return passive ? { answer, items: [item], passive } : { answer, items: [item] }
    },
    parse,
    send: (reply) => send({ account: own, api, now: () => clock.now(), log: doors.log }, reply),
    media: (ref) => fetchMedia({ api, doors }, ref),
  }
}

/** WeChat Official Account (公众号). */
export const wechatDescriptor: ChannelDescriptor = {
  id: 'wechat',
  name: { zh: '微信公众号', en: 'WeChat Official Account' },
  settings,
  create,
  // Zendesk compares external ids without case, openids differ by case: hexadecimal keeps them apart.
  externalId: (account, id) =>
    `wechat:${String(account.settings['appId'])}:${Buffer.from(id).toString('hex')}`,
  // Names are no longer given since 2021-12-27.
  displayName: ({ id }, locale) =>
    `${locale === 'en' ? 'WeChat user' : '微信用户'} ${id.slice(-6)}`,
  split: splitWechat,
  measure: (text) => utf8Length(plainText(text)),
  probe: (account, doors) => probe(wechatApi(wechatAccount(account), doors)),
}
