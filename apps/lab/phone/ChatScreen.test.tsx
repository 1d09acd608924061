// @vitest-environment jsdom
import { act, fireEvent, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { renderApp } from '../../kit/render.tsx'
import type { Bubble } from '../lab-door.ts'
import { fakeLab, pending, type FakeLab } from '../testing/fake-lab.ts'
import { ChatScreen } from './ChatScreen.tsx'

const path = '/wechat/customers/o1/chat'
const names = { brand: '微桥数码客服', customer: '客户甲' }
const show = (lab: FakeLab) =>
  renderApp(<ChatScreen lab={lab} channel="wechat" customer="o1" names={names} />)
const chatOf = (...messages: Partial<Bubble>[]): FakeLab =>
  fakeLab({
    [path]: {
      messages: messages.map((part, index) => ({
        id: `w${index}`,
        from: 'customer',
        type: 'text',
        at: 1_000,
        ...part,
      })),
    },
  })

describe('ChatScreen', () => {
  it('says that it is loading', () => {
    show(fakeLab({ [path]: pending }))
    screen.getByRole('status', { name: '正在加载' })
  })
  it('invites to write when nothing was said yet', async () => {
    show(chatOf())
    await screen.findByText('还没有消息，先打个招呼吧')
  })
  it('says that the chat cannot be read and tries again when asked', async () => {
    const lab = fakeLab({ [path]: new Error('away') })
    show(lab)
    await screen.findByRole('alert')
    lab.answers.set(path, { messages: [] })
    await userEvent.click(screen.getByRole('button', { name: '再试一次' }))
    await screen.findByText('还没有消息，先打个招呼吧')
  })
  it('shows both sides, and how often the brand may still write', async () => {
    const lab = chatOf({ text: '在吗' }, { text: '在的', from: 'brand' })
    Object.assign(lab.answers.get(path) as object, {
      window: { remaining: 4, deadline: Date.now() + 60_000 },
    })
    show(lab)
    const mine = (text: string): string | undefined =>
      screen.getByText(text).closest('li')?.dataset['mine']
    await screen.findByText('在吗')
    expect([mine('在吗'), mine('在的')]).toEqual(['true', 'false'])
    screen.getByText('品牌还可回复 4 条')
  })
  it('shows markup that somebody wrote as text', async () => {
    const { container } = show(chatOf({ text: '<img src=x onerror=alert(1)>' }))
    await screen.findByText('<img src=x onerror=alert(1)>')
    expect(container.querySelector('img')).toBeNull()
  })
  it('links only web addresses of a card', async () => {
    show(
      chatOf(
        { type: 'news', title: '好的', url: 'https://example.com/a', from: 'brand' },
        { type: 'news', title: '坏的', url: 'javascript:alert(1)', from: 'brand' },
      ),
    )
    expect((await screen.findByText('好的')).getAttribute('href')).toBe('https://example.com/a')
    expect(screen.getByText('坏的').closest('a')).toBeNull()
  })
  it('shows what no browser plays as a sign of a voice message', async () => {
    const { container } = show(chatOf({ type: 'voice', mediaUrl: '/__lab/media/v' }))
    await screen.findByLabelText('语音')
    fireEvent.error(container.querySelector('audio')!)
    screen.getByText('语音消息')
  })
  it('shows a word of the platform itself beside no face', async () => {
    show(chatOf({ type: 'notice', from: 'brand', text: '该公众号提供的服务出现故障' }))
    const notice = await screen.findByText('该公众号提供的服务出现故障')
    expect(notice.closest('li')?.querySelector('[role=img]')).toBeNull()
  })
  it('sends what was typed and what a menu offers', async () => {
    const lab = chatOf({ from: 'brand', type: 'msgmenu', items: [{ id: '101', content: '满意' }] })
    show(lab)
    await userEvent.type(await screen.findByRole('textbox', { name: '说点什么…' }), '你好{Enter}')
    await userEvent.click(screen.getByRole('button', { name: '满意' }))
    expect(lab.posts).toEqual([
      { path: '/wechat/customers/o1/messages', body: { type: 'text', text: '你好' } },
      {
        path: '/wechat/customers/o1/messages',
        body: { type: 'text', text: '满意', menuId: '101' },
      },
    ])
  })
  it('says why something could not be sent', async () => {
    const lab = chatOf()
    show(lab)
    lab.refuse('no such customer')
    await userEvent.type(await screen.findByRole('textbox', { name: '说点什么…' }), '你好{Enter}')
    expect((await screen.findByRole('alert')).textContent).toBe('没有成功：no such customer')
  })
  it('lets somebody who left do nothing but follow again', async () => {
    const lab = chatOf()
    Object.assign(lab.answers.get(path) as object, { isFollowing: false })
    show(lab)
    await userEvent.click(await screen.findByRole('button', { name: '关注' }))
    expect(screen.queryByRole('textbox')).toBeNull()
    expect(lab.posts).toMatchObject([{ body: { type: 'event', event: 'subscribe' } }])
  })
  it('follows new messages', async () => {
    const lab = chatOf({ text: '一' })
    show(lab)
    await screen.findByText('一')
    lab.answers.set(path, {
      messages: [{ id: 'w9', from: 'brand', type: 'text', text: '二', at: 2_000 }],
    })
    act(() => lab.change())
    await screen.findByText('二')
  })
})
