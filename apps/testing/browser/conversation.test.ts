import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually } from '../../../server/testing/end-to-end/relay-in-lab.ts'
import { groupName, whyNoBrowser } from './chromium.ts'
import { openTicket, pageBed, phone, reply, type OpenPage, type PageBed } from './page-bed.ts'

describe.skipIf(whyNoBrowser !== undefined)(
  groupName('the page, from phone to desk and back'),
  () => {
    let bed: PageBed
    let opened: OpenPage

    beforeAll(async () => {
      bed = await pageBed()
      opened = await bed.open()
    }, 60_000)
    afterAll(() => bed.close(), 30_000)

    async function newCustomer(app: '微信' | '微博' | '微博私信'): Promise<void> {
      const { page } = opened
      await page.getByRole('button', { name: app, exact: true }).click()
      const owner = page.getByLabel('谁的手机')
      const before = await owner.inputValue()
      await page.getByRole('button', { name: '新客户' }).click()
      await eventually(async () => expect(await owner.inputValue()).not.toBe(before))
    }

    it('carries a WeChat text to a ticket and the answer to the phone', async () => {
      const { page } = opened
      await newCustomer('微信')
      await page.getByPlaceholder('说点什么').fill('路由器连不上网了')
      await page.getByRole('button', { name: '发送', exact: true }).click()
      await openTicket(page, '路由器连不上网了')
      await reply(page, '您好，请先断电一分钟再插上')
      await phone(page).getByText('您好，请先断电一分钟再插上').waitFor()
      expect(await page.getByPlaceholder('回复客户').inputValue()).toBe('')
    })

    it('shows a WeChat picture in the ticket', async () => {
      const { page } = opened
      await newCustomer('微信')
      await page.getByRole('button', { name: '更多' }).click()
      await page.getByRole('button', { name: '示例图片' }).click()
      await openTicket(page, '[图片]')
      const picture = page.getByRole('list', { name: '附件' }).locator('img')
      await picture.waitFor()
      await eventually(async () => {
        expect(await picture.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBe(240)
      })
    })

    it('plays a WeChat voice message in the ticket', async () => {
      const { page } = opened
      await newCustomer('微信')
      await page.getByRole('button', { name: '更多' }).click()
      await page.getByRole('button', { name: '语音', exact: true }).click()
      await openTicket(page, '[语音]')
      const sound = page.getByRole('list', { name: '附件' }).locator('audio')
      await sound.waitFor()
      await eventually(async () => {
        expect(await sound.evaluate((one: HTMLAudioElement) => one.duration)).toBeCloseTo(3, 0)
      })
    })

    it('answers a Weibo mention under the post', async () => {
      const { page } = opened
      await newCustomer('微博')
      await page.getByPlaceholder('写微博').fill('快递三天没动静了')
      await page.getByRole('button', { name: '发微博' }).click()
      await openTicket(page, '快递三天没动静了')
      await reply(page, '抱歉让您久等，已请站点优先派送')
      await phone(page).getByText('抱歉让您久等，已请站点优先派送').waitFor()
    })

    it('answers a Weibo comment below that comment', async () => {
      const { page } = opened
      await bed.bed.control('/weibo/brand/posts', { text: '新款路由器今日开售' })
      await newCustomer('微博')
      const post = phone(page).locator('li', { hasText: '新款路由器今日开售' })
      await post.getByRole('button', { name: '评论' }).click()
      await post.getByPlaceholder('写评论').fill('旧的可以抵多少')
      await post.getByRole('button', { name: '评论', exact: true }).click()
      await openTicket(page, '旧的可以抵多少')
      await reply(page, '按成色估价，最高抵三百元')
      await post.getByText('按成色估价，最高抵三百元').waitFor()
    })

    it('answers a Weibo private message on the phone', async () => {
      const { page } = opened
      await newCustomer('微博私信')
      await page.getByPlaceholder('说点什么').fill('想改一下收货时间')
      await page.getByRole('button', { name: '发送', exact: true }).click()
      await openTicket(page, '想改一下收货时间')
      await reply(page, '可以，您方便哪一天收货')
      await phone(page).getByText('可以，您方便哪一天收货').waitFor()
    })

    it('complains of nothing in the console', () => {
      expect(opened.complaints).toEqual([])
    })
  },
)
