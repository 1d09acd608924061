// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'
import { renderApp } from '../kit/render.tsx'
import { RelayProblem } from '../kit/relay.ts'
import { fakeZaf } from '../kit/zaf.fake.ts'
import { App } from './App.tsx'
import { fakeBoardRelay } from './board.fake.ts'

function open(own: Record<string, unknown> = {}) {
  history.replaceState(null, '', '#/incidents?span=30d')
  const fake = fakeBoardRelay(own)
  const zaf = fakeZaf()
  return { ...renderApp(<App zaf={zaf} relay={fake.relay} />, { locale: 'zh-CN' }), fake, zaf }
}

beforeEach(() => localStorage.clear())

describe('incidents', () => {
  it('show size, growth, places and categories of what many write about (S4-18)', async () => {
    open()
    const water = await screen.findByRole('region', { name: /滨江长河这边停水了/ })
    for (const text of ['14 条', '近一小时 9', '在增加', '浙江 杭州 11', '网络与供应 13'])
      expect(within(water).getByText(text)).toBeTruthy()
  })

  it('open the tickets they are made of', async () => {
    open()
    const water = await screen.findByRole('region', { name: /滨江长河这边停水了/ })
    await userEvent.click(within(water).getByRole('button', { name: '看 2 张工单' }))
    expect(within(water).getByRole('button', { name: '工单 #4711' })).toBeTruthy()
    expect(within(water).getByText('尚无工单')).toBeTruthy()
  })

  it('show a customer’s words as words, and nobody’s place as none', async () => {
    const { container } = open()
    const fryer = await screen.findByRole('region', { name: /AF60/ })
    expect(container.querySelector('section b')).toBeNull()
    expect(within(fryer).getByText('没有人说在哪里')).toBeTruthy()
    expect(within(fryer).getByText('近一小时没有新增')).toBeTruthy()
  })

  it('say so when there are none, and try again when the relay is away', async () => {
    const { unmount } = open({ listClusters: { asOf: '2026-11-25T12:00:00.000Z', clusters: [] } })
    await screen.findByText('现在没有很多客户同时在说的事')
    unmount()
    const { fake } = open({ listClusters: new RelayProblem('unreachable') })
    const again = await screen.findByRole('button', { name: '再试一次' })
    const before = fake.asked.length
    await userEvent.click(again)
    await waitFor(() => expect(fake.asked.length).toBeGreaterThan(before))
  })
})
