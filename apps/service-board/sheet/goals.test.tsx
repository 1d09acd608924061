// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'
import { RelayProblem } from '../../kit/relay.ts'
import { renderApp } from '../../kit/render.tsx'
import { fakeZaf } from '../../kit/zaf.fake.ts'
import { App } from '../App.tsx'
import { fakeBoardRelay } from '../board.fake.ts'

function open(hash: string, own: Record<string, unknown> = {}) {
  history.replaceState(null, '', hash)
  const fake = fakeBoardRelay(own)
  return { ...renderApp(<App zaf={fakeZaf()} relay={fake.relay} />), fake }
}
const panel = (name: string) => screen.findByRole('region', { name })
const saves = ({ asked }: ReturnType<typeof fakeBoardRelay>) =>
  asked.filter(({ id }) => id === 'writeKpiSheet').length

beforeEach(() => localStorage.clear())
window.scrollTo = () => undefined

describe('the stage', () => {
  it('is picked, and the overview shows its figures and no later ones (S2-12)', async () => {
    const { fake } = open('#/goals')
    const stage = await panel('成熟度阶段')
    await userEvent.click(within(stage).getByRole('button', { name: /^1 看得见/ }))
    await waitFor(() => expect(fake.sheet.document.stage).toBe(1))
    await userEvent.click(screen.getByRole('link', { name: '总览' }))
    await screen.findByRole('region', { name: '诉求量' })
    expect(screen.queryByRole('region', { name: '解决时长' })).toBeNull()
    screen.getByText(/更高成熟度阶段的指标（6 个）/)
  })
  it('has a checklist of the next one, computed from data (S2-12)', async () => {
    open('#/goals')
    const list = await screen.findByRole('list', { name: '进入第 3 阶段要满足' })
    within(list).getByText('响应率 · 满足')
    within(list).getByText('96.0%，要 90.0%，n 812')
    within(list).getByText('首次响应时间（覆盖率） · 满足')
    within(list).getByText('95.0%，要 80.0%，n 771')
    within(list).getByText('满意度 · 未满足')
    within(list).getByText('–，要 80.0%，n 0')
  })
  it('is not for agents to change', async () => {
    const fake = fakeBoardRelay()
    const session = { ...fake.relay.session(), user: { id: '8', role: 'agent' as const } }
    history.replaceState(null, '', '#/goals')
    renderApp(<App zaf={fakeZaf()} relay={{ ...fake.relay, session: () => session }} />)
    await screen.findByText('只有组长和管理员可以修改')
    const button = within(await panel('成熟度阶段')).getAllByRole('button')[0]
    expect((button as HTMLButtonElement).disabled).toBe(true)
    expect(screen.queryByRole('button', { name: '修改：满意度' })).toBeNull()
  })
})

describe('goals', () => {
  it('ask of each figure shown what it is for (S2-14)', async () => {
    const { fake } = open('#/goals')
    const goals = await panel('指标、目标与负责人')
    within(goals).getByText('2 / 10 个已关联')
    expect(within(goals).getAllByText('还没有说明是为了什么')).toHaveLength(8)
    await userEvent.click(within(goals).getByRole('button', { name: '修改：满意度' }))
    const form = within(goals).getByRole('form', { name: '修改：满意度' })
    await userEvent.type(within(form).getByLabelText('目标值（%）'), '250')
    await userEvent.click(within(form).getByRole('button', { name: '保存' }))
    within(form).getByText('0 到 100 之间')
    expect(within(form).getAllByText('请填写')).toHaveLength(2)
    expect(saves(fake)).toBe(0)
    await userEvent.clear(within(form).getByLabelText(/^目标值/))
    await userEvent.type(within(form).getByLabelText(/^目标值/), '92.5')
    await userEvent.type(within(form).getByLabelText(/^为了什么/), '客户满意')
    await userEvent.type(within(form).getByLabelText(/^负责人/), '演示组长')
    await userEvent.click(within(form).getByRole('button', { name: '保存' }))
    await within(goals).findByText('3 / 10 个已关联')
    const expected = { metric: 'csat', goal: '客户满意', target: 0.925, owner: '演示组长' }
    expect(fake.sheet.document.goals).toContainEqual(expected)
  })
  it('prompt from the overview while some are missing (S2-14)', async () => {
    open('#/now')
    await screen.findByText('8 个显示的指标还没有说明是为了什么')
    await userEvent.click(screen.getByRole('link', { name: '去关联目标' }))
    await panel('指标、目标与负责人')
  })
  it('stand on the tile, with whether they are met', async () => {
    open('#/now')
    const tile = await screen.findByRole('region', { name: '服务水平' })
    within(tile).getByText('目标 90.0%')
    within(tile).getByText(/^(达成|未达成)$/)
  })
  it('keep what was typed when somebody saved meanwhile, and show theirs', async () => {
    const { fake } = open('#/goals')
    const goals = await panel('指标、目标与负责人')
    await userEvent.click(within(goals).getByRole('button', { name: '修改：响应率' }))
    const form = within(goals).getByRole('form')
    await userEvent.type(within(form).getByLabelText('为了什么'), '有问必答')
    await userEvent.type(within(form).getByLabelText('负责人'), '演示组长')
    const theirs = { metric: 'csat', goal: '别人的目标', owner: '演示主管' }
    const { document } = fake.sheet
    fake.sheet = { version: 4, document: { ...document, goals: [...document.goals, theirs] } }
    await userEvent.click(within(form).getByRole('button', { name: '保存' }))
    expect((await within(form).findByRole('alert')).textContent).toMatch(/^有人在这期间保存过/)
    await within(goals).findByText('别人的目标')
    await userEvent.click(within(form).getByRole('button', { name: '保存' }))
    await within(goals).findByText('有问必答')
    expect(fake.sheet.document.goals).toContainEqual(theirs)
  })
  it('say that nothing was saved when the relay is away', async () => {
    open('#/goals', { writeKpiSheet: new RelayProblem('unreachable') })
    const stage = await panel('成熟度阶段')
    await userEvent.click(within(stage).getByRole('button', { name: /^4/ }))
    await within(stage).findByText('没有保存，请再试')
    const now = within(stage).getByRole('button', { pressed: true })
    expect(now.textContent).toMatch(/^2/)
  })
})

