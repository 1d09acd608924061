import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Frame, Page } from 'playwright-core'
import { launchBrowser, whyNoBrowser } from '../../apps/testing/browser/chromium.ts'
import { seedPast } from '../commands/lab-past.ts'
import { loadConfig, type ConfigFile } from '../config.ts'
import { createLabPlan, relayConfig } from '../lab/plan.ts'
import { startServers } from '../lab/servers.ts'
import { zendeskSimulator } from '../lab/zendesk/index.ts'
import { startRelay } from '../main.ts'
import { openStore } from '../store/index.ts'
import { silentLog } from '../testing/silent-log.ts'
import { systemClock } from '../wire/system-clock.ts'
import { quantile, within, type BenchRow } from './row.ts'

/** Far from the fixed ports of a lab that may be running. */
const relayPort = 18_797
const pages = 'build/apps'
const rounds = 5

/** A relay whose store holds the lab's seeded month, and the lab's desk in front of it. */
async function seededLab(folder: string) {
  const relayUrl = `http://127.0.0.1:${relayPort}`
  const plan = createLabPlan({ relayUrl, ports: { wechat: 0, weibo: 0, wecom: 0, zendesk: 0 } })
  const lab = await startServers({ plan, staticDir: pages, zendesk: zendeskSimulator })
  const url = `sqlite:${join(folder, 'relay.db')}`
  const file = relayConfig(plan) as ConfigFile
  const masterKey = Buffer.from(file.masterKey, 'base64')
  const store = await openStore({ url, masterKey, clock: systemClock, log: silentLog })
  await seedPast(store.journal, plan)
  await store.close()
  Object.assign(file, { store: url, dataDir: folder })
  Object.assign(file.tenants[0] ?? {}, { kpi: { stage: 4 } })
  const path = join(folder, 'relay.json')
  writeFileSync(path, JSON.stringify(file), { mode: 0o600 })
  const reading = loadConfig(path)
  if (!reading.ok) throw new TypeError(JSON.stringify(reading.problems))
  const relay = await startRelay({ config: reading.config, log: silentLog, pagesDir: pages })
  return { lab, relay }
}

/** Of each press the time to the next frame drawn, as the browser tells it, kept in the page. */
const watchPresses = `
  window.presses = []
  new PerformanceObserver((list) => {
    for (const { name, duration } of list.getEntries())
      if (name === 'click' || name === 'pointerup') window.presses.push(duration)
  }).observe({ type: 'event', durationThreshold: 16, buffered: true })
`

async function openBoard(page: Page): Promise<Frame> {
  await page.getByRole('button', { name: /^(服务看板|Service board)$/ }).click()
  const element = page.locator('iframe[title="服务看板"], iframe[title="Service board"]')
  const frame = await (await element.elementHandle()).contentFrame()
  if (!frame) throw new TypeError('the board has no frame')
  await frame.locator('[data-metric=demandVolume]').waitFor({ timeout: 120_000 })
  return frame
}

/** What the browser fetched until the first page stood, as gzip would send it; what all pages share apart. */
async function firstLoad(frame: Frame): Promise<BenchRow> {
  const names = await frame.evaluate<string[]>(
    `performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => /\\.(js|css)$/.test(name))`,
  )
  // The desk's own script comes from the desk.
  const built = names
    .map((name) => basename(name))
    .filter((name) => existsSync(join(pages, 'assets', name)))
  const own = built.filter((name) => !name.startsWith('vendor-'))
  if (own.length === 0) throw new TypeError('the board loaded nothing')
  const bytes = own.map((name) => gzipSync(readFileSync(join(pages, 'assets', name))).length)
  const name = 'board, first load without what all pages share'
  const kB = bytes.reduce((a, b) => a + b, 0) / 1000
  return within({ name, unit: 'kB', limit: 180, rounds: [kB] })
}

const drawn = `new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))`
const still = 'main [role=status][aria-label], main [aria-busy=true]'

/** What is pressed: pages one after the other, then spans. Answers how to press each. */
async function presses(page: Page, frame: Frame): Promise<readonly (() => Promise<void>)[]> {
  const tabs = ['response', 'categories', 'channels', 'funnel', 'now'].map((name) =>
    frame.locator(`nav a[href="#/${name}"]`),
  )
  const spans = frame.locator('main [role=group] button[aria-pressed]')
  const targets = [...tabs, spans.nth(0), spans.nth(1), spans.nth(2)]
  // Looked up before: finding a place is work of the page, too.
  const places = await Promise.all(targets.map((target) => target.boundingBox()))
  return places.map((place) => async () => {
    if (place) await page.mouse.click(place.x + place.width / 2, place.y + place.height / 2)
  })
}

async function settled(frame: Frame): Promise<void> {
  await frame.locator(still).first().waitFor({ state: 'detached' })
  await frame.evaluate(drawn)
}

/** Four times the processor time of the page's thread from a press until two frames were drawn. */
async function processorRounds(page: Page, frame: Frame): Promise<readonly number[]> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const spent = async (): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics')
    return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN)
  }
  const slowest: number[] = []
  for (let round = 0; round <= rounds; round++) {
    const times: number[] = []
    for (const press of await presses(page, frame)) {
      const before = await spent()
      await press()
      await frame.evaluate(drawn)
      times.push(4 * ((await spent()) - before))
      await settled(frame)
    }
    // In the first round each page's code comes.
    if (round > 0) slowest.push(quantile(times, 0.95))
  }
  return slowest
}

/** On the clock, as the browser tells it, the processor throttled to a quarter. */
async function clockRounds(page: Page, frame: Frame): Promise<readonly number[]> {
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  const slowest: number[] = []
  for (let round = 0; round < rounds; round++) {
    await frame.evaluate('window.presses.length = 0')
    for (const press of await presses(page, frame)) {
      await press()
      await settled(frame)
    }
    const times = await frame.evaluate<number[]>('window.presses')
    // Presses faster than the browser tells count as what it would have told.
    slowest.push(quantile(times.length > 0 ? times : [16], 0.95))
  }
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 })
  return slowest
}

async function pressed(page: Page, frame: Frame): Promise<readonly BenchRow[]> {
  const row = (how: string, measured: readonly number[]): BenchRow =>
    within({
      name: `board, press to the next frame, ${how}`,
      unit: 'ms',
      limit: 100,
      rounds: measured,
    })
  return [
    row('processor time × 4, p95', await processorRounds(page, frame)),
    row('at 4 ×, p95', await clockRounds(page, frame)),
  ]
}

/** The service board as built, in the lab's desk, over the seeded month. */
export async function benchBoard(): Promise<readonly BenchRow[]> {
  if (whyNoBrowser !== undefined) throw new TypeError(whyNoBrowser)
  const folder = mkdtempSync(join(tmpdir(), 'weiqiao-bench-'))
  const { lab, relay } = await seededLab(folder)
  const browser = await launchBrowser()
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    await context.addInitScript(watchPresses)
    const page = await context.newPage()
    await page.goto(lab.urls.zendesk)
    const frame = await openBoard(page)
    return [await firstLoad(frame), ...(await pressed(page, frame))]
  } finally {
    await browser.close()
    await relay.stop()
    await lab.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
