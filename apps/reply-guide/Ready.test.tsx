// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import axe from 'axe-core'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Guidance } from '../../server/api/guidance.ts'
import type { ReadyReplies } from '../../server/api/ready.ts'
import { renderApp } from '../kit/render.tsx'
import { RelayProblem, type Relay } from '../kit/relay.ts'
import { fakeZaf } from '../kit/zaf.fake.ts'
import { composerOf } from './composer.ts'
import { Suggestions } from './Suggestions.tsx'
import { useDraft } from './use-draft.ts'

const noon = '2026-11-25T12:00:00Z'
const text = '您好，谢谢您来问。城区48小时内上门。'
const hostile = '<img src=x onerror=alert(1)>'
const source = { title: null, owner: null, validTo: null, link: null, at: null }

const found: ReadyReplies = {
  ticket: '7',
  serverNow: noon,
  type: 'question',
  replies: [
    {
      id: 'a',
      style: 'full',
      text,
      parts: [
        {
          text: '您好，谢谢您来问。',
          source: { ...source, kind: 'playbook', id: 'question.open' },
        },
        {
          text: '城区48小时内上门。',
          source: {
            ...source,
            kind: 'wording',
            id: 't-repair',
            title: '上门维修',
            owner: '装维中心',
            validTo: '2026-12-31',
          },
        },
      ],
      points: [
        { text: '什么时候上门', how: 'answered' },
        { text: hostile, how: 'postponed' },
      ],
      dueAt: noon,
    },
  ],
  earlier: [
    {
      replyId: 'r1',
      question: hostile,
      answer: '师傅会按预约上门。',
      at: noon,
      ticket: '5',
      likeness: 0.83,
      isSameCustomer: true,
      stale: { title: '上门须知', changedAt: noon, link: null },
    },
  ],
  missing: ['macros'],
  canRewrite: true,
}

const guidance = {
  ticket: '7',
  personaVersion: 1,
  crisis: { on: false, version: 0 },
  said: [{ text: '什么时候上门', at: noon }],
  deliveries: [],
} as unknown as Guidance

type Rewriting = { readonly outcome: string; readonly text: string | null }

function relayWith(
  answer: ReadyReplies | RelayProblem | 'never',
  rewriting: Rewriting = { outcome: 'refused', text: null },
): Relay & { answers: ReadyReplies | RelayProblem | 'never' } {
  const relay: Relay & { answers: ReadyReplies | RelayProblem | 'never' } = {
    answers: answer,
    session: () => ({}) as ReturnType<Relay['session']>,
    now: () => Date.parse(noon),
    call: (async ({ id }: { readonly id: string }) => {
      if (id === 'rewriteReadyReply') return rewriting
      if (relay.answers === 'never') return new Promise(() => undefined)
      if (relay.answers instanceof RelayProblem) throw relay.answers
      return relay.answers
    }) as Relay['call'],
  }
  return relay
}

function Beside({
  relay,
  zaf,
  said = guidance.said,
}: {
  readonly relay: Relay
  readonly zaf: ReturnType<typeof fakeZaf>
  readonly said?: Guidance['said']
}) {
  const composer = composers.get(zaf) ?? composerOf(zaf)
  composers.set(zaf, composer)
  const draft = useDraft(composer)
  return (
    <Suggestions
      relay={relay}
      guidance={{ ...guidance, said }}
      context={{}}
      composer={composer}
      draft={draft}
    />
  )
}
const composers = new Map<object, ReturnType<typeof composerOf>>()

beforeEach(() => localStorage.clear())

