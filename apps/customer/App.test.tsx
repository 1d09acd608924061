// @vitest-environment jsdom
import { screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'
import type { CustomerFile } from '../../server/api/customers.ts'
import { linkedCard, weiboCard } from '../kit/customer/card.fake.ts'
import { renderApp } from '../kit/render.tsx'
import { RelayProblem, type Relay } from '../kit/relay.ts'
import { fakeZaf } from '../kit/zaf.fake.ts'
import { App } from './App.tsx'

const noon = '2026-11-25T12:00:00Z'
const session = { user: { id: '7', role: 'agent' } } as ReturnType<Relay['session']>
type Answers = Readonly<Record<string, unknown>>

/** A relay that answers by endpoint and remembers what it was asked. */
function relayWith(answers: Answers) {
  const asked: { readonly id: string; readonly body: unknown; readonly query: unknown }[] = []
  const call = async ({ id }: { id: string }, more: { body?: unknown; query?: unknown } = {}) => {
    asked.push({ id, body: more.body, query: more.query })
    const answer = answers[id]
    if (answer instanceof RelayProblem) throw answer
    return answer
  }
  const relay: Relay = {
    session: () => session,
    now: () => Date.parse(noon),
    call: call as Relay['call'],
  }
  return { asked, relay }
}
const of = (customer: CustomerFile | null) => ({ serverNow: noon, customer })
const onUser = () =>
  fakeZaf(
    { 'ticket.id': undefined, 'user.id': 9001, 'user.externalId': 'weibo:1001' },
    'user_sidebar',
  )

function open(answers: Answers, locale: 'zh-CN' | 'en' = 'zh-CN') {
  const { asked, relay } = relayWith(answers)
  const rendered = renderApp(<App zaf={onUser()} relay={relay} />, { locale })
  return { ...rendered, asked }
}

beforeEach(() => localStorage.clear())

describe('App', () => {
  it('asks for the user in sight by both of their ids', async () => {
    const { asked } = open({ readCustomer: of(weiboCard) })
    await screen.findByRole('heading', { name: '演示_小李', level: 1 })
    expect(asked[0]).toMatchObject({ query: { user: '9001', external: 'weibo:1001' } })
  })
  it('is loading until the relay has answered', () => {
    open({ readCustomer: new Promise(() => undefined) })
    screen.getByRole('status', { name: '正在打开' })
  })
  it('says that nobody of ours is in sight', async () => {
    open({ readCustomer: of(null) })
    await screen.findByText('微桥没有这位客户的资料')
  })
  it('says that the relay does not answer, and tries again on a click', async () => {
    const { asked } = open({ readCustomer: new RelayProblem('unreachable') })
    await userEvent.click(await screen.findByRole('button', { name: '再试一次' }))
    expect(asked).toHaveLength(2)
  })
  it('says that the session is over', async () => {
    renderApp(<App zaf={onUser()} relay={undefined} />)
    await screen.findByText('登录已过期，刷新页面即可恢复')
  })
  it('shows tier, stage, bill, promises and contacts, in English too', async () => {
    open({ readCustomer: of(weiboCard) }, 'en')
    await screen.findByText('Well known')
    for (const text of ['金卡', '198.00元 · unpaid, due 2026-11-30', 'Broken', '…5678', '李女士'])
      expect(screen.queryAllByText(new RegExp(text)).length, text).toBeGreaterThan(0)
  })
  it('shows what a customer wrote as text', async () => {
    const { container } = open({ readCustomer: of(weiboCard) })
    await screen.findByText(/什么时候修好/)
    expect(container.querySelector('img')).toBeNull()
  })
  it('shows without the profile provider, and says so', async () => {
    const profile = { state: 'away', at: null, facts: null } as const
    open({ readCustomer: of({ ...weiboCard, profile }) })
    await screen.findByText('资料接口没有回应')
    screen.getByText(/什么时候修好/)
  })
})

describe('linking', () => {
  const suggestion = {
    account: 'wx',
    customer: 'oA1',
    channel: 'wechat',
    label: '…oA1',
    why: 'same_number',
    lastAt: noon,
  }
  const answers = {
    readCustomer: of(weiboCard),
    suggestLinks: { suggestions: [suggestion] },
    linkCustomer: of(linkedCard),
    undoLink: of(weiboCard),
    unlinkCustomer: of(weiboCard),
  }

  it('is a person’s act on a suggestion, and can be taken back at once', async () => {
    const { asked } = open(answers)
    await userEvent.click(await screen.findByRole('button', { name: '找找相像的人' }))
    await screen.findByText('号码相同')
    expect(asked.map(({ id }) => id)).not.toContain('linkCustomer')
    await userEvent.click(screen.getByRole('button', { name: '客户说是：…oA1' }))
    const to = { account: 'wx', customer: 'oA1' }
    expect(asked.at(-1)).toMatchObject({ body: { of: weiboCard.of, to, how: 'customer_word' } })
    const done = (await screen.findByText('已关联')).closest('[role=status]') as HTMLElement
    expect(screen.getAllByText(/客户自己说的 · 演示客服一/).length).toBeGreaterThan(0)
    await userEvent.click(within(done).getByRole('button', { name: '撤销' }))
    expect(asked.at(-1)).toMatchObject({ id: 'undoLink', body: { act: 'act-1' } })
    await screen.findByText('已撤销')
    expect(screen.queryByText(/客户自己说的/)).toBeNull()
  })
  it('finds the other by the number of their ticket', async () => {
    const { asked } = open({ ...answers, readCustomer: of(weiboCard) })
    await userEvent.type(await screen.findByLabelText('对方的工单号'), '42{Enter}')
    expect(asked.at(-1)).toMatchObject({ id: 'readCustomer', query: { ticket: '42' } })
    await screen.findByText('没有找到另一位客户')
  })
  it('parts an identity by keyboard', async () => {
    const { asked } = open({ ...answers, readCustomer: of(linkedCard) })
    const button = await screen.findByRole('button', { name: '分开：…oA1' })
    button.focus()
    await userEvent.keyboard('{Enter}')
    expect(asked.at(-1)).toMatchObject({ body: { identity: { account: 'wx', customer: 'oA1' } } })
    await screen.findByText('已分开')
  })
  it('says why a link is refused', async () => {
    const message = { zh: '客户不同意把不同渠道的身份关联在一起', en: 'refused' }
    const refusal = new RelayProblem('refused', 409, { code: 'customer.no_consent', message })
    open({ ...answers, linkCustomer: refusal })
    await userEvent.click(await screen.findByRole('button', { name: '找找相像的人' }))
    await userEvent.click(await screen.findByRole('button', { name: '我确认是：…oA1' }))
    await screen.findByText(message.zh)
  })
})

describe('what an agent keeps', () => {
  const answers = {
    readCustomer: of(linkedCard),
    bindNumber: of(linkedCard),
    recordConsent: of(linkedCard),
    setPreferences: of(linkedCard),
    markPromise: of(linkedCard),
  }

  it('binds a number, and forgets what was typed', async () => {
    const { asked } = open(answers)
    const field = await screen.findByLabelText('号码')
    await userEvent.type(field, '139 1234 5678{Enter}')
    expect(asked.at(-1)).toMatchObject({ body: { kind: 'phone', value: '139 1234 5678' } })
    expect(field).toHaveProperty('value', '')
  })
  it('does not take what is no number', async () => {
    const { asked } = open(answers)
    await userEvent.type(await screen.findByLabelText('号码'), '<script>{Enter}')
    await screen.findByText('号码只能有数字、字母和连字符')
    expect(asked.map(({ id }) => id)).toEqual(['readCustomer'])
  })
  it('says where the word about being written to first is known from (S2-06)', async () => {
    const [weibo, wechat] = linkedCard.identities
    const left = { at: noon, source: 'unfollowed' as const, by: null }
    const identities = [weibo, wechat].flatMap((one, i) =>
      one ? [{ ...one, ...(i === 0 && { contactWord: left }) }] : [],
    )
    open({ readCustomer: of({ ...linkedCard, identities }) })
    await userEvent.click(await screen.findByRole('button', { name: /客户的意愿/ }))
    screen.getByText(/^客户取消了关注，/)
    screen.getAllByText(/^演示客服一，/)
  })
  it('records what the customer allows for one channel', async () => {
    const { asked } = open(answers)
    await userEvent.click(await screen.findByRole('button', { name: /客户的意愿/ }))
    await userEvent.selectOptions(screen.getByLabelText('…oA1 · 跨渠道关联'), 'refused')
    const identity = { account: 'wx', customer: 'oA1' }
    const body = { of: linkedCard.of, identity, kind: 'linking', value: 'refused' }
    expect(asked.at(-1)).toMatchObject({ id: 'recordConsent', body })
  })
  it('changes preferences and says whether a promise was kept', async () => {
    const { asked } = open(answers)
    await userEvent.click(await screen.findByRole('button', { name: '修改' }))
    await userEvent.type(screen.getByLabelText('方便的时间'), '晚上')
    await userEvent.click(screen.getByRole('button', { name: '保存' }))
    const preferences = { address: '李女士', hours: '晚上', language: 'zh-Hant' }
    expect(asked.at(-1)).toMatchObject({ body: { preferences } })
    await userEvent.click(screen.getByRole('button', { name: '做到了' }))
    expect(asked.at(-1)).toMatchObject({ body: { reply: 'r1', start: 4, value: 'kept' } })
  })
})
