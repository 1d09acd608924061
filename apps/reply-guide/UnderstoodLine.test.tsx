// @vitest-environment jsdom
import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { Understood } from '../../server/api/understanding.ts'
import { renderApp } from '../kit/render.tsx'
import type { Said } from './corrector.ts'
import { UnderstoodLine } from './UnderstoodLine.tsx'

const sure = { confidence: 0.93, decided: true }
const text = '深圳南山昨晚断网，再不修我打12315'
const at = (words: string) => {
  const start = text.indexOf(words)
  return { start, end: start + words.length }
}
const understood: Understood = {
  where: { province: '广东', city: '深圳', district: '南山', source: 'text', confidence: 0.95 },
  when: {
    start: '2026-03-10T18:00:00+08:00',
    end: '2026-03-11T00:00:00+08:00',
    grain: 'part',
  },
  category: { value: 'network', ...sure },
  product: null,
  polarity: { value: 'negative', confidence: 0.55, decided: false },
  anger: { level: 2, ...sure },
  escalation: { value: 'regulator', ...sure },
  abuse: { value: false, ...sure },
  relevance: { value: 'demand', ...sure },
  urgency: { level: 'urgent', score: 60, because: [{ reason: 'regulator', points: 45 }] },
  evidence: [
    { field: 'when', ...at('昨晚') },
    { field: 'where', ...at('深圳南山') },
    { field: 'escalation', ...at('12315') },
  ],
}

describe('UnderstoodLine', () => {
  it('shows place, time, category and a threat with the words they go by (S1-10)', () => {
    renderApp(<UnderstoodLine text={text} understood={understood} />)
    for (const shown of ['广东/深圳/南山', '昨晚', '网络与供应', '提到向监管投诉', '紧急'])
      expect(screen.getByText(shown)).toBeTruthy()
    expect(screen.getByText('依据：“深圳南山”、“昨晚”、“12315”')).toBeTruthy()
    expect(screen.getByText('紧急').title).toBe('因为：监管投诉')
  })

  it('puts a question mark behind what it is not sure of', () => {
    renderApp(<UnderstoodLine text={text} understood={understood} />)
    expect(screen.getByText('负面？').title).toBe('拿不准（55%），请看一眼')
  })

  it('says when a place only stands in the profile', () => {
    const where = { ...understood.where, source: 'profile' } as Understood['where']
    renderApp(<UnderstoodLine text={text} understood={{ ...understood, where }} />)
    expect(screen.getByText('广东/深圳/南山（资料所在地）')).toBeTruthy()
  })

  it('offers no correction where nobody can record it', () => {
    renderApp(<UnderstoodLine text={text} understood={understood} />)
    expect(screen.queryByText('更正')).toBeNull()
  })

  it('records what an agent sets right, and says so', async () => {
    const heard: Said[] = []
    renderApp(
      <UnderstoodLine
        text={text}
        understood={understood}
        onCorrect={async (said) => void heard.push(said)}
      />,
    )
    await userEvent.click(screen.getByText('更正'))
    await userEvent.selectOptions(await screen.findByLabelText('类别'), 'billing')
    expect(await screen.findByText('已记下，谢谢')).toBeTruthy()
    const place = screen.getByPlaceholderText(/省\/市\/区/)
    await userEvent.clear(place)
    await userEvent.type(place, '广东/东莞')
    await userEvent.click(screen.getByText('保存'))
    expect(heard).toEqual([
      { field: 'category', value: 'billing' },
      { field: 'place', value: { province: '广东', city: '东莞', district: null } },
    ])
  })

  it('says when a correction was not recorded', async () => {
    renderApp(
      <UnderstoodLine
        text={text}
        understood={understood}
        onCorrect={() => Promise.reject(new TypeError('offline'))}
      />,
    )
    await userEvent.click(screen.getByText('更正'))
    await userEvent.selectOptions(await screen.findByLabelText('情绪'), 'positive')
    expect(await screen.findByText('没有记下，请再试一次')).toBeTruthy()
  })
})