describe('targets of a channel', () => {
  it('are set apart from the company’s and shown beside its figures (S2-11, S3-41)', async () => {
    const { fake } = open('#/goals')
    const targets = await panel('分渠道、小组、等级的目标')
    await userEvent.click(within(targets).getByRole('button', { name: '添加目标' }))
    const form = within(targets).getByRole('form')
    await userEvent.selectOptions(within(form).getByLabelText('指标'), 'firstResponseSeconds')
    await userEvent.type(within(form).getByLabelText('哪一个'), 'weibo')
    await userEvent.type(within(form).getByLabelText('目标值'), '45')
    await userEvent.click(within(form).getByRole('button', { name: '保存' }))
    await waitFor(() => expect(fake.sheet.document.targets).toHaveLength(2))
    expect(fake.sheet.document.targets[1]).toEqual({
      metric: 'firstResponseSeconds',
      part: 'customerWait.calendar',
      dimension: 'channel',
      key: 'weibo',
      value: 45_000,
    })
    await userEvent.click(screen.getByRole('link', { name: '渠道对比' }))
    await screen.findAllByText(/(达到|未到)目标 45 秒/)
  })
})

describe('the baseline', () => {
  it('is frozen from the span shown, and each tile says how far it has come (S4-27)', async () => {
    const { fake } = open('#/goals?from=2026-10-01&to=2026-10-31')
    const baseline = await panel('基线')
    await userEvent.click(within(baseline).getByRole('button', { name: '把现在的时间段设为基线' }))
    await within(baseline).findByText('2026年10月1日 至 2026年10月31日')
    expect(fake.sheet.document.baseline).toEqual({
      from: '2026-09-30T16:00:00.000Z',
      to: '2026-10-31T16:00:00.000Z',
    })
    await userEvent.click(screen.getByRole('link', { name: '总览' }))
    await userEvent.click(screen.getByRole('button', { name: '7 天' }))
    const tile = await screen.findByRole('region', { name: '响应率' })
    await within(tile).findByText(/^较基线 \d+\.\d%$/)
    within(tile).getByText(/^[+−±]\d+\.\d 个百分点$/)
  })
})

describe('saved views', () => {
  it('lead back to an address by name, and are kept and deleted', async () => {
    const { fake } = open('#/response?span=90d&channel=weibo')
    await userEvent.click(await screen.findByRole('button', { name: '视图' }))
    await userEvent.type(screen.getByLabelText('把现在看到的存为'), '微博九十天')
    await userEvent.click(screen.getByRole('button', { name: '保存' }))
    await screen.findByRole('button', { name: '微博九十天' })
    expect(fake.sheet.document.views[1]).toMatchObject({
      name: '微博九十天',
      address: '/response?span=90d&channel=weibo',
    })
    await userEvent.click(screen.getByRole('button', { name: '微博三十天' }))
    expect(location.hash).toBe('#/channels?span=30d&channel=weibo')
    await userEvent.click(await screen.findByRole('button', { name: '删除视图：微博三十天' }))
    await waitFor(() => expect(fake.sheet.document.views).toHaveLength(1))
  })
  it('are not offered by a relay that keeps no sheet', async () => {
    open('#/now', { readKpiSheet: new RelayProblem('refused', 404) })
    await screen.findByRole('region', { name: '诉求量' })
    expect(screen.queryByRole('button', { name: '视图' })).toBeNull()
  })
})
