import type { Frame, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually } from '../../../server/testing/end-to-end/relay-in-lab.ts'
import { seriousViolations } from './axe.ts'
import { groupName, whyNoBrowser } from './chromium.ts'
import { pageBed, type PageBed } from './page-bed.ts'

const texts = [
  '杭州滨江这边停水了，水管爆了没人管',
  '杭州滨江长河停水一天了，水管爆了',
  '杭州滨江区停水，说是水管爆了，打电话没人接',
  '杭州滨江又停水，水管爆了半天没人修',
]
const answer =
  '滨江停水是主水管破裂，抢修人员已在现场，预计今晚20:00恢复供水，恢复后会在这里告诉您。'

async function openIncident(page: Page): Promise<Frame> {
  await page.getByRole('button', { name: '服务看板' }).click()
  const element = page.locator('iframe[title="服务看板"]')
  const frame = await (await element.elementHandle()).contentFrame()
  if (!frame) throw new TypeError('the board has no frame')
  await frame.locator('nav a[href="#/incidents"]').click()
  await frame.getByRole('button', { name: '查看和处理' }).first().click({ timeout: 60_000 })
  await frame.getByRole('region', { name: 'Problem 工单' }).waitFor()
  return frame
}

describe.skipIf(whyNoBrowser !== undefined)(groupName('the page of one incident'), () => {
  let bed: PageBed
  const phones: string[] = []
  beforeAll(async () => {
    bed = await pageBed()
    for (const text of texts) {
      const customer = await bed.bed.newWechatCustomer()
      await bed.bed.wechat(customer, text)
      phones.push(customer)
    }
    for (const text of texts) await bed.bed.ticketWith(text)
  }, 120_000)
  afterAll(() => bed.close(), 30_000)

  it('makes the ticket, dispatches, and answers everybody, by keyboard alone (S4-11)', async () => {
    const { page, complaints } = await bed.open()
    const frame = await openIncident(page)
    const press = async (name: string | RegExp): Promise<void> => {
      await frame.getByRole('button', { name }).focus()
      await page.keyboard.press('Enter')
    }
    await press('建立 Problem 工单')
    await frame.getByText('已关联 4 张工单').waitFor({ timeout: 30_000 })
    await frame.getByLabel('后台部门或负责人').fill('管网抢修')
    await press(/^派单$/)
    await frame.getByText('派单在外').waitFor()
    await frame.getByLabel('答复内容').fill(answer)
    await press('预览')
    await frame.getByText('能送达 4 / 4').waitFor()
    await press('发给 4 位客户')
    await frame.getByText('已发 4 / 4').waitFor({ timeout: 30_000 })
    await eventually(async () => {
      for (const phone of phones)
        expect(await bed.bed.heard(phone)).toEqual([expect.stringContaining(answer)])
    })
    await frame.getByLabel('处理结果').fill('阀门已更换，水压正常')
    await press('登记返回')
    await frame.getByRole('region', { name: '告知处理结果' }).waitFor()
    expect(complaints).toEqual([])
    await page.context().close()
  }, 180_000)

  it.each([
    ['light', 1280],
    ['dark', 768],
  ] as const)(
    'has no serious axe violation in %s at %d px',
    async (colorScheme, width) => {
      const { page } = await bed.open({ colorScheme, viewport: { width, height: 900 } })
      if (width < 960) await page.getByRole('button', { name: '客服台' }).click()
      const frame = await openIncident(page)
      expect(await seriousViolations(frame)).toEqual([])
      const wide = await frame.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      expect(wide).toBe(0)
      await page.context().close()
    },
    120_000,
  )
})
