// @vitest-environment jsdom
import { screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'
import { renderApp } from '../../kit/render.tsx'
import { fakeZaf } from '../../kit/zaf.fake.ts'
import { App } from '../App.tsx'
import { fakeBoardRelay } from '../board.fake.ts'

function open() {
  history.replaceState(null, '', '#/roi')
  const fake = fakeBoardRelay()
  return { ...renderApp(<App zaf={fakeZaf()} relay={fake.relay} />), fake }
}

async function type(kind: string, values: Readonly<Record<string, string>>): Promise<void> {
  await userEvent.click(await screen.findByRole('button', { name: '填写一个数字' }))
  const form = screen.getByRole('form')
  await userEvent.selectOptions(within(form).getByLabelText('是什么'), kind)
  for (const [label, text] of Object.entries(values))
    await userEvent.type(within(form).getByLabelText(label), text)
  await userEvent.click(within(form).getByRole('button', { name: '保存' }))
}

beforeEach(() => localStorage.clear())

describe('the return sheet', () => {
  it('computes from what was typed and shows every assumption (S0-28, S2-25)', async () => {
    const { fake } = open()
    await screen.findByText('要有项目成本和至少一项收益')
    const stands = { 来源: '财务月报', 负责人: '演示财务' }
    await type('programmeCost', { 可能: '50000', ...stands })
    await screen.findByRole('button', { name: '修改：项目成本 2026-11' })
    await type('savedContactCost', { 可能: '75000', 低: '50000', 高: '100000', ...stands })
    const roi = await screen.findByRole('region', { name: '投入产出比' })
    expect(roi.textContent).toContain('50.0%')
    expect(roi.textContent).toContain('低 0.0% · 高 100.0%')
    screen.getByText('未填写、按零计：留住的毛利 · 带来的销售')
    const terms = screen.getByRole('figure', { name: '各项与假设' })
    await userEvent.click(within(terms).getByRole('button', { name: /^用表格看/ }))
    within(terms).getByText('¥100,000')
    expect(within(terms).getAllByText('演示财务')).toHaveLength(2)
    expect(fake.sheet.document.inputs[1]).toMatchObject({
      kind: 'savedContactCost',
      month: '2026-11',
      low: 50_000,
      owner: '演示财务',
    })
  })
  it('does not take a figure that nobody stands for', async () => {
    const { fake } = open()
    await type('programmeCost', { 可能: '很多' })
    screen.getByText('请填数字')
    expect(screen.getAllByText('请填写')).toHaveLength(2)
    expect(fake.sheet.document.inputs).toEqual([])
  })
})