describe('Suggestions', () => {
  it('puts a reply into the composer with one click and leaves the focus where it is', async () => {
    const zaf = fakeZaf()
    renderApp(<Beside relay={relayWith(found)} zaf={zaf} />)
    const button = await screen.findByRole('button', { name: '填入这条回复：完整' })
    await userEvent.click(button)
    expect(zaf.calls.at(-1)).toEqual({
      action: 'ticket.editor.insert',
      args: [expect.stringContaining('城区48小时内上门')],
    })
    await screen.findByText('已填入输入框，发送前请读一遍')
    expect(document.activeElement).toBe(document.body)
  })

  it('says what a reply does about each point and where every part came from', async () => {
    const { container } = renderApp(<Beside relay={relayWith(found)} zaf={fakeZaf()} />)
    const points = within(await screen.findByRole('list', { name: '客户的要点' }))
    expect(points.getAllByRole('listitem').map((one) => one.textContent)).toEqual([
      '已答什么时候上门',
      `承诺核实${hostile}`,
    ])
    const toggle = screen.getByRole('button', { name: '来源' })
    expect(toggle.getAttribute('aria-expanded')).toBe('false')
    await userEvent.click(toggle)
    expect(toggle.getAttribute('aria-expanded')).toBe('true')
    for (const words of ['应对步骤', '口径', '上门维修', '负责：装维中心', '有效至 2026-12-31'])
      expect(screen.getByText(words)).toBeTruthy()
    expect(container.querySelector('img')).toBeNull()
  })

  it('marks approved praise as waiting for a lead, names it and has it not said differently', async () => {
    const line = '为每一位伸出援手的人点赞。'
    const from = { ...source, kind: 'praise', id: 'p', title: '志愿者' } as const
    const parts = [{ text: line, source: from }]
    const rest = { points: [], dueAt: null }
    const praise: ReadyReplies['replies'][number] = {
      id: 'p',
      style: 'praise',
      text: line,
      parts,
      ...rest,
    }
    renderApp(
      <Beside relay={relayWith({ ...found, replies: [praise], earlier: [] })} zaf={fakeZaf()} />,
    )
    await screen.findByText('公开发出时要等主管放行')
    expect(screen.queryByRole('button', { name: '换个说法' })).toBeNull()
    await userEvent.click(screen.getByRole('button', { name: '来源' }))
    for (const words of ['核定赞扬语', '志愿者']) expect(screen.getByText(words)).toBeTruthy()
  })

  it('works with the keyboard alone', async () => {
    const zaf = fakeZaf()
    renderApp(<Beside relay={relayWith(found)} zaf={zaf} />)
    const button = await screen.findByRole('button', { name: /填入这条回复/ })
    for (let i = 0; i < 10 && document.activeElement !== button; i++) await userEvent.tab()
    await userEvent.keyboard('{Enter}')
    expect(zaf.calls.map(({ action }) => action)).toContain('ticket.editor.insert')
  })

  it('inserts nothing into an internal note, and says why', async () => {
    const zaf = fakeZaf({ 'comment.type': 'internalNote' })
    renderApp(<Beside relay={relayWith(found)} zaf={zaf} />)
    await screen.findByText(/现在是内部备注/)
    expect(screen.getByRole<HTMLButtonElement>('button', { name: /填入这条回复/ }).disabled).toBe(
      true,
    )
  })

  it('says what was out of reach', async () => {
    renderApp(<Beside relay={relayWith(found)} zaf={fakeZaf()} />)
    await screen.findByText('宏暂时取不到，以下没有用到宏')
  })

  it('waits, fails with a way on, and recovers', async () => {
    const relay = relayWith('never')
    const { unmount } = renderApp(<Beside relay={relay} zaf={fakeZaf()} />)
    await screen.findByRole('status', { name: '正在准备回复' })
    unmount()
    relay.answers = new RelayProblem('unreachable')
    renderApp(<Beside relay={relay} zaf={fakeZaf()} />)
    const again = await screen.findByRole('button', { name: '再试一次' })
    relay.answers = found
    await userEvent.click(again)
    await screen.findByText(text)
  })

  it.each([
    ['the customer asks nothing', [], '客户还没有新的问题'],
    ['the rules pass none', guidance.said, /按规则没有一条/],
  ])('is empty where %s', async (_why, said, words) => {
    const relay = relayWith({ ...found, replies: [], earlier: [], missing: [] })
    renderApp(<Beside relay={relay} zaf={fakeZaf()} said={said} />)
    await screen.findByText('现在没有可用的现成回复')
    await screen.findByText(words)
  })

  it('shows a rewriting only when it was asked for, and the original again', async () => {
    const better = '您好呀！城区48小时内就会上门。'
    renderApp(
      <Beside relay={relayWith(found, { outcome: 'shown', text: better })} zaf={fakeZaf()} />,
    )
    await userEvent.click(await screen.findByRole('button', { name: '换个说法' }))
    await screen.findByText(better)
    await userEvent.click(screen.getByRole('button', { name: '看原文' }))
    await screen.findByText(text)
  })

  it('keeps the original where the rewriting did not pass', async () => {
    renderApp(<Beside relay={relayWith(found)} zaf={fakeZaf()} />)
    await userEvent.click(await screen.findByRole('button', { name: '换个说法' }))
    await screen.findByText('改写后的话没有通过规则，仍用原文')
    expect(screen.getByText(text)).toBeTruthy()
  })

  it('offers no rewriting where it is off', async () => {
    renderApp(<Beside relay={relayWith({ ...found, canRewrite: false })} zaf={fakeZaf()} />)
    await screen.findByText(text)
    expect(screen.queryByRole('button', { name: '换个说法' })).toBeNull()
  })

  it('shows earlier answers as a part of their own, folded, and says when it is the same customer', async () => {
    const { container } = renderApp(<Beside relay={relayWith(found)} zaf={fakeZaf()} />)
    const fold = await screen.findByRole('button', { name: /以前怎么答的/ })
    await waitFor(() => expect(fold.textContent).toContain('同一位客户'))
    await userEvent.click(fold)
    expect(screen.getByText('师傅会按预约上门。')).toBeTruthy()
    expect(screen.getByText('83% 相近')).toBeTruthy()
    expect(container.querySelector('img')).toBeNull()
  })

  it('speaks English and has nothing axe calls serious', async () => {
    const { container } = renderApp(<Beside relay={relayWith(found)} zaf={fakeZaf()} />, {
      locale: 'en',
    })
    await screen.findByRole('button', { name: 'Insert this reply: Full' })
    await userEvent.click(screen.getByRole('button', { name: 'Sources' }))
    const { violations } = await axe.run(container, {
      rules: { 'color-contrast': { enabled: false } },
    })
    const heavy = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
    expect(heavy.map(({ id }) => id)).toEqual([])
  })

  it('warns where an earlier answer cites an article that was changed since (S3-17)', async () => {
    const { container } = renderApp(<Beside relay={relayWith(found)} zaf={fakeZaf()} />)
    await userEvent.click(await screen.findByRole('button', { name: /以前怎么答的/ }))
    expect(container.querySelector('[data-stale]')?.textContent).toMatch(
      /引用的《上门须知》.+改过，请先核对再用/,
    )
  })
})
