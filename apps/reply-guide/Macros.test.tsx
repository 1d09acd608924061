// @vitest-environment jsdom
import { screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import axe from 'axe-core'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Guidance } from '../../server/api/guidance.ts'
import { judge } from '../../server/persona/guide.ts'
import { renderApp } from '../kit/render.tsx'
import type { Relay } from '../kit/relay.ts'
import { fakeZaf } from '../kit/zaf.fake.ts'
import { App } from './App.tsx'

const noon = '2026-11-25T12:00:00Z'
const guidance: Guidance = {
  ticket: '7',
  serverNow: noon,
  account: { id: 'a', channel: 'wechat', isConnected: true },
  channel: 'wechat',
  visibility: 'private',
  context: {
    channel: { kind: 'wechat', visibility: 'private' },
    customer: { name: '王女士' },
  },
  personaVersion: 1,
  crisis: { on: false, version: 0 },
  window: null,
  deliveries: [],
  customer: null,
  said: [{ message: 'm1', text: '退款到哪了', at: noon }],
  thread: null,
}
const macros = [
  {
    id: 'm1',
    title: '退款进度',
    text: '[称呼]您好，订单[订单号]的退款____元已提交，[微笑]工单{{ticket.id}}。',
    origin: 'helpdesk',
  },
  { id: 'm2', title: '营业时间', text: '门店每天10:00至22:00营业。', origin: 'document' },
]
const answers: Readonly<Record<string, unknown>> = {
  readGuidance: guidance,
  readPulse: {
    serverNow: noon,
    crisisVersion: 0,
    deliveriesVersion: '',
    messagesVersion: '',
    personaVersion: 1,
  },
  readReadyReplies: {
    ticket: '7',
    serverNow: noon,
    type: 'question',
    replies: [],
    earlier: [],
    missing: [],
    canRewrite: false,
  },
  readMacros: { ticket: '7', macros, isPartial: false },
  readCustomer: { customer: null },
  recordIntent: { intentId: 'i', expiresAt: noon },
}
const relay: Relay = {
  session: () => ({ user: { id: '7', role: 'agent' } }) as ReturnType<Relay['session']>,
  now: () => Date.parse(noon),
  call: (async ({ id }: { readonly id: string }) => answers[id]) as Relay['call'],
}

/** What was put into the composer, without its markup. */
function inserted(zaf: ReturnType<typeof fakeZaf>): string {
  const html = zaf.calls.findLast(({ action }) => action === 'ticket.editor.insert')?.args[0]
  const box = document.createElement('div')
  box.innerHTML = String(html)
  return box.textContent
}

async function opened() {
  const zaf = fakeZaf()
  const view = renderApp(<App zaf={zaf} relay={relay} load={async () => judge} />)
  await userEvent.click(await screen.findByRole('button', { name: /^宏/ }))
  await screen.findByText('退款进度')
  return { zaf, ...view }
}

beforeEach(() => localStorage.clear())

describe('Macros', () => {
  it('shows which gaps are empty, and fills in what the ticket tells', async () => {
    const { container } = await opened()
    expect(screen.getByText('2 处待填')).toBeTruthy()
    const gaps = [...container.querySelectorAll('[data-macro="m1"] mark')]
    expect(gaps.map((gap) => [gap.textContent, gap.getAttribute('data-filled')])).toEqual([
      ['王女士', 'true'],
      ['[订单号]', 'false'],
      ['____', 'false'],
    ])
    expect(container.querySelector('[data-macro="m2"] mark')).toBeNull()
  })

  it('stops the save while a slot is empty and lets it go when all are filled in (S3-35)', async () => {
    const { zaf } = await opened()
    await userEvent.click(screen.getByRole('button', { name: '用这条' }))
    await userEvent.type(screen.getByLabelText('填写：订单号'), '8812')
    await userEvent.click(screen.getByRole('button', { name: '用这条宏：退款进度' }))
    expect(inserted(zaf)).toBe('王女士您好，订单8812的退款____元已提交，[微笑]工单{{ticket.id}}。')
    zaf.type(inserted(zaf))
    await screen.findByText('不能发送')
    expect(await zaf.save()).toMatch(/“____”还没有填.*W-P8/)

    await userEvent.type(screen.getByLabelText('填写：第 3 处'), '198')
    await waitFor(() => expect(screen.queryByText(/处待填/)).toBeNull())
    await userEvent.click(screen.getByRole('button', { name: '用这条宏：退款进度' }))
    expect(inserted(zaf)).toContain('退款198元')
    zaf.type(inserted(zaf))
    await waitFor(() => expect(screen.queryByText('不能发送')).toBeNull())
    expect(await zaf.save()).toBe(true)
  })

  it('puts a template without gaps in at once, and is accessible', async () => {
    const { zaf, container } = await opened()
    await userEvent.click(screen.getByRole('button', { name: '用这条宏：营业时间' }))
    expect(inserted(zaf)).toBe('门店每天10:00至22:00营业。')
    const { violations } = await axe.run(container, { rules: { region: { enabled: false } } })
    expect(violations.map(({ id }) => id)).toEqual([])
  })
})
