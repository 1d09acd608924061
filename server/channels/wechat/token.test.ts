import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { failureOf } from '../../testing/failure-of.ts'
import { appSecret } from './callback.fake.ts'
import { wechatDescriptor } from './index.ts'
import { replyOf, sent, wechatBed, type WechatBed } from './wechat.fake.ts'

let bed: WechatBed
beforeEach(async () => {
  bed = await wechatBed()
})
afterEach(() => bed.close())

const usedTokens = () => bed.calls.map(({ query }) => query['access_token'])

describe('the access token', () => {
  it('is the stable one, never forced, and serves many calls', async () => {
    await bed.channel.send(replyOf())
    await bed.channel.send(replyOf())
    expect(bed.tokenCalls).toHaveLength(1)
    expect(bed.tokenCalls[0]).toMatchObject({
      method: 'POST',
      path: '/cgi-bin/stable_token',
      query: {},
      text: `{"grant_type":"client_credential","appid":"wx0000000000000001","secret":"${appSecret}","force_refresh":false}`,
    })
    expect(usedTokens()).toEqual(['issued-token-1', 'issued-token-1'])
  })

  it('is fetched once by two channels that share a store', async () => {
    const twin = wechatDescriptor.create(bed.channel.account, bed.doors)
    await Promise.all([bed.channel, twin].map((channel) => channel.send(replyOf())))
    expect(bed.tokenCalls).toHaveLength(1)
    expect(usedTokens()).toEqual(['issued-token-1', 'issued-token-1'])
  })

  it.each([40001, 40014, 42001])('is fetched anew, once, after %i', async (errcode) => {
    bed.answer = ({ query }) =>
      query['access_token'] === 'issued-token-1' ? { body: { errcode } } : sent
    await expect(bed.channel.send(replyOf())).resolves.toHaveProperty('at')
    expect(usedTokens()).toEqual(['issued-token-1', 'issued-token-2'])
    expect(bed.tokenCalls).toHaveLength(2)
  })

  it('is fetched anew once for many sends that failed with the same', async () => {
    bed.answer = ({ query }) =>
      query['access_token'] === 'issued-token-1' ? { body: { errcode: 40001 } } : sent
    await Promise.all([1, 2, 3, 4].map(() => bed.channel.send(replyOf())))
    expect(bed.tokenCalls).toHaveLength(2)
  })

  it('is not fetched a third time when the new one is refused as well', async () => {
    bed.answer = () => ({ body: { errcode: 40001 } })
    expect(await failureOf(bed.channel.send(replyOf()))).toBe('channel.auth not_done')
    expect([bed.tokenCalls.length, bed.calls.length]).toEqual([2, 2])
  })

  it.each([41001, 48001, 45015])('is left alone after %i', async (errcode) => {
    bed.answer = () => ({ body: { errcode } })
    await failureOf(bed.channel.send(replyOf()))
    expect([bed.tokenCalls.length, bed.calls.length]).toEqual([1, 1])
  })

  it.each([
    [40001, 'channel.auth not_done'],
    [40125, 'channel.config not_done'],
    [40013, 'channel.config not_done'],
    [40243, 'channel.config not_done'],
    [40164, 'channel.ip_refused not_done'],
    [45009, 'channel.rate_limited not_done'],
  ])('is asked for once when that is refused by %i', async (errcode, outcome) => {
    bed.token = () => ({ body: { errcode, errmsg: 'no' } })
    expect(await failureOf(bed.channel.send(replyOf()))).toBe(outcome)
    expect([bed.tokenCalls.length, bed.calls.length]).toEqual([1, 0])
  })

  it.each([
    ['no token', { expires_in: 7200 }],
    ['an empty one', { access_token: '', expires_in: 7200 }],
    ['one without an end', { access_token: 'x' }],
    ['one that has ended', { access_token: 'x', expires_in: 0 }],
  ])('is not taken from an answer with %s', async (_what, body) => {
    bed.token = () => ({ body })
    expect(await failureOf(bed.channel.send(replyOf()))).toBe('channel.unavailable not_done')
  })

  it('serves to its end where that is near', async () => {
    bed.token = () => ({ body: { access_token: 'short', expires_in: 60 } })
    await bed.channel.send(replyOf())
    await bed.channel.send(replyOf())
    expect(bed.tokenCalls).toHaveLength(1)
  })

  it('stands in no log line and in no error, like the secret', async () => {
    bed.answer = () => ({ body: { errcode: 40001, errmsg: 'issued-token-1' } })
    const said = await bed.channel.send(replyOf()).then(
      () => 'sent',
      (error: unknown) => inspect(error),
    )
    expect(said).toContain('channel.auth')
    expect([said, ...bed.logged].join('\n')).not.toMatch(/issued-token|not-a-real-secret/)
  })
})
