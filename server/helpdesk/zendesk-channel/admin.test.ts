import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Form } from '../../core/channel-framework.ts'
import { channelBed, type ChannelBed } from '../../testing/channel-bed.ts'
import { failureOf } from '../../testing/failure-of.ts'
import { fileOne, filingOf } from '../contract.ts'
import { openMetadata } from './metadata.ts'

let bed: ChannelBed
let target: string
beforeEach(async () => {
  bed = await channelBed()
  target = `${bed.options.baseUrl}/channels/integrations/return/1`
})
afterEach(() => bed.close())

function ask(fields: Readonly<Record<string, string>>) {
  const form: Form = Object.fromEntries(
    Object.entries({ return_url: target, subdomain: 'acme', locale: 'zh-CN', ...fields }).map(
      ([name, value]) => [name, [value]],
    ),
  )
  return bed.framework.admin(form)
}

/** Hidden and visible fields of the page's form, as a browser would send them. */
function fieldsIn(html: string): Record<string, string> {
  const inputs = [...html.matchAll(/<input[^>]* name="([^"]*)"(?: value="([^"]*)")?/g)]
  const unescape = (text: string) =>
    text.replace(/&#(\d+);/g, (_all, code: string) => String.fromCharCode(Number(code)))
  return Object.fromEntries(inputs.map(([, name = '', value = '']) => [name, unescape(value)]))
}

async function connected(account = 'wx', more: Readonly<Record<string, string>> = {}) {
  const code = await bed.connectCodeOf(account)
  return ask({ weiqiao_account: account, weiqiao_code: code, ...more })
}

const token = () => ({
  instance_push_id: bed.instancePushId,
  zendesk_access_token: bed.accessToken,
})

