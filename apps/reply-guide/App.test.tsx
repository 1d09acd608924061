// @vitest-environment jsdom
import { screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Guidance } from '../../server/api/guidance.ts'
import type { ReadyReplies } from '../../server/api/ready.ts'
import { judge } from '../../server/persona/guide.ts'
import { renderApp } from '../kit/render.tsx'
import { RelayProblem, type Relay } from '../kit/relay.ts'
import { fakeZaf } from '../kit/zaf.fake.ts'
import { App } from './App.tsx'

const noon = '2026-11-25T12:00:00Z'
const guidance: Guidance = {
  ticket: '7',
  serverNow: noon,
  account: { id: 'a', channel: 'weibo', isConnected: true },
  channel: 'weibo',
  visibility: 'public',
  context: { channel: { kind: 'weibo', visibility: 'public' } },
  personaVersion: 1,
  crisis: { on: false, version: 0 },
  window: null,
  deliveries: [],
  customer: null,
  said: [{ message: 'm1', text: '<img src=x onerror=alert(1)>什么时候修好？', at: noon }],
  thread: null,
}
const pulse = {
  serverNow: noon,
  crisisVersion: 0,
  deliveriesVersion: '',
  messagesVersion: '',
  personaVersion: 1,
}
const ready: ReadyReplies = {
  ticket: '7',
  serverNow: noon,
  type: 'question',
  replies: [],
  earlier: [],
  missing: [],
  canRewrite: false,
}
const session = { user: { id: '7', role: 'agent' } } as ReturnType<Relay['session']>

function relayWith(answer: Guidance | RelayProblem): Relay & { readonly asked: string[] } {
  const asked: string[] = []
  const call = async ({ id }: { readonly id: string }) => {
    asked.push(id)
    if (id === 'recordIntent') return { intentId: 'i', expiresAt: noon }
    if (id === 'readReadyReplies') return ready
    if (id === 'readCustomer') return { customer: null }
    if (answer instanceof RelayProblem) throw answer
    return id === 'readPulse' ? pulse : answer
  }
  return { asked, session: () => session, now: () => Date.parse(noon), call: call as Relay['call'] }
}
const load = async () => judge
const bad = '请把您的身份证号和密码发在评论里'

beforeEach(() => localStorage.clear())

