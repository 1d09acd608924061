// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { KpiHours } from '../../server/api/kpi.ts'
import { provinces } from '../kit/charts/provinces.ts'
import { renderApp } from '../kit/render.tsx'
import { RelayProblem } from '../kit/relay.ts'
import { fakeZaf } from '../kit/zaf.fake.ts'
import type { PageName } from './address.ts'
import { App } from './App.tsx'
import { fakeBoardRelay, hours, mapFor, reportFor } from './board.fake.ts'
import { funnel } from './funnel.fake.ts'

HTMLDialogElement.prototype.showModal = function (this: HTMLDialogElement) {
  this.open = true
}

function open(page: PageName, own: Record<string, unknown> = {}, locale: 'zh-CN' | 'en' = 'zh-CN') {
  history.replaceState(null, '', `#/${page}?span=30d`)
  const fake = fakeBoardRelay(own)
  return { ...renderApp(<App zaf={fakeZaf()} relay={fake.relay} />, { locale }), fake }
}
const chart = (name: string | RegExp) => screen.findByRole('figure', { name })
const awayFrom = (away: RelayProblem) =>
  Object.fromEntries(
    ['readKpiReport', 'readKpiHours', 'readKpiMap', 'readKpiSheet'].map((id) => [id, away]),
  )
const empty = (query: Record<string, string>) => ({ ...reportFor(query), metrics: [] })

beforeEach(() => localStorage.clear())

describe('every page', () => {
  const shown = [
    ['response', '最快的一天'],
    ['hours', '4 个高峰时段无人在岗'],
    ['map', '情绪得分'],
    ['categories', '首次响应时间：按类别'],
    ['funnel', '各阶段走到多少'],
    ['channels', '满意度与 95% 区间'],
    ['pillars', '可追踪'],
    ['sources', '覆盖与新鲜度'],
    ['week', '服务周报'],
    ['modules', '六个模块'],
    ['goals', '指标、目标与负责人'],
    ['roi', '填写的数字'],
  ] as const
  it.each(shown)('%s shows what it is for', async (page, text) => {
    open(page)
    await screen.findAllByText(new RegExp(text))
  })
  it.each(shown)('%s says that the relay is away and tries again', async (page) => {
    const away = new RelayProblem('unreachable')
    const { fake } = open(page, awayFrom(away))
    const again = await screen.findByRole('button', { name: '再试一次' })
    const before = fake.asked.length
    await userEvent.click(again)
    await waitFor(() => expect(fake.asked.length).toBeGreaterThan(before))
  })
  it.each(['response', 'categories', 'funnel', 'channels', 'modules'] as const)(
    '%s says that there are no figures',
    async (page) => {
      const nothing = { ...funnel, n: 0, total: null, stages: [] }
      open(page, { readKpiReport: empty, readKpiFunnel: nothing })
      await screen.findByText('没有数据')
    },
  )
})

describe('response times', () => {
  it('are in seconds, with p50, p90, p95 and the best day (S1-13)', async () => {
    open('response')
    const report = reportFor({
      from: '2026-10-26T16:00:00.000Z',
      to: '2026-11-25T16:00:00.000Z',
      metrics: 'firstResponseSeconds',
    })
    const figure = report.metrics[0]?.reading?.['customerWait.calendar']
    for (const name of ['p50', 'p90', 'p95'] as const) {
      const card = await screen.findByRole('region', { name })
      expect(card.textContent).toContain(`${Math.round((figure?.[name] ?? 0) / 1000)}秒`)
    }
    const day = screen.getByRole('region', { name: '最快的一天' })
    expect(day.textContent).toMatch(/\d+月\d+日/)
  })
  it('are read moment by moment with the arrow keys', async () => {
    open('response')
    const slider = await screen.findByRole('slider', { name: '首次响应时间的走势' })
    const last = slider.getAttribute('aria-valuetext')
    slider.focus()
    await userEvent.keyboard('{ArrowLeft}')
    expect(slider.getAttribute('aria-valuetext')).not.toBe(last)
    expect(slider.getAttribute('aria-valuetext')).toMatch(/11月24日周二 · p50 /)
    await userEvent.keyboard('{Home}')
    expect(slider.getAttribute('aria-valuetext')).toContain('10月27日')
  })
  it('have a table with the same figures, and a file of it in plain seconds', async () => {
    const saved: Blob[] = []
    URL.createObjectURL = vi.fn((blob: Blob) => {
      saved.push(blob)
      return 'blob:x'
    })
    URL.revokeObjectURL = vi.fn()
    HTMLAnchorElement.prototype.click = vi.fn()
    open('response')
    const trend = await chart('首次响应时间的走势')
    await userEvent.click(within(trend).getByRole('button', { name: /^用表格看/ }))
    expect(within(trend).getAllByRole('row').length).toBe(31)
    await userEvent.click(within(trend).getByRole('button', { name: /存为 CSV$/ }))
    const text = (await saved[0]?.text()) ?? ''
    expect(text).toMatch(/^\uFEFF?日期,p50 \(s\),p90 \(s\),p95 \(s\),均值 \(s\),n\r\n/)
    expect(text.split('\r\n')[1]).toMatch(/^2026-10-26T16:00:00.000Z,\d+(\.\d+)?,/)
  })
})

