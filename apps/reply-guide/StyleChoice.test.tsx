// @vitest-environment jsdom
import { screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Guidance } from '../../server/api/guidance.ts'
import { judge } from '../../server/persona/guide.ts'
import { renderApp } from '../kit/render.tsx'
import type { Relay } from '../kit/relay.ts'
import { fakeZaf } from '../kit/zaf.fake.ts'
import { App } from './App.tsx'

const noon = '2026-11-25T12:00:00Z'
const urging = ['在吗', '退款到底什么时候到', '快点']

function guidanceOf(customer: string, said: readonly string[]): Guidance {
  return {
    ticket: '7',
    serverNow: noon,
    account: { id: 'a', channel: 'wechat', isConnected: true },
    channel: 'wechat',
    visibility: 'private',
    context: {
      channel: { kind: 'wechat', visibility: 'private' },
      inbound: said.map((text) => ({ text, at: noon })),
    },
    personaVersion: 1,
    crisis: { on: false, version: 0 },
    window: null,
    deliveries: [],
    customer: { id: customer, name: '客户甲', identities: [], lastContacts: [] },
    said: said.map((text, n) => ({ message: `m${n}`, text, at: noon })),
    thread: null,
  }
}

function relayWith(guidance: Guidance): Relay {
  const answers: Readonly<Record<string, unknown>> = {
    readGuidance: guidance,
    readPulse: {
      serverNow: noon,
      crisisVersion: 0,
      deliveriesVersion: '',
      messagesVersion: '',
      personaVersion: 1,
    },
    readCustomer: { customer: null },
    readReadyReplies: {
      ticket: '7',
      serverNow: noon,
      type: 'question',
      replies: [],
      earlier: [],
      missing: [],
      canRewrite: false,
    },
  }
  return {
    session: () => ({ user: { id: '7', role: 'agent' } }) as ReturnType<Relay['session']>,
    now: () => Date.parse(noon),
    call: (async ({ id }: { readonly id: string }) => answers[id]) as Relay['call'],
  }
}

const draft = '退款昨天下午已经由财务提交给银行，三个工作日之内退回到您原来的账户。'
const open = (customer: string, said = urging) =>
  renderApp(
    <App
      zaf={fakeZaf({ 'comment.text': draft })}
      relay={relayWith(guidanceOf(customer, said))}
      load={async () => judge}
    />,
  )
const tooLong = '这句话太长，请拆成两三句短句。'

beforeEach(() => localStorage.clear())

describe('the style of answers', () => {
  it('changes the checks on the draft and is remembered for this customer (S3-11)', async () => {
    const { unmount } = open('c1', ['退款到账了吗'])
    const choice = await screen.findByLabelText('答复方式')
    expect(screen.queryByText(tooLong)).toBeNull()
    await userEvent.selectOptions(choice, '简明')
    await screen.findByText(tooLong)
    unmount()

    const again = open('c1', ['退款到账了吗'])
    await screen.findByText(tooLong)
    again.unmount()
    open('c2', ['退款到账了吗'])
    expect((await screen.findByLabelText<HTMLSelectElement>('答复方式')).value).toBe('')
    expect(screen.queryByText(tooLong)).toBeNull()
  })

  it('is suggested by how the customer writes, and taken with one click (S3-28)', async () => {
    open('c1')
    await screen.findByText(/客户催了 \d 次，建议简明/)
    await userEvent.click(screen.getByRole('button', { name: '采用' }))
    await screen.findByText(tooLong)
    await waitFor(() => expect(screen.queryByText(/建议简明/)).toBeNull())
  })
})
