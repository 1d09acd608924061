// @vitest-environment jsdom
import { screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { renderApp } from '../../kit/render.tsx'
import type { LabState } from '../lab-door.ts'
import { fullLab, labState, ticketLine, type FakeLab } from '../testing/fake-lab.ts'
import { Phone } from './Phone.tsx'
import { phoneOf, usePhone } from './use-phone.ts'

function Table({ lab, state }: { readonly lab: FakeLab; readonly state: LabState }) {
  return <Phone lab={lab} state={state} phone={usePhone(lab, state)} />
}

describe('Phone', () => {
  it('puts another phone on the table', async () => {
    renderApp(<Table lab={fullLab()} state={labState()} />)
    await userEvent.selectOptions(screen.getByRole('combobox', { name: '谁的手机' }), 'o2')
    await screen.findByText('还没有消息，先打个招呼吧')
  })
  it('adds a customer with a name that is plainly made up', async () => {
    const lab = fullLab()
    renderApp(<Table lab={lab} state={labState()} />)
    await userEvent.click(screen.getByRole('button', { name: '新客户' }))
    expect(lab.posts).toEqual([{ path: '/wechat/customers', body: { name: '访客3' } }])
  })
  it('says why a customer could not be added', async () => {
    const lab = fullLab()
    lab.refuse('the lab is full')
    renderApp(<Table lab={lab} state={labState()} />)
    await userEvent.click(screen.getByRole('button', { name: '新客户' }))
    expect((await screen.findByRole('alert')).textContent).toBe('没有成功：the lab is full')
  })
  it('marks an app whose answer its owner has not seen, until it is opened', async () => {
    const later = Date.now() + 60_000
    const weibo = [{ id: '7001', name: '演示_甲', lastBrandAt: later, lastPublicAt: 0 }]
    const { wechat } = labState().customers
    renderApp(<Table lab={fullLab()} state={labState({ customers: { wechat, weibo } })} />)
    const app = screen.getByRole('button', { name: /微博私信/ })
    within(app).getByText('未读')
    await userEvent.click(app)
    expect(within(app).queryByText('未读')).toBeNull()
  })
})

describe('phoneOf', () => {
  const state = labState()
  const of = (externalId: string | null, ...tags: string[]) =>
    phoneOf(ticketLine({ tags, requester: { name: '', externalId } }), state)

  it('finds the phone behind an external id', () => {
    const hex = Buffer.from('o2').toString('hex')
    expect(of(`wechat:wx1:${hex}`)).toEqual({ screen: 'wechat', chosen: { wechat: 'o2' } })
    expect(of('weibo:7001', 'weiqiao_private')?.screen).toBe('direct')
    expect(of('weibo:7001', 'weiqiao_public')?.screen).toBe('timeline')
  })
  it('finds none for people the lab does not know', () => {
    expect([of(null), of('weibo:1'), of('wechat:wx1:00')]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })
})