describe('App', () => {
  it('shows findings on a bad reply and stops its save with the reason', async () => {
    const zaf = fakeZaf()
    const relay = relayWith(guidance)
    renderApp(<App zaf={zaf} relay={relay} load={load} />)
    await screen.findByText('客户说了什么')
    zaf.type(bad)
    await screen.findByText('不能发送')
    expect(await zaf.save()).toMatch(/^微桥拦下了这条回复：.+W-S2/)
    expect(relay.asked).not.toContain('recordIntent')
  })
  it('does not let a complaint be solved while required steps are open, where the policy asks (S3-02)', async () => {
    const zaf = fakeZaf({ 'ticket.status': 'open' })
    const casework: Guidance['casework'] = {
      version: 1,
      type: { value: 'complaint', source: 'agent', signs: [] },
      playbook: {
        id: 'complaint',
        isNeeded: true,
        steps: [
          {
            id: 'accept',
            label: { zh: '受理并致歉', en: 'Accept' },
            hint: { zh: '先道歉', en: 'Apologise' },
            isRequired: true,
            done: null,
          },
        ],
      },
    }
    const relay = relayWith({ ...guidance, casework })
    renderApp(<App zaf={zaf} relay={relay} load={load} />)
    await screen.findByLabelText(/^受理并致歉/)
    expect(await zaf.save()).toBe(true)
    zaf.values.set('ticket.status', 'solved')
    expect(await zaf.save()).toBe('还不能解决。请先完成并在侧栏勾选：受理并致歉')
    zaf.type('好的，我们明天12点前给您回电。')
    expect(await zaf.save()).toMatch(/^还不能解决/)
  })
  it('says that an internal note is not seen by the customer, and lets it be saved', async () => {
    const zaf = fakeZaf({ 'comment.type': 'internalNote', 'comment.text': bad })
    renderApp(<App zaf={zaf} relay={relayWith(guidance)} load={load} />)
    await screen.findByText('这是内部备注，客户看不到')
    expect(await zaf.save()).toBe(true)
  })
  it('only advises on tickets of other channels', async () => {
    const zaf = fakeZaf({ 'comment.text': bad })
    const foreign = { ...guidance, account: null, channel: null, context: {} }
    renderApp(<App zaf={zaf} relay={relayWith(foreign)} load={load} />)
    await screen.findByText(/仅供参考/)
    await screen.findByText('不能发送')
    expect(await zaf.save()).toBe(true)
  })
  it('goes on judging while the relay does not answer, and says what is missing', async () => {
    const zaf = fakeZaf({ 'comment.text': bad })
    renderApp(<App zaf={zaf} relay={relayWith(new RelayProblem('unreachable'))} load={load} />)
    await screen.findByText('微桥连不上')
    await screen.findByText('不能发送')
  })
  it('stands and says so when a rule fails, and keeps nobody from saving', async () => {
    const zaf = fakeZaf({ 'comment.text': bad })
    const failing = () => {
      throw new TypeError('a rule failed')
    }
    renderApp(<App zaf={zaf} relay={relayWith(guidance)} load={async () => failing} />)
    await screen.findByText('客户说了什么')
    await screen.findByText(/规则没有加载成功/)
    expect(await zaf.save()).toBe(true)
  })
  it('explains once that the composer cannot be read', async () => {
    const zaf = fakeZaf({ 'comment.text': undefined })
    renderApp(<App zaf={zaf} relay={relayWith(guidance)} load={load} />)
    await waitFor(() => expect(screen.getAllByText(/这里读不到输入框/)).toHaveLength(1))
  })
  it('shows what a customer wrote as text', async () => {
    const { container } = renderApp(<App zaf={fakeZaf()} relay={relayWith(guidance)} load={load} />)
    await screen.findByText(/什么时候修好/)
    expect(container.querySelector('img')).toBeNull()
  })
  it('calls a customer without a name on the channel as Zendesk does', async () => {
    const customer = { id: 'c', name: null, identities: [], lastContacts: [] }
    const zaf = fakeZaf({ 'ticket.requester.name': '客户甲' })
    renderApp(<App zaf={zaf} relay={relayWith({ ...guidance, customer })} load={load} />)
    expect(await screen.findByText('客户甲')).toBeTruthy()
  })

  it('mends every place that a card stands for', async () => {
    const zaf = fakeZaf()
    const ofUs = {
      ...guidance,
      context: {
        ...guidance.context,
        persona: { name: '小澜', selfReference: '我', address: '您' as const },
      },
    }
    renderApp(<App zaf={zaf} relay={relayWith(ofUs)} load={load} />)
    await screen.findByText('客户说了什么')
    zaf.type('你好，我们明天12点前给你回电，请你留意。')
    await userEvent.click(await screen.findByRole('button', { name: '改为“您”' }))
    const mended = '您好，我们明天12点前给您回电，请您留意。'
    await waitFor(() => expect(zaf.values.get('comment.text')).toBe(mended))
  })
  it('asks for a reason before an error is sent, and records the save', async () => {
    const zaf = fakeZaf()
    const relay = relayWith(guidance)
    const error = {
      rule: 'W-E1',
      severity: 'error',
      start: 0,
      end: 2,
      message: { zh: '别怪客户', en: 'No blame' },
    } as const
    renderApp(<App zaf={zaf} relay={relay} load={async () => () => [error]} />)
    await screen.findByText('客户说了什么')
    zaf.type('是您弄错了')
    await userEvent.click(await screen.findByRole('button', { name: '仍要发送' }))
    expect(await zaf.save()).toMatch(/理由/)
    await userEvent.type(screen.getByLabelText('理由（会记录下来）'), '已电话说明')
    await userEvent.click(screen.getByRole('button', { name: '记下' }))
    expect(await zaf.save()).toBe(true)
    expect(relay.asked).toContain('recordIntent')
  })
})
