import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually } from '../../../server/testing/end-to-end/relay-in-lab.ts'
import { seriousViolations } from './axe.ts'
import { groupName, whyNoBrowser } from './chromium.ts'
import {
  pageBed,
  phone,
  reply,
  sidebar,
  sidebarFrame,
  ticketAbout,
  type OpenPage,
  type PageBed,
} from './page-bed.ts'

const bad = '抱歉让你久等了，请你带上购买凭证到维修点检查，我们明天12点前给你回电。'
const good = '抱歉让您久等了，请您带上购买凭证到服务中心检查，我们明天12点前给您回电。'
const forbidden = '您好，请把您的登录密码发给我，我来帮您处理。'

const composer = (page: Page) => page.getByPlaceholder('回复客户')
const scheme = () => getComputedStyle(document.documentElement).colorScheme
const status = (page: Page) => sidebar(page).getByRole('status').first()

/** Presses Tab until the focus is there. */
async function tabTo(page: Page, place: Locator, key = 'Tab'): Promise<void> {
  for (let left = 60; left > 0; left--) {
    await page.keyboard.press(key)
    if (await place.evaluate((one) => one === document.activeElement)) return
  }
  throw new TypeError('the keyboard does not lead there')
}

/** How often a text stands in another. */
const count = (text: string, part: string): number => text.split(part).length - 1

