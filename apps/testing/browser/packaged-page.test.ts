import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import type { Browser, Frame, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stagePackage } from '../../packaging/build-package.ts'
import { readPackage } from '../../packaging/package-files.ts'
import { apiBed, sharedSecret, type ApiBed } from '../../../server/testing/api-bed.ts'
import { zendeskProxy, type ProxyOptions } from '../zendesk-proxy.ts'
import { groupName, launchBrowser, whyNoBrowser } from './chromium.ts'
import { builtPages } from './pages.ts'

const root = join(import.meta.dirname, '../../..')
const relay = 'https://relay.acme.example'
const bad = '请把您的身份证号和密码发在评论里'

type Answer = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>

async function listening(answer: Answer): Promise<{ server: Server; origin: string }> {
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

async function script(contents: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: import.meta.dirname, loader: 'ts' },
    bundle: true,
    format: 'iife',
    write: false,
  })
  return outputFiles[0]?.text ?? ''
}

/** A Zendesk around the page: one ticket, a composer, and a proxy behind `/proxy`. */
const hostScript = (page: string): string => `
  import { RequestFault, zafHost } from '../../lab/desk/zaf/host.ts'
  import { UnknownPath } from '../../lab/desk/zaf/protocol.ts'
  const values = new Map([
    ['ticket.id', 100], ['comment.text', ''], ['comment.type', 'publicReply'],
    ['comment.useRichText', false], ['currentUser.locale', 'zh-cn'],
  ])
  const host = (window.host = zafHost(window))
  const frame = document.createElement('iframe')
  frame.style = 'width:420px;height:700px'
  window.type = (text) => {
    values.set('comment.text', text)
    host.emit('comment.text.changed', text)
  }
  host.add({
    guid: 'g1',
    origin: new URL('${page}').origin,
    window: () => frame.contentWindow,
    metadata: () => ({ appId: 12, installationId: 13, settings: { relay_url: '${relay}' } }),
    context: () => ({ product: 'support', location: 'ticket_sidebar', account: { subdomain: 'acme' } }),
    async request(options) {
      const answer = await fetch('/proxy', { method: 'POST', body: JSON.stringify(options) })
      const response = await answer.json()
      if (response.status >= 300) throw new RequestFault(response)
      return response
    },
    subject: {
      get(path) {
        if (!values.has(path)) throw new UnknownPath('is not available here')
        return values.get(path)
      },
      set: (path, value) => (values.set(path, value), value),
      invoke: () => null,
    },
  })
  frame.src = '${page}?origin=' + encodeURIComponent(location.origin) + '&app_guid=g1'
  document.body.append(frame)
`

const kinds: Readonly<Record<string, string>> = { html: 'text/html', js: 'text/javascript' }

describe.skipIf(whyNoBrowser !== undefined)(groupName('the page inside the package'), () => {
  const folder = mkdtempSync(join(tmpdir(), 'weiqiao-inside-'))
  const asked: ProxyOptions[] = []
  const complaints: string[] = []
  const missing: string[] = []
  const servers: Server[] = []
  let api: ApiBed
  let browser: Browser
  let page: Page

  function frame(): Frame {
    return page.frames()[1] ?? expect.fail('no frame')
  }

  beforeAll(async () => {
    api = await apiBed()
    stagePackage({ root, build: await builtPages(), folder, pagesAt: 'inside', relay })
    const files = new Map(readPackage(folder).map(({ path, bytes }) => [path, bytes]))
    // Zendesk serves a package's assets under a name that changes with every upload.
    const assets = await listening(({ url = '' }, response) => {
      const path = url.split('?', 1)[0]?.replace(/^\/12\/assets\/1764-ab\//, 'assets/') ?? ''
      const bytes = files.get(path)
      if (!bytes) missing.push(path)
      const type = kinds[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream'
      response.writeHead(bytes ? 200 : 404, { 'content-type': type }).end(bytes)
    })
    const proxy = zendeskProxy(api, `${sharedSecret}-acme`)
    const source = await script(
      hostScript(`${assets.origin}/12/assets/1764-ab/reply-guide/index.html`),
    )
    const desk = await listening(async (request, response) => {
      if (request.url !== '/proxy') {
        const html = `<!doctype html><body><script>${source.replaceAll('</script', '<\\/script')}</script>`
        response.writeHead(200, { 'content-type': 'text/html' }).end(html)
        return
      }
      let body = ''
      for await (const chunk of request) body += String(chunk)
      const options = JSON.parse(body) as ProxyOptions
      asked.push(options)
      response.end(JSON.stringify(await proxy(options)))
    })
    servers.push(assets.server, desk.server)
    browser = await launchBrowser()
    page = await browser.newPage()
    page.on('pageerror', (error) => complaints.push(error.message))
    const sdk = await script(
      `import ZAFClient from 'zendesk_app_framework_sdk'; window.ZAFClient = ZAFClient`,
    )
    await page.route('https://static.zdassets.com/**', (route) =>
      route.fulfill({ contentType: 'text/javascript', body: sdk }),
    )
    await page.goto(desk.origin)
    await page.frameLocator('iframe').locator('main').waitFor()
  }, 120_000)
  afterAll(async () => {
    await browser.close()
    for (const server of servers) server.close()
    await api.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('reads the relay through the proxy, with a session it had signed', async () => {
    await frame().getByText('仅供参考').waitFor()
    expect(asked[0]).toMatchObject({ url: `${relay}/api/v1/session`, secure: true })
    expect(asked.map(({ url }) => url)).toContain(`${relay}/api/v1/tickets/100/guidance`)
    expect(
      asked.filter(({ secure }) => secure === true).every(({ data }) => data === undefined),
    ).toBe(true)
  })

  it('judges the draft by rules that it loads from the package', async () => {
    await page.evaluate(`type(${JSON.stringify(bad)})`)
    await frame().getByText('不能发送').waitFor()
    expect(missing).toEqual([])
    expect(complaints).toEqual([])
  })
})
