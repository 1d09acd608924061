// @vitest-environment jsdom
import { screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { renderApp } from '../../kit/render.tsx'
import { fakeLab } from '../testing/fake-lab.ts'
import { kinds, kindsOf, namesOf, platforms, scopesOf } from './fault-kinds.ts'
import { Faults } from './Faults.tsx'

const pick = (name: string, option: string) =>
  userEvent.selectOptions(screen.getByRole('combobox', { name }), option)
const options = (name: string): (string | null)[] =>
  [...screen.getByRole<HTMLSelectElement>('combobox', { name }).options].map(
    ({ textContent }) => textContent,
  )

describe('Faults', () => {
  it('says that everything works while nothing is broken', () => {
    renderApp(<Faults lab={fakeLab()} faults={[]} />)
    screen.getByText('一切正常')
  })
  it('breaks what was chosen, as often as was chosen', async () => {
    const lab = fakeLab()
    renderApp(<Faults lab={lab} faults={[]} />)
    await pick('平台', 'zendesk')
    await pick('故障', 'status429')
    await pick('次数', '')
    await userEvent.click(screen.getByRole('button', { name: '打开故障' }))
    const fault = { platform: 'zendesk', match: '/api/v2/tickets', kind: 'status' }
    expect(lab.posts).toEqual([{ path: '/faults', body: { ...fault, status: 429, retryAfter: 5 } }])
  })
  it('offers only what a platform can do', async () => {
    renderApp(<Faults lab={fakeLab()} faults={[]} />)
    await pick('故障', 'reorder')
    expect(options('影响')).toEqual(['推送'])
    await pick('平台', 'zendesk')
    expect(options('故障')).not.toContain('顺序颠倒')
  })
  it('shows what is broken in words and mends it', async () => {
    const lab = fakeLab()
    const fault = {
      id: 'f1',
      platform: 'wechat',
      kind: 'status',
      status: 500,
      match: '/cgi-bin/message/custom/send',
      count: 2,
    }
    renderApp(<Faults lab={lab} faults={[fault]} />)
    for (const text of ['1 个故障开着', '微信 · 出错 500', '给客户发消息', '还剩 2 次']) {
      screen.getAllByText(text)
    }
    await userEvent.click(screen.getByRole('button', { name: '关闭' }))
    expect(lab.removed).toEqual(['/faults/f1'])
  })
  it('says why a fault could not be switched on', async () => {
    const lab = fakeLab()
    lab.refuse('kind: invalid')
    renderApp(<Faults lab={lab} faults={[]} />)
    await userEvent.click(screen.getByRole('button', { name: '打开故障' }))
    expect((await screen.findByRole('alert')).textContent).toBe('没有成功：kind: invalid')
  })
})

describe('namesOf', () => {
  it('names every fault that the form can make', () => {
    for (const platform of platforms) {
      for (const kind of kindsOf(platform)) {
        expect(scopesOf(platform, kind).length).toBeGreaterThan(0)
        const fault = { id: 'f', platform, match: '', ...kinds[kind] }
        expect(namesOf(fault)).toEqual({ kind, scope: 'all' })
      }
    }
  })
  it('leaves a fault of another origin unnamed', () => {
    expect(namesOf({ id: 'f', platform: 'wecom', match: '/x', kind: 'errcode' })).toEqual({})
  })
})