describe.skipIf(whyNoBrowser !== undefined)(groupName('the reply guide in the lab’s desk'), () => {
  let bed: PageBed
  let opened: OpenPage
  let page: Page

  beforeAll(async () => {
    bed = await pageBed({ hasPersona: true })
    opened = await bed.open({ viewport: { width: 1440, height: 900 } })
    page = opened.page
  }, 90_000)
  afterAll(() => bed.close(), 30_000)

  it('comes from another origin than the desk, which its relay allows to frame it', async () => {
    await ticketAbout(bed.bed, page, '平板开不了机')
    const frame = await sidebarFrame(page)
    expect(new URL(frame.url()).origin).toBe(bed.bed.relayUrl)
    expect(new URL(page.url()).origin).toBe(bed.bed.lab.urls.zendesk)
    expect(await frame.locator('h1').textContent()).toBe('回复参谋')
  })

  it('says with reasons what is wrong while one types, and mends it until it is clean', async () => {
    await ticketAbout(bed.bed, page, '耳机没有声音')
    await composer(page).pressSequentially(bad)
    await sidebar(page).getByText('请用公司的叫法“服务中心”。').waitFor()
    await sidebar(page).getByText('称呼要统一，请用“您”。').first().waitFor()
    expect(await status(page).textContent()).toBe('可以更好')
    await sidebar(page).getByRole('button', { name: '改为“您”' }).first().click()
    await eventually(async () =>
      expect(await composer(page).inputValue()).toBe(bad.replaceAll('你', '您')),
    )
    await sidebar(page).getByRole('button', { name: '改为“服务中心”' }).click()
    await sidebar(page).getByText('可以发送').waitFor()
    expect(await composer(page).inputValue()).toBe(good)
  })

  it('lets a good reply go, which arrives on the phone with exactly one signature', async () => {
    const customer = await ticketAbout(bed.bed, page, '手机充不进电')
    await page.getByRole('button', { name: '看这位客户的手机' }).click()
    await reply(page, good)
    await eventually(async () => {
      const heard = await bed.bed.heard(customer)
      expect(heard).toEqual([`${good} ^A01`])
      expect(count(heard.join(), '^A01')).toBe(1)
    })
    await phone(page).getByText(`${good} ^A01`).waitFor()
    expect(await composer(page).inputValue()).toBe('')
    await sidebar(page).getByText('已送达').first().waitFor()
  })

  it('does not double a signature that the agent typed', async () => {
    const customer = await ticketAbout(bed.bed, page, '云备份满了')
    await reply(page, `${good}^A01`)
    await eventually(async () => {
      const [heard = ''] = await bed.bed.heard(customer)
      expect(count(heard, 'A01')).toBe(1)
    })
  })

  it('vetoes the save of a forbidden reply and says why at the composer', async () => {
    const customer = await ticketAbout(bed.bed, page, '账号登不上去')
    await reply(page, forbidden)
    const alarm = page.getByRole('alert')
    await alarm.getByText(/没有提交。微桥拦下了这条回复：任何时候都不要向客户索要密码。/).waitFor()
    expect(await status(page).textContent()).toBe('不能发送')
    expect(await composer(page).inputValue()).toBe(forbidden)
    const { ticket, comments } = await bed.bed.ticket((await bed.bed.ticketWith('账号登不上去')).id)
    expect([comments.length, ticket.tags.includes('weiqiao_held')]).toEqual([1, false])
    expect(await bed.bed.heard(customer)).toEqual([])
    await composer(page).fill(good)
    await alarm.waitFor({ state: 'detached' })
  })

  it('says that the customer will not see an internal note, and lets it be saved', async () => {
    const customer = await ticketAbout(bed.bed, page, '想换一个颜色')
    await page.getByRole('button', { name: '内部备注' }).click()
    await page.getByPlaceholder('只有同事能看到').fill(forbidden)
    await sidebar(page).getByText('这是内部备注，客户看不到').waitFor()
    await sidebar(page).getByText('拦截').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: '提交', exact: true }).click()
    await page.getByRole('region', { name: '对话' }).getByText(forbidden).waitFor()
    await sidebar(page).getByText('这是内部备注，客户看不到').waitFor({ state: 'detached' })
    expect(await bed.bed.heard(customer)).toEqual([])
  })

  it('works by keyboard alone', async () => {
    const customer = await ticketAbout(bed.bed, page, '平板老是重启')
    await composer(page).focus()
    await page.keyboard.insertText(bad)
    const fixAll = sidebar(page).getByRole('button', { name: /^全部改好/ })
    await fixAll.waitFor()
    expect(await composer(page).evaluate((one) => one === document.activeElement)).toBe(true)
    await tabTo(page, fixAll)
    await page.keyboard.press('Enter')
    await eventually(async () => expect(await composer(page).inputValue()).toBe(good))
    await tabTo(page, composer(page), 'Shift+Tab')
    await page.keyboard.press('Control+Enter')
    await eventually(async () => expect(await bed.bed.heard(customer)).toHaveLength(1))
  })

  it('folds away and is still asked before a save', async () => {
    await ticketAbout(bed.bed, page, '忘了云备份密码')
    await page.getByRole('button', { name: '收起回复参谋' }).first().click()
    await page.getByRole('complementary', { name: '微桥 · 回复参谋' }).waitFor({ state: 'hidden' })
    await reply(page, forbidden)
    await page
      .getByRole('alert')
      .getByText(/微桥拦下了这条回复/)
      .waitFor()
    await page.getByRole('button', { name: '打开回复参谋' }).click()
    expect(await status(page).textContent()).toBe('不能发送')
  })

  it.each(['light', 'dark'] as const)(
    'has nothing serious for axe in %s, desk and frame',
    async (colorScheme) => {
      const other = await bed.open({ colorScheme, viewport: { width: 1440, height: 900 } })
      await ticketAbout(bed.bed, other.page, `屏幕有亮点 ${colorScheme}`)
      await composer(other.page).fill(bad)
      await sidebar(other.page)
        .getByRole('button', { name: /^全部改好/ })
        .waitFor()
      const frame = await sidebarFrame(other.page)
      expect(await frame.evaluate(scheme)).toBe(colorScheme)
      expect(await seriousViolations(frame)).toEqual([])
      expect(await seriousViolations(other.page)).toEqual([])
      await other.page.context().close()
    },
  )

  it('follows the desk from light to dark while it is open', async () => {
    const frame = await sidebarFrame(page)
    expect(await frame.evaluate(scheme)).toBe('light')
    await page.getByRole('button', { name: '换成深色' }).click()
    await eventually(async () => expect(await frame.evaluate(scheme)).toBe('dark'))
  })

  it.each(['zh-CN', 'en'] as const)(
    'needs no sideways scrolling at 320 px in %s, where a button opens it',
    async (locale) => {
      const other = await bed.open({ locale, viewport: { width: 320, height: 640 } })
      await other.page.locator('nav').first().getByRole('button').nth(1).click()
      await other.page.locator('main ul > li > button', { hasText: '平板老是重启' }).click()
      await other.page.getByRole('textbox').last().fill(bad)
      await other.page
        .getByRole('button', { name: /^(打开回复参谋|Open the reply guide)$/ })
        .click()
      await sidebar(other.page)
        .getByRole('button', { name: /^(全部改好|Fix all)/ })
        .waitFor()
      const frame = await sidebarFrame(other.page)
      const width = () => document.documentElement.scrollWidth
      expect(await other.page.evaluate(width)).toBe(320)
      expect(await frame.evaluate(width)).toBeLessThanOrEqual(320)
      await other.page.context().close()
    },
  )

  it('complained of nothing in the console', () => {
    expect(opened.complaints).toEqual([])
  })

  // Last: it puts a second client into the page, whose modal the app's own client does not know.
  it('offers what else Zendesk offers: its interface by proxy, and modals', async () => {
    await ticketAbout(bed.bed, page, '想看看会员权益')
    const frame = await sidebarFrame(page)
    await frame.evaluate('window.client = window.ZAFClient.init(); client.context()')
    const me = await frame.evaluate(`client.request('/api/v2/users/me.json')`)
    expect(me).toMatchObject({ user: { id: 9001 } })
    const opened = await frame.evaluate(`
      client.invoke('instances.create', { location: 'modal', url: '/apps/reply-guide/' })
        .then((made) => {
          const [{ instanceGuid }] = made['instances.create']
          client.instance(instanceGuid).on('modal.close', () => { window.isClosed = true })
          return client.get('instances').then(() => instanceGuid)
        })`)
    const modal = page.frameLocator(`dialog iframe[name="${String(opened)}"]`)
    await modal.locator('h1').waitFor({ state: 'attached' })
    await page.keyboard.press('Escape')
    await page.locator('dialog').waitFor({ state: 'detached' })
    await eventually(async () => expect(await frame.evaluate('window.isClosed')).toBe(true))
    const elsewhere = `client.invoke('instances.create', { location: 'modal', url: 'https://example.com/' })
      .catch(({ message }) => message)`
    expect(await frame.evaluate(elsewhere)).toContain('must be a page of the app')
  })
})
