import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { groupName, launchBrowser, whyNoBrowser } from './chromium.ts'

const assets = join(import.meta.dirname, '../../assets')

function dataUrl(name: string): string {
  const type = name.endsWith('.svg') ? 'image/svg+xml' : 'image/png'
  return `data:${type};base64,${readFileSync(join(assets, name)).toString('base64')}`
}

interface Pair {
  readonly a: string
  readonly b: string
  readonly size: number
}

/** Runs in the page: how far two pictures differ at this size, 0–255 on average. */
async function difference({ a, b, size }: Pair): Promise<number> {
  async function pixels(url: string): Promise<Uint8ClampedArray> {
    const image = new Image()
    image.src = url
    await image.decode()
    const canvas = new OffscreenCanvas(size, size)
    const pen = canvas.getContext('2d')
    pen?.drawImage(image, 0, 0, size, size)
    return pen?.getImageData(0, 0, size, size).data ?? new Uint8ClampedArray()
  }
  const [left, right] = await Promise.all([pixels(a), pixels(b)])
  return left.reduce((sum, value, i) => sum + Math.abs(value - (right[i] ?? 0)), 0) / left.length
}

describe.skipIf(whyNoBrowser !== undefined)(groupName('the logo'), () => {
  let browser: Browser
  let page: Page
  beforeAll(async () => {
    browser = await launchBrowser()
    page = await browser.newPage()
  }, 60_000)
  afterAll(() => browser.close())

  it.each([
    ['logo.png', 320],
    ['logo-small.png', 128],
  ] as const)('%s shows what logo.svg draws', async (name, size) => {
    const [drawn, b] = [dataUrl('logo.svg'), dataUrl(name)]
    expect(await page.evaluate(difference, { a: drawn, b, size })).toBeLessThan(1)
    const other = dataUrl('icon_nav_bar.svg')
    expect(await page.evaluate(difference, { a: other, b, size })).toBeGreaterThan(20)
  })
})
