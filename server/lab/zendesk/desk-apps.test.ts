import { createPublicKey, verify } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { zendeskBed, type ZendeskBed } from '../testing/zendesk-bed.ts'

let bed: ZendeskBed
beforeAll(async () => {
  bed = await zendeskBed()
})
afterAll(() => bed.close())

const open = (agent: number, location = 'ticket_sidebar') =>
  bed.desk('GET', `/apps/${location}?agentId=${agent}`)

describe('addAppRoutes', () => {
  it('opens the relay’s page with a token that names the installation and the agent', async () => {
    const { body } = await open(9002)
    const { app, subdomain } = bed.plan.zendesk
    expect(body).toMatchObject({
      url: `${bed.plan.relayUrl}/apps/reply-guide/`,
      metadata: { appId: app.id, installationId: app.installationId, settings: {} },
    })
    const [header = '', claims = '', signature = ''] = String(body.token).split('.')
    const signed = Buffer.from(`${header}.${claims}`)
    const key = createPublicKey(app.publicKey)
    expect(verify('RSA-SHA256', signed, key, Buffer.from(signature, 'base64url'))).toBe(true)
    const said = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { exp: number }
    const base = `https://${subdomain}.zendesk.com/api/v2`
    expect(said).toMatchObject({
      iss: `${subdomain}.zendesk.com`,
      aud: `${base}/apps/installations/${app.installationId}.json`,
      sub: `${base}/users/9002.json`,
    })
    expect(said.exp - Date.now() / 1000).toBeLessThanOrEqual(300)
    expect(JSON.stringify(body)).not.toContain(app.sharedSecret)
  })
  it('opens the service board from the bar on the left', async () => {
    const { body } = await open(9001, 'nav_bar')
    expect(body.url).toBe(`${bed.plan.relayUrl}/apps/service-board/`)
    const [, claims = ''] = String(body.token).split('.')
    const said = JSON.parse(Buffer.from(claims, 'base64url').toString()) as object
    expect(said).toMatchObject({ context: { product: 'support', location: 'nav_bar' } })
  })
  it('opens nothing for a customer, nor in a place that has no app', async () => {
    const customer = await bed.customer('wechat:wx1:abcd')
    expect((await open(customer)).status).toBe(400)
    expect((await open(9001, 'top_bar')).status).toBe(404)
    expect((await open(9001, 'toString')).status).toBe(404)
  })
})
