import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { build } from 'esbuild'
import type { Frame, Page } from 'playwright-core'
import { whyNoBrowser } from '../../apps/testing/browser/chromium.ts'
import { deskBed, markOf, startOf, type DeskBed } from './desk-bed.ts'
import { longDraftsInContext } from './guidance.bench.ts'
import { against, quantile, within, type BenchRow } from './row.ts'

const rounds = 5
const typed = 10
/** Nothing is wrong with it before its last sign. */
const draft = '您好，为了核实身份，请告诉我您的登录密码'
const html = '<!doctype html><div id="root"></div><script src="/page.js"></script>'

/** The least a page on React and Garden can be: one button under its theme. */
const barePage = `
  import { Button } from '@zendeskgarden/react-buttons'
  import { ThemeProvider } from '@zendeskgarden/react-theming'
  import { createElement } from 'react'
  import { createRoot } from 'react-dom/client'
  createRoot(document.getElementById('root')).render(
    createElement(ThemeProvider, null, createElement(Button, null, 'OK')))
`

async function serveBare(): Promise<{ readonly server: Server; readonly url: string }> {
  const { outputFiles } = await build({
    stdin: { contents: barePage, resolveDir: import.meta.dirname },
    bundle: true,
    minify: true,
    write: false,
    define: { 'process.env.NODE_ENV': '"production"' },
  })
  const script = outputFiles[0]?.text ?? ''
  const server = createServer(({ url }, response) => {
    const isScript = url === '/page.js'
    const type = isScript ? 'text/javascript' : 'text/html'
    response.writeHead(200, { 'content-type': `${type}; charset=utf-8` })
    response.end(isScript ? script : html)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` }
}

/** Both with nothing kept from before, in turns, so that a busy machine slows them alike. */
async function starts(bed: DeskBed, bareUrl: string): Promise<BenchRow> {
  const measured: { ours: number; theirs: number }[] = []
  for (let round = 0; round <= rounds; round++) {
    const [one, other] = [await bed.context(), await bed.context()]
    const { frame } = await bed.open(one)
    const page = await other.newPage()
    await page.goto(bareUrl)
    const [ours, theirs] = [await startOf(frame), await startOf(page)]
    // The first of all warms the browser up.
    if (round > 0) measured.push({ ours: 1000 / ours, theirs: 1000 / theirs })
    await Promise.all([one.close(), other.close()])
  }
  const name = 'sidebar interactive, starts'
  return against({ name, peer: 'bare Garden page', floor: 1 / 1.3, rounds: measured })
}

const block = '[data-rule="W-S2"]'
const found = `
  delete document.documentElement.dataset.foundAt
  new MutationObserver((_all, observer) => {
    if (!document.querySelector('${block}')) return
    document.documentElement.dataset.foundAt = performance.timeOrigin + performance.now()
    observer.disconnect()
  }).observe(document.body, { childList: true, subtree: true })
`

const typing = `
  document.addEventListener('input', () => {
    window.typedAt = performance.timeOrigin + performance.now()
  }, true)
`

/** From the last sign typed at the desk to the finding in the frame; both clocks are the machine's. */
async function untilFound(page: Page, frame: Frame): Promise<number> {
  const composer = page.locator('textarea').last()
  await composer.fill('')
  await frame.locator(block).waitFor({ state: 'detached' })
  await frame.evaluate(found)
  await page.evaluate(typing)
  await composer.pressSequentially(draft)
  const foundAt = await markOf(frame, 'data-found-at')
  return foundAt - (await page.evaluate<number>('window.typedAt'))
}

async function findings(page: Page, frame: Frame): Promise<BenchRow> {
  await untilFound(page, frame)
  const slowest: number[] = []
  for (let round = 0; round < rounds; round++) {
    const times: number[] = []
    for (let i = 0; i < typed; i++) times.push(await untilFound(page, frame))
    slowest.push(quantile(times, 0.95))
  }
  return within({ name: 'findings after typing, p95', unit: 'ms', limit: 150, rounds: slowest })
}

/** Runs in the frame: the very chunk that judges there, on every draft once. */
async function judgeAll(all: ReturnType<typeof longDraftsInContext>): Promise<readonly number[]> {
  const chunk = performance
    .getEntriesByType('resource')
    .map(({ name }) => name)
    .find((name) => /\/clearance-[^/]+\.js$/.test(name))
  const parts = (await import(String(chunk))) as Record<string, unknown>
  const judge = Object.values(parts).find((part) => typeof part === 'function') as (
    draft: string,
    context: object,
  ) => unknown
  return all.flatMap(([context, drafts]) =>
    drafts.map((text) => {
      const start = performance.now()
      judge(text, context)
      return performance.now() - start
    }),
  )
}

async function throttled(page: Page, frame: Frame): Promise<BenchRow> {
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  const all = longDraftsInContext()
  const slowest: number[] = []
  await frame.evaluate(judgeAll, all)
  for (let round = 0; round < rounds; round++)
    slowest.push(quantile(await frame.evaluate(judgeAll, all), 0.95))
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 })
  const name = 'all rules in the browser at 4 ×, p95'
  return within({ name, unit: 'ms', limit: 50, rounds: slowest })
}

/** The sidebar as built, in the lab's desk, in a real browser. */
export async function benchSidebar(): Promise<readonly BenchRow[]> {
  if (whyNoBrowser !== undefined) throw new TypeError(whyNoBrowser)
  const bed = await deskBed()
  const { server, url } = await serveBare()
  try {
    const start = await starts(bed, url)
    const { page, frame } = await bed.open(await bed.context())
    return [start, await findings(page, frame), await throttled(page, frame)]
  } finally {
    server.close()
    await bed.close()
  }
}
