// @vitest-environment jsdom
import { act, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { renderApp } from '../kit/render.tsx'
import { RelayProblem } from '../kit/relay.ts'
import { fakeZaf } from '../kit/zaf.fake.ts'
import { App } from './App.tsx'
import { attention, fakeBoardRelay, reportFor, tickets } from './board.fake.ts'

// jsdom has dialogs without the power to open them.
HTMLDialogElement.prototype.showModal = function (this: HTMLDialogElement) {
  this.open = true
}
HTMLDialogElement.prototype.close = function (this: HTMLDialogElement) {
  this.open = false
  this.dispatchEvent(new Event('close'))
}
window.scrollTo = () => undefined

function open(own: Record<string, unknown> = {}, hash = '', locale: 'zh-CN' | 'en' = 'zh-CN') {
  history.replaceState(null, '', hash === '' ? location.pathname : hash)
  const fake = fakeBoardRelay(own)
  const zaf = fakeZaf({}, 'nav_bar')
  return { ...renderApp(<App zaf={zaf} relay={fake.relay} />, { locale }), zaf, fake }
}
const tile = (title: string) => screen.findByRole('region', { name: title })
const never = () => new Promise(() => undefined)

beforeEach(() => localStorage.clear())
afterEach(() => vi.useRealTimers())

describe('the board', () => {
  it('says that nobody vouched for the page', async () => {
    renderApp(<App zaf={fakeZaf()} relay={undefined} />)
    await screen.findByText('登录已过期，刷新页面即可恢复')
  })
  it('is loading until the catalogue is known, and tries again when the relay was away', async () => {
    const { fake } = open({ readKpiCatalogue: new RelayProblem('unreachable') })
    const again = await screen.findByRole('button', { name: '再试一次' })
    delete fake.own['readKpiCatalogue']
    await userEvent.click(again)
    await tile('诉求量')
  })
  it('is loading, failed, or there: panel by panel', async () => {
    open({ readKpiReport: never, readKpiAttention: new RelayProblem('unreachable') })
    await screen.findByText('微桥连不上')
    screen.getByRole('status', { name: '正在读取' })
  })
  it('shows at once which page was pressed, and begins it at its title', async () => {
    open()
    await tile('诉求量')
    await userEvent.click(screen.getByRole('link', { name: '渠道对比' }))
    expect(screen.getByRole('link', { current: 'page' }).textContent).toBe('渠道对比')
    await waitFor(() => expect(screen.getByRole('main')).toHaveProperty('ariaBusy', 'false'))
    expect(document.activeElement).toBe(screen.getByRole('heading', { level: 2, name: '渠道对比' }))
  })
  it('speaks English too', async () => {
    open({}, '', 'en')
    await tile('First response time')
    screen.getByText('Needs a person now')
  })
})

describe('a tile', () => {
  it('has value, percentiles, coverage and age on every one of them (S2-27)', async () => {
    open()
    await tile('诉求量')
    const tiles = [...document.querySelectorAll('[data-metric]')]
    expect(tiles.length).toBeGreaterThan(5)
    for (const one of tiles) {
      expect(one.textContent).toMatch(/覆盖 [\d,]+ \/ [\d,]+（[\d.]+%）/)
      expect(one.textContent).toMatch(/\d+ 秒前/)
    }
    const times = await tile('首次响应时间')
    for (const text of ['p50', 'p90', 'p95', '均值']) within(times).getByText(text)
  })
  it('says no data, never 0, where nothing was measured', async () => {
    const readKpiReport = (query: Record<string, string>) => {
      const report = reportFor(query)
      return {
        ...report,
        metrics: report.metrics.map((one) => ({ ...one, reading: null, trend: [] })),
      }
    }
    open({ readKpiReport })
    within(await tile('满意度')).getByText('没有数据')
  })
  it('lists the values of a span measured on few', async () => {
    const reading = { 'customerWait.calendar': { n: 3, values: [5_000, 61_000, 90_000] } }
    const readKpiReport = (query: Record<string, string>) => ({
      ...reportFor(query),
      metrics: [{ id: 'firstResponseSeconds', reading, groups: [], trend: [] }],
    })
    open({ readKpiReport })
    within(await tile('首次响应时间')).getByText('5 秒 · 1 分 1 秒 · 1 分 30 秒')
  })
  it('tells its formula by one click', async () => {
    open()
    const button = within(await tile('满意度')).getByRole('button', { name: '公式：满意度' })
    await userEvent.click(button)
    const drawer = screen.getByRole('dialog', { name: '满意度' })
    within(drawer).getByText('满意度的算法：分子 ÷ 分母。')
    within(drawer).getByText('机器人回复')
    await userEvent.click(within(drawer).getByRole('button', { name: '关闭' }))
    expect(screen.queryByRole('dialog')).toBeNull()
  })
  it('opens the tickets behind it in Zendesk (S1-18)', async () => {
    const { zaf, fake } = open({}, '#/now?span=7d&channel=weibo')
    await userEvent.click(
      within(await tile('提及覆盖率')).getByRole('button', { name: '工单：提及覆盖率' }),
    )
    const first = tickets.rows[0]?.ticket ?? ''
    await userEvent.click(await screen.findByRole('button', { name: new RegExp(`^工单 ${first}`) }))
    expect(zaf.calls).toContainEqual({ action: 'routeTo', args: ['ticket', Number(first)] })
    const asked = fake.asked.find(({ id }) => id === 'readKpiTickets')
    expect(asked?.query).toMatchObject({ metric: 'mentionCoverage', part: '', channel: 'weibo' })
  })
})

describe('what is folded away', () => {
  it('are figures of later stages, and they are not even asked for', async () => {
    const { fake } = open()
    await tile('诉求量')
    expect(screen.queryByText('单次成本')).toBeNull()
    const asked = () => fake.asked.flatMap(({ query }) => query['metrics']?.split(',') ?? [])
    expect(asked()).not.toContain('costPerContact')
    await userEvent.click(screen.getByText(/更高成熟度阶段的指标（3 个）/))
    await tile('单次成本')
    expect(asked()).toContain('costPerContact')
  })
  it('are followers and reposts, by default and at every stage (S2-13)', async () => {
    open()
    await tile('诉求量')
    expect(document.querySelector('[data-metric=repostCount]')).toBeNull()
    await userEvent.click(screen.getByText(/^表面数字（1 个）/))
    await tile('转发数')
  })
})

describe('what needs a person', () => {
  it('comes first and opens the ticket (S1-30)', async () => {
    const { zaf } = open()
    const pile = await screen.findByRole('region', { name: /^未答复/ })
    within(pile).getByText('12')
    within(pile).getByText('还有 7 条')
    await userEvent.click(within(pile).getAllByRole('button')[0]!)
    expect(zaf.calls).toContainEqual({ action: 'routeTo', args: ['ticket', 4334] })
    expect(
      within(screen.getByRole('region', { name: /^未确认送达/ })).getByText('没有'),
    ).toBeTruthy()
  })
  it('does not move under somebody’s pointer, and catches up when it leaves', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true })
    const { fake } = open()
    const pile = await screen.findByRole('region', { name: /^未答复/ })
    const first = within(pile).getAllByRole('button')[0]!
    await userEvent.hover(first)
    const [, ...rest] = attention.unanswered.rows
    fake.own['readKpiAttention'] = { ...attention, unanswered: { total: 11, rows: rest } }
    await act(() => vi.advanceTimersByTimeAsync(16_000))
    await waitFor(() => within(pile).getByText('11'))
    expect(within(pile).getAllByRole('button')[0]?.textContent).toContain('工单 4334')
    await userEvent.unhover(first.closest('ul')!)
    await waitFor(() =>
      expect(within(pile).getAllByRole('button')[0]?.textContent).toContain('工单 4335'),
    )
  })
})

