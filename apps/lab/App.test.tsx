// @vitest-environment jsdom
import { act, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'
import { renderApp } from '../kit/render.tsx'
import { App } from './App.tsx'
import { fakeLab, fullLab, labState, pending } from './testing/fake-lab.ts'

beforeEach(() => localStorage.clear())

describe('App', () => {
  it('says that it is loading', () => {
    renderApp(<App lab={fakeLab({ '/state': pending })} />)
    screen.getByRole('status', { name: '正在加载' })
  })
  it('says that the lab cannot be reached and tries again when asked', async () => {
    const lab = fullLab()
    lab.answers.set('/state', new Error('away'))
    renderApp(<App lab={lab} />)
    await screen.findByText('连接不上模拟平台')
    lab.answers.set('/state', labState())
    await userEvent.click(screen.getByRole('button', { name: '再试一次' }))
    await screen.findByRole('region', { name: '客服台' })
  })
  it('says so when nobody has a phone yet', async () => {
    const lab = fullLab()
    lab.answers.set('/state', labState({ customers: { wechat: [], weibo: [] } }))
    renderApp(<App lab={lab} />)
    await screen.findByText('还没有客户，先加一位')
  })
  it('shows phone, desk and switches side by side', async () => {
    renderApp(<App lab={fullLab()} />)
    await screen.findByRole('region', { name: '手机' })
    screen.getByRole('region', { name: '客服台' })
    screen.getByRole('region', { name: '制造故障' })
  })
  it('changes every text with the language', async () => {
    renderApp(<App lab={fullLab()} />)
    await userEvent.click(await screen.findByRole('button', { name: 'English' }))
    screen.getByRole('region', { name: 'Desk' })
    screen.getByRole('button', { name: 'Switch to dark' })
  })
  it('keeps what it shows and says so when the connection is lost', async () => {
    const lab = fullLab()
    renderApp(<App lab={lab} />)
    await screen.findByRole('region', { name: '手机' })
    act(() => lab.connect(false))
    screen.getByText('与模拟平台的连接断了，正在重连…')
    screen.getByRole('region', { name: '手机' })
    act(() => lab.connect(true))
    expect(screen.queryByText(/正在重连/)).toBeNull()
  })
  it('puts the phone of the customer of a ticket on the table', async () => {
    const lab = fullLab()
    const [, second] = labState().customers.wechat
    const hex = Buffer.from(second?.id ?? '').toString('hex')
    const opened = lab.answers.get('/desk/tickets/1') as { ticket: object }
    Object.assign(opened.ticket, {
      requester: { name: '微信用户 2', externalId: `wechat:wx1:${hex}` },
    })
    renderApp(<App lab={lab} />)
    await userEvent.click(await screen.findByRole('button', { name: /路由器断网/ }))
    await userEvent.click(await screen.findByRole('button', { name: '看这位客户的手机' }))
    expect(screen.getByRole('combobox', { name: '谁的手机' })).toHaveProperty('value', 'o2')
  })
})
