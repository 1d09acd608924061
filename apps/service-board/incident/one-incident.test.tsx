// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'
import type { IncidentDetail } from '../../../server/api/incidents.ts'
import { renderApp } from '../../kit/render.tsx'
import { RelayProblem } from '../../kit/relay.ts'
import { fakeZaf } from '../../kit/zaf.fake.ts'
import { App } from '../App.tsx'
import { fakeBoardRelay } from '../board.fake.ts'
import { incidentDetail } from './incident.fake.ts'

const fresh: IncidentDetail = {
  ...incidentDetail,
  state: 'open',
  problem: null,
  dispatch: null,
  answer: null,
}

function open(own: Record<string, unknown> = {}, hash = '#/incidents?span=30d&incident=c-1') {
  history.replaceState(null, '', hash)
  const fake = fakeBoardRelay(own)
  const said: unknown[] = []
  const { call } = fake.relay
  const relay = {
    ...fake.relay,
    call: ((endpoint: { id: string }, more: { body?: unknown } = {}) => {
      if (endpoint.id === 'actOnIncident') said.push(more.body)
      return call(endpoint as never, more as never)
    }) as typeof call,
  }
  const app = renderApp(<App zaf={fakeZaf()} relay={relay} />, { locale: 'zh-CN' })
  return { ...app, fake, said }
}
const panel = (name: string) => screen.findByRole('region', { name })
const press = async (name: string | RegExp) =>
  userEvent.click(await screen.findByRole('button', { name }))

beforeEach(() => localStorage.clear())

describe('the page of one incident', () => {
  it('opens from the list, and Back leads to the list again', async () => {
    open({}, '#/incidents?span=30d')
    await userEvent.click((await screen.findAllByRole('button', { name: '查看和处理' }))[0]!)
    await panel('Problem 工单')
    expect(location.hash).toContain('incident=c-1')
    await press(/全部集中事件/)
    await screen.findByRole('region', { name: /AF60/ })
  })
  it('shows problem, dispatch and answers, and a customer’s or agent’s words as words', async () => {
    const { container } = open()
    expect(within(await panel('Problem 工单')).getByText('已关联 12 张工单')).toBeTruthy()
    expect(within(await panel('派单')).getByText('已超时')).toBeTruthy()
    const answers = await panel('已给出的答复')
    expect(within(answers).getByText('数字或时间不同')).toBeTruthy()
    expect(within(answers).getByText('<i>预计</i>今晚23:00恢复')).toBeTruthy()
    expect(container.querySelector('blockquote i')).toBeNull()
  })
  it('shows how far the answer is, who cannot be told, and what remains', async () => {
    const { said } = open()
    const told = await panel('统一答复')
    for (const text of ['已发 6 / 12', '等待 4', '被拦下 1', '无法送达 1', '还需约 40 秒'])
      expect(within(told).getByText(text)).toBeTruthy()
    await press('逐个查看')
    expect(within(told).getByText('回复时限已过')).toBeTruthy()
    await press('停止发送')
    expect(said).toEqual([{ act: 'stop', kind: 'answer' }])
  })
  it('makes the problem ticket, and dispatches with owner, due time and note', async () => {
    const { said, fake } = open({ readIncident: fresh })
    await press('建立 Problem 工单')
    await userEvent.type(await screen.findByLabelText('后台部门或负责人'), '管网抢修')
    await userEvent.selectOptions(screen.getByLabelText('时限'), '24')
    await press('派单')
    const dueAt = new Date(fake.clock + 24 * 3_600_000).toISOString()
    expect(said).toEqual([
      { act: 'problem' },
      { act: 'dispatch', owner: '管网抢修', dueAt, note: '' },
    ])
  })
  it('sends nothing that was not looked at first', async () => {
    const { said } = open({ readIncident: fresh })
    await press('用作统一答复')
    await press('预览')
    expect(await screen.findByText('能送达 12 / 13')).toBeTruthy()
    expect(screen.getByRole('alert').textContent).toContain('1 条会被拦下')
    expect(screen.getByText('不要猜测原因')).toBeTruthy()
    expect(said).toEqual([])
    // Another word: what was looked at is not what would be sent.
    await userEvent.type(screen.getByLabelText('答复内容'), '。')
    expect(screen.queryByText('能送达 12 / 13')).toBeNull()
    await press('预览')
    await press('发给 12 位客户')
    expect(said).toMatchObject([{ act: 'tell', kind: 'answer' }])
  })
  it('offers the result to everybody once the dispatch is back', async () => {
    const dispatch = { ...incidentDetail.dispatch!, returnedAt: fresh.asOf, result: '阀门已更换' }
    open({ readIncident: { ...fresh, state: 'returned', dispatch } })
    const told = await panel('告知处理结果')
    expect(within(told).getByLabelText<HTMLTextAreaElement>('答复内容').value).toBe('阀门已更换')
  })
  it('says in the relay’s words why it refused', async () => {
    const message = { zh: '集中事件的当前状态不允许此操作', en: 'not now' }
    const refused = new RelayProblem('refused', 409, { code: 'incident.state', message })
    open({ readIncident: fresh, actOnIncident: refused })
    await press('建立 Problem 工单')
    expect((await screen.findByRole('alert')).textContent).toBe(message.zh)
  })
  it('lets agents see and only leads act', async () => {
    const fake = fakeBoardRelay({ readIncident: fresh })
    const session = { ...fake.relay.session(), user: { id: '7', name: '', role: 'agent' as const } }
    history.replaceState(null, '', '#/incidents?span=30d&incident=c-1')
    const relay = { ...fake.relay, session: () => session }
    renderApp(<App zaf={fakeZaf()} relay={relay} />, { locale: 'zh-CN' })
    await screen.findByText('处理由主管进行')
    for (const name of ['建立 Problem 工单', '派单', '预览', '用作统一答复'])
      expect(screen.queryByRole('button', { name })).toBeNull()
  })
  it('says so when it is long over, and tries again when the relay is away', async () => {
    const { unmount } = open({ readIncident: { ...incidentDetail, cluster: null } })
    await screen.findByText('这件事已经过去，只剩处理记录')
    unmount()
    const { fake } = open({ readIncident: new RelayProblem('unreachable') })
    const again = await screen.findByRole('button', { name: '再试一次' })
    const before = fake.asked.length
    await userEvent.click(again)
    await waitFor(() => expect(fake.asked.length).toBeGreaterThan(before))
  })
  it('is reached from an overdue dispatch among what needs a person (S4-24)', async () => {
    open({}, '#/now?span=7d')
    await press(/^管网抢修/)
    await panel('派单')
    expect(location.hash).toContain('incident=c-1')
  })
})