describe('peaks and staffing', () => {
  it('alarms of a peak that nobody covers, and names it (S1-17)', async () => {
    open('hours')
    const alert = await screen.findByText('4 个高峰时段无人在岗')
    expect(alert.parentElement?.textContent).toContain('周六 20:00–22:00')
    const cells = within(await chart('每小时诉求')).getAllByRole('img')
    expect(cells).toHaveLength(168)
    expect(cells[140]?.getAttribute('aria-label')).toMatch(
      /^周六 20:00 · .*无人在岗.*未覆盖的高峰$/,
    )
  })
  it('is calm where every peak is staffed, and shows agents needed only where it knows', async () => {
    const readKpiHours: KpiHours = { ...hours, uncoveredPeaks: [], agentsNeeded: null }
    open('hours', { readKpiHours })
    await screen.findByText('高峰时段都有人在岗')
    expect(screen.queryByRole('button', { name: '所需人数' })).toBeNull()
  })
  it('says how many agents each hour needs', async () => {
    open('hours')
    await userEvent.click(await screen.findByRole('button', { name: '所需人数' }))
    const map = await chart('所需人数')
    expect(within(map).getAllByText(String(hours.agentsNeeded?.[140])).length).toBeGreaterThan(0)
  })
})

describe('quality map', () => {
  it('has 34 regions, each with its colour, and says too few below the minimum', async () => {
    open('map')
    const map = await chart('情绪得分')
    const tiles = within(map).getAllByRole('button', { name: /[：:]/ })
    const regions = tiles.filter((one) => one.tagName === 'rect')
    expect(regions).toHaveLength(34)
    const { places } = mapFor({})
    for (const { id } of provinces) {
      const place = places.find(({ province, city }) => province === id && city === null)
      const tile = regions.find((one) => one.getAttribute('aria-label')?.startsWith(`${id}：`))
      const label = tile?.getAttribute('aria-label') ?? ''
      if (place?.score == null) expect(label).toMatch(/太少|没有数据/)
      else expect(label).toContain(`${place.score} 分`)
      const step = [25, 40, 60, 80].filter((bound) => (place?.score ?? 0) >= bound).length
      const colour = place?.score == null ? 'var(--wq-raised)' : `var(--wq-step${step})`
      expect(tile?.getAttribute('fill')).toBe(colour)
    }
  })
  it('opens a region to its cities by keyboard', async () => {
    open('map')
    const tile = await screen.findByRole('button', { name: /^湖北：/ })
    tile.focus()
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}')
    const cities = await chart('广东的城市')
    within(cities).getByText('深圳')
    await userEvent.click(screen.getByRole('button', { name: '全部指标只看广东' }))
    expect(location.hash).toBe(`#/now?span=30d&province=${encodeURIComponent('广东')}`)
  })
  it('is a table too', async () => {
    open('map')
    const map = await chart('情绪得分')
    await userEvent.click(within(map).getByRole('button', { name: /^用表格看/ }))
    expect(within(map).getAllByRole('row')).toHaveLength(35)
  })
})

describe('the funnel', () => {
  it('says where the time goes, in stretches that add up to the whole (S3-57)', async () => {
    open('funnel')
    const spent = await chart('用时分在哪一段')
    within(spent).getByText('各段相加等于总时长 2 小时；180 / 240 次诉求已解决')
    await userEvent.click(within(spent).getByRole('button', { name: /^用表格看/ }))
    const rows = within(spent).getAllByRole('row').slice(1)
    const cells = rows.map((row) => row.textContent)
    expect(cells).toEqual([
      '等待分配10 分5 分8.3%',
      '分配到首次答复5 分2 分 30 秒4.2%',
      '处理30 分15 分25.0%',
      '派单在外1 小时30 分50.0%',
      '收尾15 分7 分 30 秒12.5%',
      '合计2 小时1 小时 10 分100.0%',
    ])
  })
  it('stands without the stretches where the relay does not tell them', async () => {
    open('funnel', { readKpiFunnel: new RelayProblem('refused', 404) })
    await chart('各阶段走到多少')
    expect(screen.queryByRole('figure', { name: '用时分在哪一段' })).toBeNull()
  })
})

