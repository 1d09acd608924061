// @vitest-environment jsdom
import { act, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'
import { renderApp } from '../../kit/render.tsx'
import {
  agents,
  fakeLab,
  openTicket,
  pending,
  ticketLine,
  type FakeLab,
} from '../testing/fake-lab.ts'
import { Ticket } from './Ticket.tsx'
import type { Drafts } from './use-draft.ts'

function show(lab: FakeLab, drafts: Drafts = new Map()) {
  const nothing = (): void => undefined
  const desk = {
    lab,
    drafts,
    agents,
    agentId: 9001,
    onAgent: nothing,
    onBack: nothing,
    onRead: nothing,
    onPhone: nothing,
  }
  return renderApp(<Ticket id={1} desk={desk} />)
}

const tagged = (...tags: string[]): FakeLab =>
  fakeLab({ '/desk/tickets/1': openTicket({ ticket: ticketLine({ tags }) }) })
const field = (): Promise<HTMLElement> => screen.findByRole('textbox', { name: '回复客户…' })

beforeEach(() => localStorage.clear())

describe('Ticket', () => {
  it('says that it is loading', () => {
    show(fakeLab({ '/desk/tickets/1': pending }))
    screen.getByRole('status', { name: '正在加载' })
  })
  it('says that it cannot be read and tries again when asked', async () => {
    const lab = fakeLab({ '/desk/tickets/1': new Error('away') })
    show(lab)
    await screen.findByRole('alert')
    lab.answers.set('/desk/tickets/1', openTicket())
    await userEvent.click(screen.getByRole('button', { name: '再试一次' }))
    await screen.findByRole('heading', { name: '微信：路由器断网' })
  })
  it('shows a conversation without comments as an empty region', async () => {
    show(fakeLab({ '/desk/tickets/1': openTicket({ comments: [] }) }))
    const talk = await screen.findByRole('region', { name: '对话' })
    expect(within(talk).queryAllByRole('listitem')).toEqual([])
  })
  it('tells messages, replies and notes apart by word', async () => {
    const [message] = openTicket().comments
    const comments = [
      { ...message!, id: 1, body: '甲' },
      { ...message!, id: 2, body: '乙', author: { name: '客服甲', role: 'agent' } },
      { ...message!, id: 3, body: '丙', public: false, author: { name: '微桥', role: 'admin' } },
    ]
    show(fakeLab({ '/desk/tickets/1': openTicket({ comments }) }))
    const talk = await screen.findByRole('region', { name: '对话' })
    const cards = within(talk).getAllByRole('listitem')
    expect(cards.map((card) => card.dataset['kind']).filter(Boolean)).toEqual([
      'message',
      'reply',
      'note',
    ])
    for (const word of ['客户', '公开回复', '内部备注']) within(talk).getByText(word)
  })
  it('hands in a public reply with the status the ticket has', async () => {
    const lab = fakeLab({ '/desk/tickets/1': openTicket() })
    show(lab)
    await userEvent.type(await field(), '您好')
    await userEvent.click(screen.getByRole('button', { name: '提交' }))
    expect(lab.posts).toEqual([
      {
        path: '/desk/tickets/1/comments',
        body: { agentId: 9001, body: '您好', public: true, status: 'open', uploads: [] },
      },
    ])
    await waitFor(async () => expect(await field()).toHaveProperty('value', ''))
  })
  it('hands in by Ctrl and Enter', async () => {
    const lab = fakeLab({ '/desk/tickets/1': openTicket() })
    show(lab)
    await userEvent.type(await field(), '您好{Control>}{Enter}{/Control}')
    expect(lab.posts).toMatchObject([{ body: { body: '您好' } }])
  })
  it('keeps the words and says why when the desk refuses them', async () => {
    const lab = fakeLab({ '/desk/tickets/1': openTicket() })
    show(lab)
    lab.refuse('Status: closed prevents ticket update')
    await userEvent.type(await field(), '您好')
    await userEvent.click(screen.getByRole('button', { name: '提交' }))
    const alarm = await screen.findByRole('alert')
    expect(alarm.textContent).toBe('没有成功：Status: closed prevents ticket update')
    expect(await field()).toHaveProperty('value', '您好')
  })
  it('keeps unsent words while another ticket is looked at', async () => {
    const lab = fakeLab({ '/desk/tickets/1': openTicket() })
    const drafts: Drafts = new Map()
    const { unmount } = show(lab, drafts)
    await userEvent.type(await field(), '写到一半')
    unmount()
    show(lab, drafts)
    expect(await field()).toHaveProperty('value', '写到一半')
  })
  it('keeps unsent words while the conversation grows', async () => {
    const lab = fakeLab({ '/desk/tickets/1': openTicket() })
    show(lab)
    await userEvent.type(await field(), '写到一半')
    const [message] = openTicket().comments
    const comments = [message!, { ...message!, id: 12, body: '还在吗' }]
    lab.answers.set('/desk/tickets/1', openTicket({ comments }))
    act(() => lab.change())
    await screen.findByText('还在吗')
    expect(await field()).toHaveProperty('value', '写到一半')
  })
  it('attaches files and lets go of them again', async () => {
    const lab = fakeLab({ '/desk/tickets/1': openTicket() })
    const { container } = show(lab)
    await field()
    const input = container.querySelector<HTMLInputElement>('input[type=file]')!
    await userEvent.upload(input, new File(['x'], '路线.png', { type: 'image/png' }))
    await userEvent.upload(input, new File(['y'], '单据.pdf', { type: 'application/pdf' }))
    await userEvent.click(await screen.findByRole('button', { name: '去掉附件 路线.png' }))
    await userEvent.click(screen.getByRole('button', { name: '提交' }))
    expect(lab.posts).toMatchObject([{ body: { body: '', uploads: ['token of 单据.pdf'] } }])
  })
  it('takes no answer on a closed ticket and says what happens next', async () => {
    const ticket = ticketLine({ status: 'closed' })
    show(fakeLab({ '/desk/tickets/1': openTicket({ ticket }) }))
    await screen.findByText(/工单已关闭/)
    expect(screen.queryByRole('textbox')).toBeNull()
  })
})

describe('TroubleBar', () => {
  it.each([
    ['weiqiao_held', '回复被拦下，客户没有收到', ['放行', '改写', '退回']],
    ['weiqiao_failed', '回复发送失败，客户没有收到', ['重发']],
    ['weiqiao_unconfirmed', '不确定客户有没有收到回复', ['已收到', '重发']],
  ])('says what %s means and what helps', async (tag, said, ways) => {
    show(tagged(tag))
    const strip = (await screen.findByText(said)).parentElement!
    expect(
      within(strip)
        .getAllByRole('button')
        .map((one) => one.textContent),
    ).toEqual(ways)
  })
  it('says nothing while everything arrived', async () => {
    show(tagged('weiqiao_wechat'))
    await field()
    expect(screen.queryByRole('status')).toBeNull()
  })
  it('writes the command as an internal note and leaves the draft alone', async () => {
    const lab = tagged('weiqiao_held')
    show(lab)
    await userEvent.type(await field(), '写到一半')
    await userEvent.click(screen.getByRole('button', { name: '放行' }))
    expect(lab.posts).toEqual([
      {
        path: '/desk/tickets/1/comments',
        body: { agentId: 9001, body: '#放行', public: false },
      },
    ])
    expect(await field()).toHaveProperty('value', '写到一半')
  })
  it('opens a note for the new words of a rewrite', async () => {
    show(tagged('weiqiao_held'))
    await userEvent.click(await screen.findByRole('button', { name: '改写' }))
    const note = screen.getByRole('textbox', { name: '只有同事能看到…' })
    expect(note).toHaveProperty('value', '#改写 ')
    expect(document.activeElement).toBe(note)
  })
})
