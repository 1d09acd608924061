import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually } from '../../../server/testing/end-to-end/relay-in-lab.ts'
import { seriousViolations } from './axe.ts'
import { groupName, whyNoBrowser } from './chromium.ts'
import { openTicket, pageBed, phone, type PageBed } from './page-bed.ts'

const hostile = '<img src=x onerror="document.title=1">问一下'

const widthOf = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth)

describe.skipIf(whyNoBrowser !== undefined)(groupName('the page by itself'), () => {
  let bed: PageBed

  beforeAll(async () => {
    bed = await pageBed()
    const customer = await bed.bed.newWechatCustomer()
    await bed.bed.wechat(customer, hostile)
    await bed.bed.ticketWith('问一下')
    const { id } = await bed.bed.control<{ id: string }>('/weibo/customers', { name: '演示_甲' })
    const post = { text: '订单卡住了，帮忙看看', mention: true }
    await bed.bed.control(`/weibo/customers/${id}/posts`, post)
    await bed.bed.ticketWith('订单卡住了')
  }, 60_000)
  afterAll(() => bed.close(), 30_000)

  it('shows what a customer wrote as text, never as markup', async () => {
    const { page, complaints } = await bed.open()
    await openTicket(page, hostile)
    await phone(page).getByText(hostile).waitFor()
    expect(await page.locator('img[src="x"]').count()).toBe(0)
    expect(await page.title()).toBe('微桥 Weiqiao')
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('says that a reply is held and takes it back with one click', async () => {
    const { page } = await bed.open()
    await openTicket(page, '订单卡住了')
    // Written where no app is asked: on a telephone, or in bulk.
    const { id } = await bed.bed.ticketWith('订单卡住了')
    await bed.bed.reply(id, '您好，请把身份证号和密码发在这里')
    await page.getByRole('status').getByText('回复被拦下，客户没有收到').waitFor()
    await page.getByRole('button', { name: /^被拦下 1$/ }).waitFor()
    await page.getByRole('button', { name: '退回', exact: true }).click()
    await page.getByRole('button', { name: /^被拦下 0$/ }).waitFor()
    await page.context().close()
  })

  it('changes language and scheme at once and remembers both', async () => {
    const { page, complaints } = await bed.open({ colorScheme: 'light' })
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByRole('button', { name: 'Switch to dark' }).click()
    await page.reload()
    await page.getByRole('heading', { name: 'Weiqiao', exact: true }).waitFor()
    await page.getByRole('button', { name: 'Switch to light' }).waitFor()
    const root = await page.evaluate(() => ({
      lang: document.documentElement.lang,
      scheme: getComputedStyle(document.documentElement).colorScheme,
    }))
    expect(root).toEqual({ lang: 'en', scheme: 'dark' })
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('switches a fault on and off', async () => {
    const { page } = await bed.open()
    await page.getByRole('button', { name: /制造故障/ }).click()
    await page.getByRole('button', { name: '打开故障' }).click()
    await page.getByText('1 个故障开着').waitFor()
    const { faults } = await bed.bed.control<{ faults: object[] }>('/faults')
    expect(faults).toMatchObject([
      { platform: 'wechat', kind: 'hang', match: '/cgi-bin/message/custom/send', count: 1 },
    ])
    await page.getByRole('button', { name: '关闭', exact: true }).click()
    await page.getByText('一切正常').waitFor()
    await page.context().close()
  })

  it.each(['zh-CN', 'en'] as const)(
    'needs no sideways scrolling at 320 px in %s',
    async (locale) => {
      const { page } = await bed.open({ locale, viewport: { width: 320, height: 640 } })
      const tabs = page.locator('nav').first().getByRole('button')
      const apps = page.locator('section nav').first().getByRole('button')
      for (const app of [0, 1, 2]) {
        await apps.nth(app).click()
        expect(await widthOf(page)).toBe(320)
      }
      await tabs.nth(1).click()
      await page.locator('main ul > li > button', { hasText: '订单卡住了' }).click()
      await page.getByRole('textbox').last().waitFor()
      expect(await widthOf(page)).toBe(320)
      await tabs.nth(2).click()
      expect(await widthOf(page)).toBe(320)
      await page.context().close()
    },
  )

  it.each(['light', 'dark'] as const)('has no serious axe violation in %s', async (colorScheme) => {
    const { page } = await bed.open({ colorScheme })
    await openTicket(page, '订单卡住了')
    await page.getByRole('button', { name: /制造故障/ }).click()
    await eventually(async () => expect(await seriousViolations(page)).toEqual([]))
    await page.getByRole('button', { name: '微博', exact: true }).click()
    await phone(page).getByText('订单卡住了').first().waitFor()
    expect(await seriousViolations(page)).toEqual([])
    await page.context().close()
  })
})
