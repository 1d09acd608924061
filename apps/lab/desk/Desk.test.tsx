// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { renderApp } from '../../kit/render.tsx'
import {
  agents,
  fakeLab,
  fullLab,
  openTicket,
  pending,
  ticketLine,
  type FakeLab,
} from '../testing/fake-lab.ts'
import { Desk } from './Desk.tsx'

const list = '/desk/tickets?view=all'
const show = (lab: FakeLab) =>
  renderApp(<Desk lab={lab} agents={agents} onPhone={() => undefined} />)
const subjects = (): (string | null)[] =>
  within(screen.getByRole('list', { name: '工单' }))
    .getAllByText(/^微信：/)
    .map(({ textContent }) => textContent)

beforeEach(() => localStorage.clear())

describe('Desk', () => {
  it('says that tickets are loading', () => {
    show(fakeLab({ [list]: pending, '/desk/views': pending }))
    screen.getByRole('status', { name: '正在加载' })
  })
  it('says that a view is empty and how to fill it', async () => {
    show(fakeLab({ [list]: { tickets: [] }, '/desk/views': { views: [] } }))
    await screen.findByText('这里没有工单')
    screen.getByText('客户在手机上写一句，这里就会出现')
  })
  it('says that tickets cannot be read and tries again when asked', async () => {
    const lab = fakeLab({ [list]: new Error('away'), '/desk/views': { views: [] } })
    show(lab)
    lab.answers.set(list, { tickets: [ticketLine()] })
    await userEvent.click(await screen.findByRole('button', { name: '再试一次' }))
    await screen.findByText('微信：路由器断网')
  })
  it('lists tickets with requester, status, last words and trouble', async () => {
    const lab = fullLab()
    const tags = ['weiqiao_wechat', 'weiqiao_failed', 'weiqiao_unconfirmed']
    const lastComment = { text: '请稍等', public: true, authorName: '客服甲' }
    lab.answers.set(list, { tickets: [ticketLine({ tags, lastComment })] })
    show(lab)
    const row = await screen.findByRole('button', { name: /路由器断网/ })
    for (const text of ['客户甲', '处理中', '客服甲: 请稍等', '发送失败', '未确认']) {
      within(row).getByText(text)
    }
  })
  it('marks a ticket unread until it is opened, and again when the customer writes on', async () => {
    const lab = fullLab()
    lab.answers.set(list, { tickets: [ticketLine(), ticketLine({ id: 2, subject: '微信：二' })] })
    lab.answers.set('/desk/tickets/2', openTicket({ ticket: ticketLine({ id: 2 }) }))
    show(lab)
    const row = await screen.findByRole('button', { name: /微信：路由器断网/ })
    within(row).getByText('未读')
    await userEvent.click(row)
    await waitFor(() => expect(within(row).queryByText('未读')).toBeNull())
    await userEvent.click(screen.getByRole('button', { name: /微信：二/ }))
    expect(within(row).queryByText('未读')).toBeNull()
    lab.answers.set(list, { tickets: [ticketLine({ updatedAt: 2_000 })] })
    act(() => lab.change())
    await waitFor(() => within(row).getByText('未读'))
  })
  it('moves no row while the cursor is over the list, and says what waits', async () => {
    const lab = fullLab()
    const [first, second] = [
      ticketLine({ subject: '微信：一' }),
      ticketLine({ id: 2, subject: '微信：二' }),
    ]
    lab.answers.set(list, { tickets: [first, second] })
    show(lab)
    const rows = await screen.findByRole('list', { name: '工单' })
    const box = rows.parentElement as HTMLElement
    fireEvent.pointerEnter(box, { pointerType: 'mouse' })
    const third = ticketLine({ id: 3, subject: '微信：三' })
    lab.answers.set(list, { tickets: [third, { ...second, subject: '微信：二，改' }, first] })
    act(() => lab.change())
    await screen.findByText('微信：二，改')
    expect(subjects()).toEqual(['微信：一', '微信：二，改'])
    await userEvent.click(screen.getByRole('button', { name: '有 1 张新工单' }))
    expect(subjects()).toEqual(['微信：三', '微信：二，改', '微信：一'])
    lab.answers.set(list, { tickets: [first, second, third] })
    act(() => lab.change())
    await screen.findByText('微信：二')
    fireEvent.pointerLeave(box)
    await waitFor(() => expect(subjects()).toEqual(['微信：一', '微信：二', '微信：三']))
  })
  it('counts the shelves and shouts where a reply is stuck', async () => {
    const lab = fullLab()
    lab.answers.set('/desk/views', {
      views: [
        { id: 'all', count: 3 },
        { id: 'held', count: 2 },
        { id: 'failed', count: 0 },
      ],
    })
    show(lab)
    const loud = (name: RegExp): string | null | undefined =>
      screen.getByRole('button', { name }).querySelector('[data-loud]')?.getAttribute('data-loud')
    await screen.findByRole('button', { name: '被拦下 2' })
    expect([loud(/^被拦下/), loud(/^发送失败/), loud(/^全部/)]).toEqual(['true', 'false', 'false'])
  })
  it('reads another shelf when it is picked', async () => {
    const lab = fullLab()
    lab.answers.set('/desk/tickets?view=held', { tickets: [ticketLine({ subject: '微信：拦' })] })
    show(lab)
    await userEvent.click(await screen.findByRole('button', { name: /^被拦下/ }))
    await screen.findByText('微信：拦')
  })
  it('stays as it is when a later reading fails', async () => {
    const lab = fullLab()
    show(lab)
    await screen.findByText('微信：路由器断网')
    const read = vi.spyOn(lab, 'get')
    lab.answers.set(list, new Error('away'))
    act(() => lab.change())
    await waitFor(() => expect(read).toHaveBeenCalledWith(list))
    screen.getByText('微信：路由器断网')
  })
})
