import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { build } from 'esbuild'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { groupName, launchBrowser, whyNoBrowser } from '../../../testing/browser/chromium.ts'

type Files = Readonly<Record<string, string>>

function serve(files: Files): Promise<Server> {
  const server = createServer(({ url = '/' }, response) => {
    const path = url.split('?', 1)[0] ?? '/'
    const type = path.endsWith('.js') ? 'text/javascript' : 'text/html'
    response.writeHead(path in files ? 200 : 404, { 'content-type': `${type}; charset=utf-8` })
    response.end(files[path] ?? '')
  })
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)))
}
const originOf = (server: Server): string =>
  `http://127.0.0.1:${(server.address() as AddressInfo).port}`

async function bundled(contents: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: import.meta.dirname, loader: 'ts' },
    bundle: true,
    format: 'iife',
    write: false,
  })
  return outputFiles[0]?.text ?? ''
}

const appScript = `
  import ZAFClient from 'zendesk_app_framework_sdk'
  window.client = ZAFClient.init()
  window.client.on('comment.text.changed', (text) => { window.heard = text })
  window.client.on('ticket.save', () => window.onSave())
`
const hostScript = (app: string): string => `
  import { zafHost } from './host.ts'
  import { UnknownPath } from './protocol.ts'
  const values = new Map([['comment.text', '']])
  const host = (window.host = zafHost(window))
  const frame = document.createElement('iframe')
  host.add({
    guid: 'g1',
    origin: '${app}',
    window: () => frame.contentWindow,
    metadata: () => ({ appId: 12, settings: {} }),
    context: () => ({ product: 'support', location: 'ticket_sidebar', ticketId: 7 }),
    request: async ({ url }) => ({ url }),
    subject: {
      get(path) {
        if (!values.has(path)) throw new UnknownPath('is not available here')
        return values.get(path)
      },
      set(path, value) {
        values.set(path, value)
        host.emit(path + '.changed', value)
        return value
      },
      invoke: (_action, args) => args.length,
    },
  })
  frame.src = '${app}/?origin=' + encodeURIComponent(location.origin) + '&app_guid=g1'
  document.body.append(frame)
`

interface HostWindow {
  host: { ask(event: string): Promise<string | undefined> }
}

describe.skipIf(whyNoBrowser !== undefined)(groupName('the framework’s own script'), () => {
  const servers: Server[] = []
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    const html = '<!doctype html><body><script src="/page.js"></script>'
    const app = await serve({ '/': html, '/page.js': await bundled(appScript) })
    const script = await bundled(hostScript(originOf(app)))
    const host = await serve({ '/': html, '/page.js': script })
    servers.push(app, host)
    browser = await launchBrowser()
    page = await browser.newPage()
    await page.goto(originOf(host))
    await page.frameLocator('iframe').locator('body').waitFor({ state: 'attached' })
  }, 60_000)
  afterAll(async () => {
    await browser.close()
    for (const server of servers) server.close()
  })

  /** Runs in the app's frame. */
  const inApp = (code: string): Promise<unknown> =>
    (page.frames()[1] ?? expect.fail('no frame')).evaluate(code)
  const ask = (): Promise<string | undefined> =>
    page.evaluate(() => (window as unknown as HostWindow).host.ask('ticket.save'))

  it('registers from another origin and learns where it is', async () => {
    expect(await inApp('client.context()')).toMatchObject({ location: 'ticket_sidebar' })
    expect(await inApp('client.metadata()')).toMatchObject({ appId: 12 })
  })
  it('sets, gets, invokes and hears of the change', async () => {
    await inApp(`client.set('comment.text', '您好')`)
    expect(await inApp(`client.get('comment.text')`)).toEqual({
      'comment.text': '您好',
      errors: {},
    })
    expect(await inApp('window.heard')).toBe('您好')
    expect(await inApp(`client.invoke('resize', 1, 2)`)).toEqual({ resize: 2, errors: {} })
  })
  it('rejects one unknown name and resolves with errors for several', async () => {
    const reason = await inApp(`client.get('ticket.moon').catch(({ message }) => message)`)
    expect(reason).toBe('"ticket.moon" is not available here')
    expect(await inApp(`client.get(['comment.text', 'ticket.moon'])`)).toMatchObject({
      'comment.text': '您好',
      errors: { 'ticket.moon': { name: 'APIError' } },
    })
  })
  it('gets the data of a request', async () => {
    expect(await inApp(`client.request('/api/v2/users/me')`)).toEqual({ url: '/api/v2/users/me' })
  })
  it.each([
    ['true', undefined],
    ['"不能要密码"', '不能要密码'],
    ['Promise.reject("要先改")', '要先改'],
    ['Promise.reject(new Error("坏了"))', '坏了'],
    ['false', 'The app refused to save this ticket.'],
    // 2.0.11 looks at what a handler returns at once, not at what its promise resolves with.
    ['Promise.resolve("没有用")', undefined],
  ])('answers a save with %s', async (answer, veto) => {
    await inApp(`window.onSave = () => ${answer}; true`)
    expect(await ask()).toBe(veto)
  })
})
