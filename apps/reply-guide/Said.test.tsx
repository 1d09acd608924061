// @vitest-environment jsdom
import { screen } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'
import { renderApp } from '../kit/render.tsx'
import { Said } from './Said.tsx'

const at = '2026-11-25T12:00:00Z'
const texts = ['我的快递还没到', '能快点吗，很着急']
const said = texts.map((text, n) => ({ message: `m${n}`, text, at }))

beforeEach(() => localStorage.clear())

describe('Said', () => {
  it('names the emotion, says that it is decided and marks the words it goes by (S3-25)', () => {
    const { container } = renderApp(<Said said={said} />)
    expect(container.querySelector('[data-feeling="anxious"]')?.textContent).toContain('着急')
    expect(screen.getByText('按用词判断')).toBeTruthy()
    expect(screen.getByText('依据：“还没”、“快点”、“着急”')).toBeTruthy()
    const marked = [...container.querySelectorAll('li strong')].map(
      ({ textContent }) => textContent,
    )
    expect(marked).toEqual(['还没', '快点', '着急'])
    const shown = [...container.querySelectorAll('li')].map(({ textContent }) => textContent)
    expect(shown).toEqual(texts)
  })

  it('says that it is not certain where nothing speaks for any emotion', () => {
    renderApp(<Said said={[{ message: 'm', text: '蓝色的箱子', at }]} />)
    expect(screen.getByText('没有明显情绪')).toBeTruthy()
    expect(screen.getByText('不能确定，请自己看')).toBeTruthy()
  })

  it('shows what another reader finds in its place', () => {
    const feel = () =>
      ({ label: 'picky', isDecided: true, evidence: [{ message: 0, start: 0, end: 2 }] }) as const
    renderApp(<Said said={said} feel={feel} />)
    expect(screen.getByText('挑剔')).toBeTruthy()
    expect(screen.getByText('依据：“我的”')).toBeTruthy()
  })
})
