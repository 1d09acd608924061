import type { Frame, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually } from '../../../server/testing/end-to-end/relay-in-lab.ts'
import { seriousViolations } from './axe.ts'
import { groupName, whyNoBrowser } from './chromium.ts'
import { pageBed, type PageBed } from './page-bed.ts'

const pages = [
  ...['now', 'response', 'hours', 'map', 'incidents', 'categories'],
  ...['funnel', 'channels', 'modules', 'pillars', 'sources', 'week', 'goals', 'roi'],
]

/** Making figures gives way to mail: it rests for up to 55 s, and the page looks every 15. */
const figuresMs = 90_000

async function openBoard(page: Page): Promise<Frame> {
  await page.getByRole('button', { name: /^(服务看板|Service board)$/ }).click()
  const element = page.locator('iframe[title="服务看板"], iframe[title="Service board"]')
  const frame = await (await element.elementHandle()).contentFrame()
  if (!frame) throw new TypeError('the board has no frame')
  await frame.locator('main').waitFor()
  return frame
}

/** Until nothing is being read any more, be it with figures or without. */
async function goTo(frame: Frame, page: string): Promise<void> {
  await frame.locator(`nav a[href="#/${page}"]`).click()
  await frame.locator(`nav a[href="#/${page}"][aria-current=page]`).waitFor()
  await eventually(async () => {
    const waiting = frame.locator('main [role=status][aria-label], main [aria-busy=true]')
    expect(await waiting.count()).toBe(0)
  })
}

describe.skipIf(whyNoBrowser !== undefined)(groupName('the service board'), () => {
  let bed: PageBed
  let ticket = 0

  beforeAll(async () => {
    bed = await pageBed()
    const customer = await bed.bed.newWechatCustomer()
    await bed.bed.wechat(customer, '宽带断了，什么时候修好')
    ticket = (await bed.bed.ticketWith('宽带断了')).id
  }, 120_000)
  afterAll(() => bed.close(), 30_000)

  it('opens from the desk’s bar in all of its width, and counts what came in', async () => {
    const { page, complaints } = await bed.open()
    const frame = await openBoard(page)
    const box = await page.locator('iframe[title="服务看板"]').boundingBox()
    expect(box?.width).toBeGreaterThan(1200)
    await eventually(async () => {
      const tile = frame.locator('[data-metric=demandVolume]')
      expect(await tile.textContent()).toMatch(/覆盖 1 \/ 1/)
    }, figuresMs)
    expect(complaints).toEqual([])
    await page.context().close()
  }, 120_000)

  it('leads from what needs a person to the ticket, with one click', async () => {
    const { page } = await bed.open()
    const frame = await openBoard(page)
    await frame
      .getByRole('button', { name: new RegExp(`^工单 ${ticket}`) })
      .first()
      .click({ timeout: figuresMs })
    await page.getByRole('region', { name: '对话' }).getByText('宽带断了').first().waitFor()
    await page.context().close()
  }, 120_000)

  it('shows every page without a complaint, and keeps its address over a reload', async () => {
    const { page, complaints } = await bed.open()
    let frame = await openBoard(page)
    for (const name of pages) await goTo(frame, name)
    await frame.getByRole('link', { name: '响应时间' }).click()
    await frame.getByRole('button', { name: '30 天' }).click()
    await page.reload()
    frame = await openBoard(page)
    await frame.getByRole('heading', { name: '响应时间', level: 2 }).waitFor()
    const chosen = frame.getByRole('button', { name: '30 天' })
    expect(await chosen.getAttribute('aria-pressed')).toBe('true')
    expect(complaints).toEqual([])
    await page.context().close()
  }, 120_000)

  it.each([
    ['light', 1280],
    ['dark', 768],
  ] as const)(
    'has no serious axe violation in %s at %d px',
    async (colorScheme, width) => {
      const { page } = await bed.open({ colorScheme, viewport: { width, height: 900 } })
      if (width < 960) await page.getByRole('button', { name: '客服台' }).click()
      const frame = await openBoard(page)
      for (const name of pages) {
        await goTo(frame, name)
        expect({ name, found: await seriousViolations(frame) }).toEqual({ name, found: [] })
        const wide = await frame.evaluate(() => document.documentElement.scrollWidth - innerWidth)
        expect({ name, wide }).toEqual({ name, wide: 0 })
      }
      await page.context().close()
    },
    180_000,
  )

  it('works by keyboard alone: page, formula, back', async () => {
    const { page } = await bed.open()
    const frame = await openBoard(page)
    await frame.locator('[data-metric=demandVolume]').waitFor()
    await frame.getByRole('button', { name: '公式：诉求量' }).focus()
    await page.keyboard.press('Enter')
    await frame.getByRole('dialog', { name: '诉求量' }).waitFor()
    await page.keyboard.press('Escape')
    await frame.getByRole('dialog').waitFor({ state: 'detached' })
    const label = await frame.evaluate(() => document.activeElement?.getAttribute('aria-label'))
    expect(label).toBe('公式：诉求量')
    await frame.getByRole('link', { name: '质量地图' }).focus()
    await page.keyboard.press('Enter')
    await frame.getByRole('heading', { name: '质量地图', level: 2 }).waitFor()
    await page.context().close()
  })
})
