import type { ChannelDescriptor, ChannelTraits, PulledPage } from '../core/channel.ts'
import { readJsonObject } from '../wire/json.ts'
import { parse, text as field } from './_template/parse.ts'
import { send } from './_template/send.ts'
import { settings } from './_template/settings.ts'
import { verify } from './_template/verify.ts'

const traits: ChannelTraits = {
  ackWithinMs: 5000,
  carries: { public: [], private: ['text'] },
  hasWindow: { public: false, private: true },
  canReadBack: { public: false, private: false },
  maxLength: { public: 0, private: 500 },
  mediaHosts: [],
}

/**
 * A platform like WeCom Kefu: its callback carries no message, only a short-lived token with which to
 * fetch pages after a cursor. It stands in the contract so that the port keeps carrying such a one.
 */
export const fetchOnlyDescriptor: ChannelDescriptor = {
  id: 'fetch-only',
  name: { zh: '只通知', en: 'Fetch only' },
  settings,
  create: (account, doors) => ({
    account,
    traits,
    feeds: [{ name: 'messages', when: 'told' }],
    async receive(request) {
      const { text } = verify(String(account.settings['secret']), request)
      const hint = field(readJsonObject(text), 'token')
      return {
        answer: { status: 200, contentType: 'text/plain', body: '' },
        items: [],
        fetch: [{ feed: 'messages', hint }],
      }
    },
    async pull(_feed, cursor, hint): Promise<PulledPage> {
      const answer = await doors.http.call({
        method: 'POST',
        url: `${String(account.settings['apiBase'])}/sync`,
        json: { cursor, token: hint },
      })
      const body = readJsonObject(answer.text())
      const list = Array.isArray(body['list']) ? body['list'] : []
      return {
        items: list.map((one) => ({ source: 'messages', body: JSON.stringify(one) })),
        cursor: field(body, 'cursor'),
        hasMore: body['more'] === true,
      }
    },
    parse,
    send: (reply) => send(account, doors, reply),
  }),
  externalId: (_account, id) => `fetch-only:${id}`,
  displayName: ({ id }) => id,
  split: (text) => text.match(/[\s\S]{1,500}/gu) ?? [''],
  measure: (text) => [...text].length,
}
