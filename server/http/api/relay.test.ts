import { createHmac } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { importPKCS8, SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { installationAudience } from '../../api/session.ts'
import { ask, httpBed, type HttpBed } from '../../testing/http-bed.ts'

const zendeskScript = 'https://static.zdassets.com/zendesk_app_framework_sdk/2.0/zaf_sdk.min.js'
const html = `<html><head><script src="${zendeskScript}"></script></head></html>`

let bed: HttpBed
let pages: string
beforeAll(async () => {
  pages = mkdtempSync(join(tmpdir(), 'weiqiao-pages-'))
  mkdirSync(join(pages, 'setup'))
  writeFileSync(join(pages, 'setup/index.html'), html)
  bed = await httpBed({ pagesDir: pages })
})
afterAll(async () => {
  await bed.close()
  rmSync(pages, { recursive: true, force: true })
})

const seconds = (): number => Math.floor(Date.now() / 1000)

function proxyToken(tenant: 0 | 1): string {
  const { zendesk, tenant: id } = bed.plans[tenant]
  const claims = { iss: id, aud: installationAudience, exp: seconds() + 60 }
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const text = `${part({ alg: 'HS256' })}.${part(claims)}`
  return `${text}.${createHmac('sha256', zendesk.app.sharedSecret).update(text).digest('base64url')}`
}

async function signedPage(changes: object = {}) {
  const { zendesk, tenant } = bed.plans[0]
  const base = `https://${tenant}.zendesk.com/api/v2`
  const claims = {
    iss: `${tenant}.zendesk.com`,
    aud: `${base}/apps/installations/${zendesk.app.installationId}.json`,
    sub: `${base}/users/9001.json`,
    exp: seconds() + 300,
    ...changes,
  }
  const token = await new SignJWT(claims)
    .setProtectedHeader({ alg: 'RS256' })
    .sign(await importPKCS8(zendesk.app.privateKey, 'RS256'))
  return ask(`${bed.url}/apps/setup/`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ token }).toString(),
  })
}

describe('a relay started from its configuration', () => {
  it('opens a page for the lab’s app, framed by the configured Zendesk', async () => {
    const page = await signedPage()
    expect(page.status).toBe(200)
    expect(page.body).toContain('weiqiao-session')
    expect(page.headers['content-security-policy']).toContain(
      `frame-ancestors https://demo.zendesk.com ${bed.platformUrl}`,
    )
    expect((await signedPage({ exp: seconds() - 600 })).status).toBe(403)
  })

  it('loads the framework’s script from where the configuration says, and else from Zendesk', async () => {
    const posted = await signedPage()
    expect(posted.body).not.toContain(zendeskScript)
    expect(posted.body).toContain('/lab/zaf_sdk.min.js"></script>')
    const given = /src="([^"]+)"/.exec(posted.body)?.[1] ?? ''
    const policyOf = ({ headers }: typeof posted): string =>
      String(headers['content-security-policy'])
    expect(policyOf(posted)).toContain(`script-src 'self' ${new URL(given).origin};`)
    const bare = await ask(`${bed.url}/apps/setup/`)
    expect(bare.body).toContain(zendeskScript)
    expect(policyOf(bare)).toContain("script-src 'self' https://static.zdassets.com;")
  })

  it('answers the apps of the tenant that vouched', async () => {
    for (const tenant of [0, 1] as const) {
      const headers = { authorization: `Bearer ${proxyToken(tenant)}` }
      const opened = await ask(`${bed.url}/api/v1/session`, { method: 'POST', headers })
      expect(opened.status).toBe(200)
      const { token, tenant: named } = JSON.parse(opened.body) as {
        token: string
        tenant: { id: string }
      }
      expect(named.id).toBe(bed.plans[tenant].tenant)
      const accounts = await ask(`${bed.url}/api/v1/accounts`, {
        headers: { authorization: `Bearer ${token}` },
      })
      expect(JSON.parse(accounts.body)).toEqual({
        accounts: [
          { id: 'wx', channel: 'wechat', personaVersion: 0 },
          { id: 'wb', channel: 'weibo', personaVersion: 0 },
        ],
      })
    }
  })

  it('publishes the description to everybody, and no secret in it or in its log', async () => {
    const { status, body } = await ask(`${bed.url}/api/v1/openapi.json`)
    expect(status).toBe(200)
    const { components } = JSON.parse(body) as { components: { schemas: object } }
    expect(Object.keys(components.schemas)).toEqual(
      expect.arrayContaining(['LintContext', 'PersonaDocument', 'Guidance']),
    )
    const { sharedSecret, privateKey } = bed.plans[0].zendesk.app
    for (const text of [body, bed.logged.join()])
      for (const secret of [sharedSecret, privateKey.slice(40, 80)])
        expect(text).not.toContain(secret)
  })
})