describe('answerAdmin', () => {
  it('asks for account and code, and carries what Zendesk sent', async () => {
    const page = await ask({ ...token(), instance_push_id: 'other' })
    expect(page).toMatchObject({ status: 200, contentType: 'text/html; charset=utf-8' })
    expect(page.body).toContain('<option value="wx">公众号</option>')
    expect(fieldsIn(page.body)).toMatchObject({
      return_url: target,
      subdomain: 'acme',
      instance_push_id: 'other',
      zendesk_access_token: bed.accessToken,
      weiqiao_code: '',
    })
  })
  it('speaks the language of the admin', async () => {
    expect((await ask({ locale: 'zh-CN' })).body).toMatch(/lang="zh-CN".*连接微桥账号/s)
    expect((await ask({ locale: 'en-US' })).body).toMatch(/lang="en".*Connect a Weiqiao account/s)
  })
  it('hands name, sealed metadata and state to Zendesk once the code is right', async () => {
    const { body } = await connected()
    expect(body).toContain(`action="${target}"`)
    const { name, metadata, state } = fieldsIn(body)
    expect([name, state]).toEqual(['公众号', '[]'])
    expect(await openMetadata(bed.options, metadata)).toBe('wx')
    expect(Object.keys(fieldsIn(body)).sort()).toEqual(['metadata', 'name', 'state'])
  })
  it('forgives case and blanks in the code', async () => {
    const code = (await bed.connectCodeOf('wx')).toLowerCase()
    const page = await ask({ weiqiao_account: 'wx', weiqiao_code: ` ${code} ` })
    expect(page.body).toContain('id="back"')
  })
  it('refuses a wrong code, the code of another account, and an unknown account', async () => {
    for (const [account, code] of [
      ['wx', 'WRONG'],
      ['wb', await bed.connectCodeOf('wx')],
      ['gone', await bed.connectCodeOf('gone')],
    ] as const) {
      const { body } = await ask({ weiqiao_account: account, weiqiao_code: code })
      expect(body).toMatch(/role="alert">连接码不正确/)
      expect(body).not.toContain('name="metadata"')
    }
  })
  it('lets nobody guess codes fast', async () => {
    await ask({ weiqiao_account: 'wx', weiqiao_code: 'WRONG' })
    expect((await connected()).body).toMatch(/role="alert">尝试过于频繁/)
    await bed.clock.advance(3001)
    expect((await connected()).body).toContain('id="back"')
  })
  it('works when an account is edited: its metadata proves it, name and state stay', async () => {
    const editing = { metadata: bed.metadata, name: '旗舰店', state: '["filing-1"]', ...token() }
    const page = await ask(editing)
    expect(page.body).not.toContain('weiqiao_code')
    expect(page.body).toMatch(/<option value="wx">/)
    expect(page.body).not.toMatch(/<option value="wb">/)
    const saved = await ask({ ...fieldsIn(page.body), weiqiao_account: 'wx' })
    const { name, state, metadata } = fieldsIn(saved.body)
    expect([name, state]).toEqual(['旗舰店', '["filing-1"]'])
    expect(metadata).not.toBe(bed.metadata)
    expect(await openMetadata(bed.options, metadata)).toBe('wx')
  })
  it('asks for the code when the metadata of an edit proves another account or none', async () => {
    for (const metadata of [`${bed.metadata}A`, 'acme.x', '']) {
      const { body } = await ask({ metadata, weiqiao_account: 'wx' })
      expect(body).toContain('weiqiao_code')
      expect(body).not.toContain('id="back"')
    }
    const other = await ask({ metadata: bed.metadata, weiqiao_account: 'wb' })
    expect(other.body).not.toContain('id="back"')
  })
  it('needs no code for the push token that the configuration names', async () => {
    expect((await ask({ ...token(), weiqiao_account: 'wx' })).body).toContain('id="back"')
  })
  it('keeps a new push token that Zendesk accepts, and pushes with it', async () => {
    await connected('wb', token())
    await fileOne(bed, filingOf(bed, { account: 'wb' }))
    const headers = bed.proxy.calls
      .filter(({ path }) => path.endsWith('/push'))
      .map((one) => one.headers.authorization)
    expect(headers).toEqual([`Bearer ${bed.accessToken}`])
  })
  it('keeps no push token that Zendesk refuses', async () => {
    const page = await connected('wb', {
      instance_push_id: bed.instancePushId,
      zendesk_access_token: 'made-up',
    })
    expect(page.body).toMatch(/role="alert">Zendesk 不认可此推送令牌/)
    expect(await bed.store.secrets.get('acme', 'channel-token:wb')).toBeUndefined()
  })
  it('says so when Zendesk cannot be asked about the token', async () => {
    bed.fault({ match: 'validate_token', kind: 'status', status: 503 })
    expect((await connected('wb', token())).body).toMatch(/role="alert">暂时无法连接 Zendesk/)
  })
  it.each([
    'https://evil.example/return',
    'https://acme.zendesk.com.evil.example/return',
    'https://acme.zendesk.com@evil.example/return',
    'https://evil.example/#https://acme.zendesk.com/',
    '//evil.example/return',
    'https:\\\\evil.example',
    'javascript:alert(1)//https://acme.zendesk.com',
    'http://acme.zendesk.com/return',
    'https://globex.zendesk.com/return',
    '',
  ])('returns to no other place than its own Zendesk: %s', async (address) => {
    target = address
    expect(await failureOf(connected())).toBe('helpdesk.forged not_done')
  })
  it('returns to the Zendesk of the subdomain where calls go through a proxy', async () => {
    target = 'https://acme.zendesk.com/zendesk/channels/return'
    expect((await connected()).body).toContain(`action="${target}"`)
  })
  it('shows hostile fields as text only', async () => {
    const evil = '"><script>alert(1)</script><img src=x onerror=alert(1)>\'`&'
    const page = await ask({
      name: evil,
      state: evil,
      subdomain: evil,
      locale: evil,
      instance_push_id: evil,
    })
    expect(page.body).not.toContain('<script>alert')
    expect(page.body).not.toContain('<img')
    expect(fieldsIn(page.body)).toMatchObject({ name: evil, state: evil })
    const back = await connected('wx', { name: evil, state: evil })
    expect(back.body).not.toContain('<script>alert')
    expect(fieldsIn(back.body)).toMatchObject({ name: evil, state: evil })
  })
  it('lets only its own style and script run, and only its Zendesk frame it', async () => {
    const page = await connected()
    const policy = page.contentSecurityPolicy
    const { origin } = new URL(bed.options.baseUrl)
    expect(policy).toContain(`frame-ancestors ${origin} https://acme.zendesk.com`)
    expect(policy).toContain(`form-action 'self' ${origin} https://acme.zendesk.com`)
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toContain('unsafe')
    for (const tag of ['style', 'script']) {
      const [, text = ''] = new RegExp(`<${tag}>(.*?)</${tag}>`, 's').exec(page.body) ?? []
      const hash = createHash('sha256').update(text).digest('base64')
      expect(policy).toContain(`${tag}-src 'sha256-${hash}'`)
    }
    expect(page.body).not.toMatch(/ on[a-z]+=| style=/)
  })
})
