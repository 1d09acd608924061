import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type {
  Browser,
  BrowserContextOptions,
  Frame,
  FrameLocator,
  Locator,
  Page,
} from 'playwright-core'
import { relayInLab, type RelayInLab } from '../../../server/testing/end-to-end/relay-in-lab.ts'
import { launchBrowser } from './chromium.ts'
import { builtPages } from './pages.ts'

/** A busy machine with two cores is slow, not broken. */
const patienceMs = 20_000
const preset = join(import.meta.dirname, '../../../server/persona/presets/electronics.json')

/** The preset's document, with a policy of its own where one is given. */
function personaFile(policy: object | undefined): string {
  if (!policy) return `file:${preset}`
  const path = join(mkdtempSync(join(tmpdir(), 'weiqiao-persona-')), 'persona.json')
  const document = JSON.parse(readFileSync(preset, 'utf8')) as object
  writeFileSync(path, JSON.stringify({ ...document, policy }))
  return `file:${path}`
}

export interface OpenPage {
  readonly page: Page
  /** What the browser complained of since it was opened. */
  readonly complaints: readonly string[]
}

export interface PageBed {
  readonly bed: RelayInLab
  open(options?: BrowserContextOptions & { locale?: 'zh-CN' | 'en' }): Promise<OpenPage>
  close(): Promise<void>
}

/** The page of the lab in a real browser, in front of the real simulators and the real relay. */
export async function pageBed({
  hasPersona = false,
  policy,
}: {
  readonly hasPersona?: boolean
  /** Of the persona document. */
  readonly policy?: object
} = {}): Promise<PageBed> {
  const persona = personaFile(policy)
  const pages = await builtPages()
  const bed = await relayInLab({
    pages,
    edit: (config) => {
      for (const { accounts } of config.tenants) {
        for (const account of accounts) {
          const { channel, settings } = account
          if (hasPersona) Object.assign(account, { persona })
          if (channel === 'weibo') Object.assign(settings, { pollSeconds: 1 })
        }
      }
    },
  })
  const browser = await launchBrowser()
  return {
    bed,
    open: (options = {}) => openPage(browser, bed.lab.urls.zendesk, options),
    async close() {
      await browser.close()
      await bed.close()
    },
  }
}

async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions & { locale?: 'zh-CN' | 'en' },
): Promise<OpenPage> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'reduce',
    ...options,
  })
  const locale = options.locale ?? 'zh-CN'
  await context.addInitScript((stored) => {
    // Only the first time: a switch of language must survive a reload.
    if (localStorage.getItem('weiqiao-locale') === null)
      localStorage.setItem('weiqiao-locale', stored)
  }, locale)
  const page = await context.newPage()
  page.setDefaultTimeout(patienceMs)
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(url)
  await page.locator('main').waitFor()
  return { page, complaints }
}

/** The desk's row about something somebody wrote, opened. */
export async function openTicket(page: Page, text: string): Promise<void> {
  // Where the app takes the list's place, one goes back to it first.
  const back = page.getByRole('button', { name: /^(返回列表|Back to the list)$/ })
  if (await back.isVisible()) await back.click()
  // The list holds still under a pointer.
  await page.mouse.move(1, 1)
  await page.locator('ul[aria-label] > li > button', { hasText: text }).first().click()
  await page.getByRole('region', { name: '对话' }).getByText(text).first().waitFor()
}

export async function reply(page: Page, text: string): Promise<void> {
  await page.getByPlaceholder('回复客户').fill(text)
  await page.getByRole('button', { name: '提交', exact: true }).click()
}

export function phone(page: Page): Locator {
  return page.getByRole('region', { name: '手机' })
}

/** What the app shows beside the open ticket. */
export function sidebar(page: Page): FrameLocator {
  return page.frameLocator('aside iframe')
}

/** The same as a frame, to run something in it. */
export async function sidebarFrame(page: Page): Promise<Frame> {
  const frame = await (await page.locator('aside iframe').elementHandle()).contentFrame()
  if (!frame) throw new TypeError('the app has no frame')
  return frame
}

/** A new customer who writes this, and the ticket of it opened with the app beside it. */
export async function ticketAbout(bed: RelayInLab, page: Page, text: string): Promise<string> {
  const customer = await bed.newWechatCustomer()
  await bed.wechat(customer, text)
  await bed.ticketWith(text)
  await openTicket(page, text)
  await sidebar(page).getByRole('region', { name: '回复窗口' }).waitFor()
  return customer
}
