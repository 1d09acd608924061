// @vitest-environment jsdom
import { screen } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Guidance } from '../../server/api/guidance.ts'
import type { LintContext } from '../../server/persona/context.ts'
import type { Locale } from '../kit/i18n.tsx'
import { renderApp } from '../kit/render.tsx'
import type { Relay } from '../kit/relay.ts'
import { fakeZaf } from '../kit/zaf.fake.ts'
import { App } from './App.tsx'

const noon = '2026-11-25T12:00:00Z'

function guidanceWith(more: LintContext, visibility: 'public' | 'private' = 'public'): Guidance {
  return {
    ticket: '7',
    serverNow: noon,
    account: { id: 'a', channel: 'weibo', isConnected: true },
    channel: 'weibo',
    visibility,
    context: { channel: { kind: 'weibo', visibility }, ...more },
    personaVersion: 1,
    crisis: { on: false, version: 0 },
    window: null,
    deliveries: [],
    customer: null,
    said: [{ message: 'm1', text: '什么时候修好？', at: noon }],
    thread: { id: 't', lead: null, posts: [], audience: null },
  }
}

const session = { user: { id: '7', role: 'agent' } } as ReturnType<Relay['session']>

function relayWith(guidance: Guidance) {
  const intents: unknown[] = []
  const call = async ({ id }: { readonly id: string }, { body }: { body?: unknown } = {}) => {
    if (id === 'recordIntent') {
      intents.push(body)
      return { intentId: 'i', expiresAt: noon }
    }
    if (id === 'readReadyReplies')
      return {
        ticket: '7',
        serverNow: noon,
        type: 'question',
        replies: [],
        earlier: [],
        missing: [],
      }
    if (id === 'readCustomer') return { customer: null }
    const versions = { crisisVersion: 0, deliveriesVersion: '', messagesVersion: '' }
    return id === 'readPulse' ? { serverNow: noon, personaVersion: 1, ...versions } : guidance
  }
  const relay = { session: () => session, now: () => Date.parse(noon), call: call as Relay['call'] }
  return { relay, intents }
}

async function open(guidance: Guidance, draft: string, locale: Locale = 'zh-CN') {
  const zaf = fakeZaf()
  const { relay, intents } = relayWith(guidance)
  renderApp(<App zaf={zaf} relay={relay} />, { locale })
  await screen.findByText(locale === 'en' ? 'What the customer said' : '客户说了什么')
  zaf.type(draft)
  return { zaf, intents }
}

beforeEach(() => localStorage.clear())

describe('an agent who is not on the roster', () => {
  const barred: LintContext = { roster: { code: '^A01', mayAnswerPublicly: false } }

  it('reads so beside a public ticket, and a save in public is stopped (S1-16)', async () => {
    const { zaf } = await open(guidanceWith(barred), '师傅今天上门')
    await screen.findByText(/请转给名册内的同事/)
    await screen.findByText('不能发送')
    expect(await zaf.save()).toMatch(/^微桥拦下了这条回复：只有名册内的客服可以公开回复.+roster/)
  })

  it('is stopped by nothing in private', async () => {
    const { zaf } = await open(guidanceWith(barred, 'private'), '师傅今天上门')
    await screen.findByText(/可以发送|可以更好/)
    expect(screen.queryByText(/请转给名册内的同事/)).toBeNull()
    expect(await zaf.save()).toBe(true)
  })
})

describe('a public reply that many will read', () => {
  const spreading: LintContext = {
    policy: { secondReader: { reposts: 1000 } },
    thread: { hashtags: [], reposts: 5200 },
  }

  it('is announced to need a second reader, and may be saved without a reason (S0-10)', async () => {
    const { zaf, intents } = await open(guidanceWith(spreading), '师傅今天上门')
    await screen.findByText('会先拦下，等人放行')
    expect(await screen.findByText('须两人把关')).toBeTruthy()
    expect(screen.getByText('已转发 5200 次（满 1000 次）')).toBeTruthy()
    expect(screen.queryByRole('button', { name: '仍要发送' })).toBeNull()
    expect(await zaf.save()).toBe(true)
    expect(intents).toMatchObject([{ overrides: [] }])
  })

  it('does not stand in the way of what must be mended', async () => {
    const { zaf } = await open(guidanceWith(spreading), '请把您的身份证号和密码发在评论里')
    await screen.findByText('不能发送')
    expect(await zaf.save()).toMatch(/W-S2/)
  })

  it('says nothing below the limit', async () => {
    await open(
      guidanceWith({ ...spreading, thread: { hashtags: [], reposts: 999 } }),
      '师傅今天上门',
    )
    await screen.findByText('公开讨论')
    await screen.findByText(/可以发送|可以更好/)
    expect(screen.queryByText('须两人把关')).toBeNull()
  })

  it('is offered to a colleague for release, and not to its author', async () => {
    const held = (replyId: string, author: string): Guidance['deliveries'][number] => ({
      replyId,
      state: 'held',
      at: noon,
      writtenAt: noon,
      author: { id: author },
      text: replyId,
      parts: { total: 1, sent: 0 },
      findings: [
        { rule: 'second-reader', severity: 'error', message: { zh: '须两人', en: 'two' } },
      ],
    })
    const deliveries = [held('同事写的', '8'), held('自己写的', '7')]
    await open({ ...guidanceWith({}), deliveries }, '')
    const [offered] = screen.getAllByRole('button', { name: '放行' })
    expect(screen.getAllByRole('button', { name: '放行' })).toHaveLength(1)
    expect(offered?.closest('li')?.textContent).toContain('同事写的')
  })
})

describe('approved praise in a draft', () => {
  const line = '为每一位伸出援手的人点赞。'
  const praise = [{ id: 'p', words: ['志愿者'], text: line }]

  it('is announced to wait for a lead, in the agent’s language (S0-08)', async () => {
    const { zaf } = await open(guidanceWith({ praise }), line, 'en')
    await screen.findByText('Will be held for approval')
    expect(screen.getByText(/a lead must release it before it is public/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Send anyway' })).toBeNull()
    expect(await zaf.save()).toBe(true)
  })
})
