import type { HttpRequest } from '../../core/http.ts'
import { channelContract } from '../contract.ts'
import {
  accountOf,
  appSecret,
  encodingAesKey,
  handshake,
  previousKey,
  push,
  request,
  seal,
  signed,
  token,
  type Format,
  type Mode,
  type Written,
} from './callback.fake.ts'
import { fixture, fixtureFiles } from './fixtures.fake.ts'
import { wechatDescriptor } from './index.ts'

/** A few of each verb; the whole table stands in attacks.test.ts. */
function forgeries(written: Written, at: number): Readonly<Record<string, HttpRequest>> {
  const text = fixture(`message-text.${written.format}`)
  const good = push(written, text, { at })
  const { msg_signature: _strong, ...weak } = good.query
  const foreign = signed({ at, key: 'another' })
  return {
    'a wrong token': push(written, text, { at, key: 'another' }),
    'a changed nonce': { ...good, query: { ...good.query, nonce: '1' } },
    'a document type': request(
      'POST',
      good.query,
      `<!DOCTYPE xml>${new TextDecoder().decode(good.body)}`,
    ),
    'no query': { ...good, query: {} },
    'no body': { ...good, body: new Uint8Array() },
    'a wrong token in the handshake': request('GET', { ...foreign, echostr: '1' }),
    'another app inside an encrypted handshake': request('GET', {
      ...signed({ at }, seal('1', 'wx0000000000000002')),
      echostr: seal('1', 'wx0000000000000002'),
    }),
    ...(written.mode !== 'plain' && {
      'the weak signature only': { ...good, query: weak },
      'a body in clear': request('POST', good.query, text),
    }),
  }
}

const modes: readonly Mode[] = ['safe', 'compatible', 'plain']
const formats: readonly Format[] = ['xml', 'json']

for (const written of modes.flatMap((mode) => formats.map((format) => ({ mode, format })))) {
  const { mode, format } = written
  const bodies = {
    text: fixture(`message-text.${format}`),
    unknown: fixture(`message-unheard.${format}`),
  }
  channelContract(`wechat in ${mode} mode with ${format}`, {
    descriptor: wechatDescriptor,
    account: accountOf({ mode }),
    secrets: [appSecret, token, encodingAesKey, previousKey, 'issued-token'],
    fixtures: fixtureFiles().map((file) => ({ source: 'callback', body: fixture(file) })),
    genuine: (what, at) => push(written, bodies[what], { at }),
    handshake: (at) => ({
      request: handshake({ at }, '5927782489442352469'),
      echo: '5927782489442352469',
    }),
    forgeries: (at) => forgeries(written, at),
    address: { customer: 'oFictional-Customer_00000001', thread: '', visibility: 'private' },
    answers: {
      good: ({ url }) => ({
        json: url.endsWith('/stable_token')
          ? { access_token: 'issued-token', expires_in: 7200 }
          : { errcode: 0, errmsg: 'ok' },
      }),
      refused: {
        tokenExpired: { errcode: 42001, errmsg: 'access_token expired' },
        rateLimited: { errcode: 45009, errmsg: 'reach max api daily quota limit' },
        windowClosed: { errcode: 45015, errmsg: 'response out of time limit' },
      },
      isSend: (url) => url.includes('/message/custom/send'),
    },
  })
}
