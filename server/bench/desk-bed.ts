import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Frame, Page } from 'playwright-core'
import { launchBrowser } from '../../apps/testing/browser/chromium.ts'
import { loadConfig, type ConfigFile } from '../config.ts'
import { createLabPlan, relayConfig } from '../lab/plan.ts'
import { startServers } from '../lab/servers.ts'
import { zendeskSimulator } from '../lab/zendesk/index.ts'
import { startRelay } from '../main.ts'
import { silentLog } from '../testing/silent-log.ts'

/** Far from the fixed ports of a lab that may be running. */
const relayPort = 18_787
const pages = 'build/apps'
const said = '平板又重启了'
const textOf = (n: number): string => `还是会重启，第 ${n} 次了，什么时候能修好？订单 ${n}。`

/** The longest time in which a page could do nothing else, ms, whoever on its thread was at work. */
const watchTasks = `
  let turnedAt = performance.now()
  setInterval(() => {
    const { dataset } = document.documentElement
    const stall = performance.now() - turnedAt
    dataset.longestTask = Math.max(stall, Number(dataset.longestTask ?? 0))
    turnedAt += stall
  }, 4)
`

/** When the first thing that can be pressed stands in a page, by the page's own clock. */
const watchStart = `
  new MutationObserver(() => {
    const { dataset } = document.documentElement
    if (dataset.startedAt === undefined && document.querySelector('#root button'))
      dataset.startedAt = performance.now()
  }).observe(document, { childList: true, subtree: true })
`

export interface DeskBed {
  readonly browser: Browser
  context(): Promise<BrowserContext>
  /** The customer of the ticket writes so many messages, one after the other; each has been acknowledged. */
  write(count: number): Promise<void>
  /** The desk with a ticket open and the sidebar's frame beside it, started. */
  open(context: BrowserContext): Promise<{ readonly page: Page; readonly frame: Frame }>
  close(): Promise<void>
}

/** A moment the page marked on itself. The page's own policy allows no other way of waiting for it. */
export async function markOf(place: Page | Frame, name: string): Promise<number> {
  const root = place.locator(`html[${name}]`)
  await root.waitFor({ state: 'attached' })
  return Number(await root.getAttribute(name))
}

/** Milliseconds until a page could be used. */
export async function startOf(place: Page | Frame): Promise<number> {
  return markOf(place, 'data-started-at')
}

async function platforms(folder: string) {
  const relayUrl = `http://127.0.0.1:${relayPort}`
  const plan = createLabPlan({ relayUrl, ports: { wechat: 0, weibo: 0, wecom: 0, zendesk: 0 } })
  const lab = await startServers({ plan, staticDir: pages, zendesk: zendeskSimulator })
  const config = relayConfig(plan) as ConfigFile
  Object.assign(config, { store: `sqlite:${join(folder, 'relay.db')}`, dataDir: folder })
  const path = join(folder, 'relay.json')
  writeFileSync(path, JSON.stringify(config), { mode: 0o600 })
  const reading = loadConfig(path)
  if (!reading.ok) throw new TypeError(JSON.stringify(reading.problems))
  const relay = await startRelay({ config: reading.config, log: silentLog, pagesDir: pages })
  return { lab, relay }
}

/** The lab, a relay and a browser in front of the built pages, with one customer's ticket. */
export async function deskBed(): Promise<DeskBed> {
  const folder = mkdtempSync(join(tmpdir(), 'weiqiao-bench-'))
  const { lab, relay } = await platforms(folder)
  const url = lab.urls.zendesk
  async function control<T>(path: string, body: object): Promise<T> {
    const headers = { 'content-type': 'application/json' }
    const request = { method: 'POST', headers, body: JSON.stringify(body) }
    return (await (await fetch(`${url}/__lab${path}`, request)).json()) as T
  }
  const { id } = await control<{ id: string }>('/wechat/customers', { name: '演示客户' })
  const write = (text: string) =>
    control(`/wechat/customers/${id}/messages`, { type: 'text', text })
  await write(said)
  const browser = await launchBrowser()
  return {
    browser,
    async context() {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
      await context.addInitScript(watchStart)
      await context.addInitScript(watchTasks)
      return context
    },
    async write(count) {
      for (let n = 1; n <= count; n++) await write(textOf(n))
    },
    async open(context) {
      const page = await context.newPage()
      await page.goto(url)
      await page.locator('ul[aria-label] > li > button', { hasText: said }).first().click()
      const frame = await (await page.locator('aside iframe').elementHandle()).contentFrame()
      if (!frame) throw new TypeError('The desk has no sidebar.')
      await frame.waitForURL('**/apps/reply-guide/**')
      await startOf(frame)
      return { page, frame }
    },
    async close() {
      await browser.close()
      await relay.stop()
      await lab.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
