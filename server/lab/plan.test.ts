import { sign, verify } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createLabPlan, relayConfig } from './plan.ts'

describe('createLabPlan', () => {
  it('mints new secrets each time, in the platforms’ forms', () => {
    const [first, second] = [createLabPlan(), createLabPlan()]
    expect(first.wechat.appSecret).not.toBe(second.wechat.appSecret)
    expect(first.wechat.encodingAesKey).toMatch(/^[A-Za-z0-9]{43}$/)
    expect(Buffer.from(`${first.wechat.encodingAesKey}=`, 'base64')).toHaveLength(32)
    expect(first.wechat.appId).toMatch(/^wx[0-9a-f]{16}$/)
    expect(first.weibo.uid).toMatch(/^\d{10}$/)
  })
  it('keeps the fixed ports unless told otherwise', () => {
    expect(createLabPlan().ports).toEqual({ wechat: 8790, wecom: 8791, weibo: 8792, zendesk: 8793 })
    expect(createLabPlan({ ports: { weibo: 0 } }).ports.weibo).toBe(0)
  })
})

describe('relayConfig', () => {
  it('tells the relay the public half of the app’s keys and never the private one', () => {
    const plan = createLabPlan()
    const { id, installationId, publicKey, privateKey, sharedSecret } = plan.zendesk.app
    const config = relayConfig(plan) as { tenants: [{ zendesk: { apps: unknown } }] }
    expect(config.tenants[0].zendesk.apps).toEqual([
      { id, installationId, publicKey, sharedSecret },
    ])
    expect(JSON.stringify(config)).not.toContain(privateKey.split('\n')[1])
    const signed = sign('sha256', Buffer.from('token'), privateKey)
    expect(verify('sha256', Buffer.from('token'), publicKey, signed)).toBe(true)
  })

  it('is the same for the same plan, so that a store stays readable', () => {
    const plan = createLabPlan()
    expect(relayConfig(plan)).toEqual(relayConfig(plan))
  })
  it('points every base address at the lab', () => {
    const plan = createLabPlan({ ports: { wechat: 11, weibo: 12, zendesk: 13 } })
    const text = JSON.stringify(relayConfig(plan))
    expect(text).toContain('"apiBase":"http://127.0.0.1:11"')
    expect(text).toContain('"messagesBase":"http://127.0.0.1:12"')
    expect(text).toContain('"uploadBase":"http://127.0.0.1:12"')
    expect(text).toContain('"baseUrl":"http://127.0.0.1:13"')
  })
  it('carries a master key of 32 bytes', () => {
    const { masterKey } = relayConfig(createLabPlan()) as { masterKey: string }
    expect(Buffer.from(masterKey, 'base64')).toHaveLength(32)
  })
})
