import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { weiboDescriptor } from './index.ts'
import { ok, weiboBed, type WeiboBed } from './weibo.fake.ts'

let bed: WeiboBed
beforeEach(async () => {
  bed = await weiboBed()
})
afterEach(() => bed.close())

const day = 86_400
const info = (more: object) => ok({ uid: 1990000001, appkey: 'fake-key', scope: null, ...more })
const probe = async () => (await weiboDescriptor.probe?.(bed.account, bed.doors)) ?? []
const endsAt = () => weiboDescriptor.accessEndsAt?.(bed.account, bed.doors)

describe('access token', () => {
  it.each([
    ['expire_in', 30 * day, '令牌有效', true],
    ['expires_in', 30 * day, '令牌有效', true],
    ['expire_in', 7 * day + 1, '令牌有效', true],
    ['expire_in', 7 * day, '令牌七天内到期，请重新授权', true],
    ['expire_in', day + 1, '令牌七天内到期，请重新授权', true],
    ['expire_in', day, '令牌一天内到期，请立即重新授权', true],
    ['expire_in', 0, '令牌已到期，请重新授权', false],
    ['expire_in', -5, '令牌已到期，请重新授权', false],
  ])('%s %i: %s', async (field, seconds, zh, isOk) => {
    bed.answer = () => info({ [field]: seconds })
    expect((await probe())[0]).toMatchObject({ check: 'access token', ok: isOk, message: { zh } })
  })

  it('takes numbers written as text and tells when access ends', async () => {
    bed.answer = () => info({ uid: '1990000001', expire_in: '7200' })
    expect(await endsAt()).toBe(bed.clock.now() + 7_200_000)
  })

  it('has no end where Weibo names none', async () => {
    bed.answer = () => info({})
    expect(await endsAt()).toBeUndefined()
  })

  it('asks the OAuth address with a form, outside the allowance', async () => {
    const few = await weiboBed({ dailyCalls: 1, hourlyCalls: 1 })
    few.answer = () => info({ expire_in: 30 * day })
    for (let i = 0; i < 3; i++) await weiboDescriptor.probe?.(few.account, few.doors)
    expect(few.calls).toHaveLength(3)
    expect(few.calls[0]).toMatchObject({
      method: 'POST',
      path: '/oauth2/get_token_info',
      fields: { access_token: 'fake-token' },
    })
    await few.close()
  })

  it('says when the token is of another account', async () => {
    bed.answer = () => info({ uid: 1990000009, expire_in: 30 * day })
    expect((await probe())[0]).toMatchObject({ ok: false })
  })

  it('reports a refusal in words and the missing reply address beside it', async () => {
    const bare = await weiboBed({ replyIp: '' })
    bare.answer = () => ({ status: 403, body: { error: 'expired_token', error_code: 21327 } })
    const results = (await weiboDescriptor.probe?.(bare.account, bare.doors)) ?? []
    expect(results.map(({ check, ok: isOk }) => [check, isOk])).toEqual([
      ['access token', false],
      ['reply address', false],
    ])
    expect(JSON.stringify(results)).not.toContain('fake-token')
    await bare.close()
  })
})
