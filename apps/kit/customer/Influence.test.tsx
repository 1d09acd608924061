// @vitest-environment jsdom
import { screen } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'
import { renderApp } from '../render.tsx'
import { weiboCard } from './card.fake.ts'
import { Marks } from './Marks.tsx'

const { influence } = weiboCard
beforeEach(() => localStorage.clear())

describe('Influence', () => {
  it.each([
    ['zh-CN', { because: ['followers'] }, '影响力大 · 粉丝 13万'],
    ['en', { because: ['followers'] }, 'Influential · 128K followers'],
    ['zh-CN', { level: 'notable', because: ['verified'] }, '有影响力 · 个人认证'],
    [
      'zh-CN',
      { level: 'major', because: ['followers', 'reposts'], followers: 3_200_000, reposts: 1500 },
      '影响力极大 · 粉丝 320万 · 单条转发 1500',
    ],
  ] as const)('shows the badge in %s with what gives it: %o (S2-03)', (locale, facts, text) => {
    const changed = { ...influence, ...facts, because: [...facts.because] }
    renderApp(<Marks card={{ ...weiboCard, influence: changed }} />, { locale })
    screen.getByText(text)
  })
  it('shows nothing of somebody ordinary', () => {
    const ordinary = { ...influence, level: 'ordinary' as const, because: [] }
    const { container } = renderApp(<Marks card={{ ...weiboCard, influence: ordinary }} />)
    expect(container.textContent).not.toMatch(/影响力|粉丝/)
  })
})
