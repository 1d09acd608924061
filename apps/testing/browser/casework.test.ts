import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually } from '../../../server/testing/end-to-end/relay-in-lab.ts'
import { seriousViolations } from './axe.ts'
import { groupName, whyNoBrowser } from './chromium.ts'
import {
  pageBed,
  sidebar,
  sidebarFrame,
  ticketAbout,
  type OpenPage,
  type PageBed,
} from './page-bed.ts'

const good = '抱歉让您久等了，请您带上购买凭证到服务中心检查，我们明天12点前给您回电。'
const required = ['受理并致歉', '问清情况和诉求', '协调责任部门', '给出合理答复']
const shots = process.env['WEIQIAO_SHOTS']

const steps = (page: Page) => sidebar(page).getByRole('list', { name: /^(处理步骤|Steps)$/ })
const step = (page: Page, name: string) => steps(page).getByLabel(new RegExp(`^${name}`))

async function shot(page: Page, name: string): Promise<void> {
  if (shots === undefined) return
  await steps(page).scrollIntoViewIfNeeded()
  await page.screenshot({ path: `${shots}/${name}.png` })
}

describe.skipIf(whyNoBrowser !== undefined)(groupName('a case in the lab’s desk'), () => {
  let bed: PageBed
  let opened: OpenPage
  let page: Page

  beforeAll(async () => {
    bed = await pageBed({ hasPersona: true, policy: { solveNeeds: ['complaint'] } })
    opened = await bed.open({ viewport: { width: 1440, height: 1200 } })
    page = opened.page
  }, 90_000)
  afterAll(() => bed.close(), 30_000)

  it('suggests a type, and ticks that stay leave the focus where it is (S3-29)', async () => {
    await ticketAbout(bed.bed, page, '手表坏了没人管，我要投诉')
    await sidebar(page).getByText('客户说了“投诉”“没人管').waitFor()
    await shot(page, 'light')
    await step(page, '问清情况和诉求').focus()
    await page.keyboard.press('Space')
    await sidebar(page).getByText('前面的步骤还没做：受理并致歉').waitFor()
    await sidebar(page)
      .getByText(/^演示客服/)
      .first()
      .waitFor()
    const isFocused = () => document.activeElement?.getAttribute('type')
    expect(await (await sidebarFrame(page)).evaluate(isFocused)).toBe('checkbox')
    await page.reload()
    await ticketAbout(bed.bed, page, '另一件事：想退货')
    expect(await steps(page).getByRole('checkbox').count()).toBe(5)
    expect(await step(page, '约定时间').isChecked()).toBe(false)
  })

  it('does not let a complaint be solved before its required steps are ticked (S3-02)', async () => {
    const customer = await ticketAbout(bed.bed, page, '耳机修了三次还是坏，我要投诉你们')
    await page.getByPlaceholder('回复客户').fill(good)
    await page.getByRole('combobox', { name: '提交为' }).selectOption('solved')
    await page.getByRole('button', { name: '提交', exact: true }).click()
    await page
      .getByRole('alert')
      .getByText(/还不能解决。请先完成并在侧栏勾选：受理并致歉/)
      .waitFor()
    expect(await bed.bed.heard(customer)).toEqual([])
    for (const name of required) {
      await step(page, name).click()
      await eventually(async () => expect(await step(page, name).isChecked()).toBe(true))
    }
    await eventually(async () =>
      expect(
        await sidebar(page)
          .getByText(/^演示客服/)
          .count(),
      ).toBeGreaterThanOrEqual(4),
    )
    await page.getByRole('button', { name: '提交', exact: true }).click()
    await eventually(async () => expect(await bed.bed.heard(customer)).toHaveLength(1))
  })

  it.each(['light', 'dark'] as const)('has nothing serious for axe in %s', async (colorScheme) => {
    const other = await bed.open({ colorScheme, viewport: { width: 1440, height: 1200 } })
    await ticketAbout(bed.bed, other.page, `屏幕碎了要投诉 ${colorScheme}`)
    await steps(other.page).waitFor()
    await shot(other.page, colorScheme)
    expect(await seriousViolations(await sidebarFrame(other.page))).toEqual([])
    await other.page.context().close()
  })

  it.each(['zh-CN', 'en'] as const)('fits 320 px in %s', async (locale) => {
    const other = await bed.open({ locale, viewport: { width: 320, height: 1200 } })
    await other.page.locator('nav').first().getByRole('button').nth(1).click()
    await other.page.locator('main ul > li > button', { hasText: '手表坏了没人管' }).click()
    await other.page.getByRole('button', { name: /^(打开回复参谋|Open the reply guide)$/ }).click()
    await steps(other.page).waitFor()
    await shot(other.page, `320-${locale}`)
    const width = () => document.documentElement.scrollWidth
    expect(await (await sidebarFrame(other.page)).evaluate(width)).toBeLessThanOrEqual(320)
    await other.page.context().close()
  })

  it('complained of nothing in the console', () => {
    expect(opened.complaints).toEqual([])
  })
})