describe('data age', () => {
  it('is never above ten seconds while the relay is fresh (S1-09)', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true })
    const { fake } = open()
    fake.own['readKpiReport'] = (query: Record<string, string>) => ({
      ...reportFor(query),
      asOf: new Date(fake.clock).toISOString(),
    })
    const times = await tile('满意度')
    for (let second = 1; second <= 40; second += 1) {
      fake.clock += 1_000
      await act(() => vi.advanceTimersByTimeAsync(1_000))
      const age = Number(/(\d+) 秒前/.exec(times.textContent)?.[1])
      expect(age).toBeLessThanOrEqual(10)
    }
  })
  it('is shown, and a minute later says stale', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true })
    const { fake } = open()
    const times = await tile('满意度')
    within(times).getByText('0 秒前')
    fake.clock += 70_000
    await act(() => vi.advanceTimersByTimeAsync(6_000))
    within(await tile('满意度')).getByText(/^已过时 · 1 分 \d+ 秒前$/)
  })
})

describe('the address bar', () => {
  it('holds page and filters, and a reload shows the same', async () => {
    const { unmount } = open()
    await tile('诉求量')
    await userEvent.click(screen.getByRole('button', { name: '30 天' }))
    await userEvent.click(screen.getByRole('button', { name: '筛选' }))
    const channel = screen.getByLabelText('渠道')
    await userEvent.click(channel)
    await screen.findByRole('option', { name: '微博' })
    await userEvent.selectOptions(channel, 'weibo')
    await userEvent.click(screen.getByRole('link', { name: '响应时间' }))
    expect(location.hash).toBe('#/response?span=30d&channel=weibo')
    unmount()
    const fake = fakeBoardRelay()
    renderApp(<App zaf={fakeZaf()} relay={fake.relay} />)
    await screen.findByRole('heading', { name: '响应时间', level: 2 })
    await waitFor(() => expect(fake.asked.at(-1)?.query).toMatchObject({ channel: 'weibo' }))
    await userEvent.click(screen.getByRole('button', { name: '去掉筛选：渠道 微博' }))
    expect(location.hash).toBe('#/response?span=30d')
  })
  it('is remembered where a frame is opened anew without it', async () => {
    const { unmount } = open({}, '#/now?span=90d')
    await tile('诉求量')
    unmount()
    open()
    const button = await screen.findByRole('button', { name: '90 天' })
    expect(button.getAttribute('aria-pressed')).toBe('true')
  })
})