describe('categories', () => {
  it('show type by time, each cell with its tickets (S3-36)', async () => {
    open('categories')
    const matrix = await chart('类别 × 用时（p50）')
    const cells = within(matrix).getAllByRole('img')
    expect(cells[0]?.getAttribute('aria-label')).toMatch(/^网络故障 · 首次响应时间 · \d+/)
    await userEvent.click(within(matrix).getByRole('button', { name: /^用表格看/ }))
    expect(within(matrix).getAllByRole('row')).toHaveLength(7)
  })
  it('show which came on which day (S3-36)', async () => {
    open('categories')
    const days = await chart('类别 × 日期')
    const cells = within(days).getAllByRole('img')
    expect(cells).toHaveLength(5 * 30)
    expect(cells[0]?.getAttribute('aria-label')).toMatch(/^网络故障 · 10月27日周二 · \d+ 条$/)
  })
})

describe('a hot spot', () => {
  it('becomes evidence with its tickets, and is honest where no ticket can be opened (S1-12)', async () => {
    const user = userEvent.setup()
    history.replaceState(null, '', `#/map?span=30d&province=${encodeURIComponent('广东')}`)
    const fake = fakeBoardRelay()
    const zaf = fakeZaf({}, 'nav_bar')
    let takesRoute = true
    const invoke = zaf.invoke.bind(zaf)
    zaf.invoke = async (action, ...args) => {
      await invoke(action, ...args)
      if (!takesRoute) throw new TypeError('is not available in this location')
    }
    renderApp(<App zaf={zaf} relay={fake.relay} />)
    await user.click(await screen.findByRole('button', { name: '为广东派单' }))
    const drawer = screen.getByRole('dialog', { name: '广东的体验热点' })
    await user.click(await within(drawer).findByRole('button', { name: '复制并新建工单' }))
    await within(drawer).findByText('已复制；请在新工单里粘贴')
    const text = await navigator.clipboard.readText()
    expect(text).toMatch(/^广东的体验热点\n广东：\d+ 分，n \d+.*\n时间：2026年10月27日 至 /)
    expect(text).toContain('涉及的工单：')
    expect(zaf.calls.at(-1)).toEqual({ action: 'routeTo', args: ['new_ticket', ''] })
    takesRoute = false
    await user.click(within(drawer).getByRole('button', { name: '复制并新建工单' }))
    await within(drawer).findByText(/^这里打不开新工单/)
    const asked = fake.asked.find(({ id }) => id === 'readKpiTickets')
    expect(asked?.query).toMatchObject({ province: '广东', metric: 'qualityMapScore' })
  })
})

describe('three pillars', () => {
  it('are exactly three, and one without inputs reads no data (S0-42)', async () => {
    open('pillars')
    within(await screen.findByRole('region', { name: '可追踪' })).getByText('没有数据')
    for (const name of ['聆听', '拟人']) screen.getByRole('region', { name })
  })
})

describe('channels', () => {
  it('show satisfaction with its interval (S1-14)', async () => {
    open('channels')
    const panel = await chart('满意度与 95% 区间')
    await userEvent.click(within(panel).getByRole('button', { name: /^用表格看/ }))
    const group = reportFor({
      from: '2026-10-26T16:00:00.000Z',
      to: '2026-11-25T16:00:00.000Z',
      by: 'channel',
      metrics: 'csat',
    }).metrics[0]?.groups[0]?.reading['']
    within(panel).getByText(`${((group?.wilson95?.low ?? 0) * 100).toFixed(1)}%`)
  })
})

describe('data quality', () => {
  it('says of every figure on how many of how many it was measured (S3-60)', async () => {
    open('sources')
    const table = await chart('覆盖与新鲜度')
    within(table).getAllByText('首次响应时间')
    expect(within(table).getAllByText(/^\d+\.\d%$/).length).toBeGreaterThan(8)
  })
})

describe('weekly report', () => {
  it('copies its Markdown and leads to what it found (S3-63)', async () => {
    const user = userEvent.setup()
    open('week')
    await user.click(await screen.findByRole('button', { name: '复制 Markdown' }))
    await screen.findByText('已复制')
    const text = await navigator.clipboard.readText()
    expect(text).toMatch(/^# 服务周报/)
    expect(text).toContain('| 满意度 |')
    await user.click(screen.getByRole('link', { name: /^查看: 4 个高峰时段无人在岗/ }))
    expect(location.hash).toBe('#/hours?from=2026-11-16&to=2026-11-22')
  })
})
