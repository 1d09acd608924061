// @vitest-environment jsdom
import { screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import axe from 'axe-core'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Evidence as Found } from '../../server/api/ready.ts'
import { renderApp } from '../kit/render.tsx'
import { RelayProblem, type Relay } from '../kit/relay.ts'
import { Evidence } from './Evidence.tsx'

const noon = '2026-11-25T12:00:00Z'
const found: Found = {
  ticket: '7',
  earlier: [
    {
      replyId: 'r1',
      question: '光猫红灯<b>闪</b>',
      answer: '请拔下电源再插上。',
      at: noon,
      ticket: '5',
      likeness: 1,
      isSameCustomer: false,
      stale: null,
    },
  ],
  articles: [
    { id: '9', title: '光猫红灯', text: '', link: 'https://h.example/9', changedAt: noon },
  ],
  isPartial: false,
}

function relayWith(answer: Found | RelayProblem): Relay & { readonly asked: unknown[] } {
  const asked: unknown[] = []
  return {
    asked,
    session: () => ({}) as ReturnType<Relay['session']>,
    now: () => Date.parse(noon),
    call: (async ({ id }: { readonly id: string }, { query }: { readonly query?: unknown }) => {
      asked.push([id, query])
      if (answer instanceof RelayProblem) throw answer
      return answer
    }) as Relay['call'],
  }
}

async function opened(relay: Relay) {
  const view = renderApp(<Evidence relay={relay} ticket="7" products={['光猫', '路由器']} />)
  await userEvent.click(screen.getByRole('button', { name: '案例库' }))
  return view
}

beforeEach(() => localStorage.clear())

describe('Evidence', () => {
  it('searches by product and issue and shows answers and articles as text (S1-26)', async () => {
    const relay = relayWith(found)
    const { container } = await opened(relay)
    expect(screen.getByRole<HTMLButtonElement>('button', { name: '查找' }).disabled).toBe(true)
    await userEvent.selectOptions(screen.getByLabelText('产品'), '光猫')
    await userEvent.type(screen.getByRole('searchbox'), '红灯{Enter}')
    await screen.findByText('找到 2 条')
    expect(relay.asked).toEqual([['searchEvidence', { product: '光猫', issue: '红灯' }]])
    expect(screen.getByText('请拔下电源再插上。')).toBeTruthy()
    expect(screen.getByRole('link', { name: '光猫红灯' }).getAttribute('href')).toBe(
      'https://h.example/9',
    )
    expect(container.querySelector('b')).toBeNull()
    const { violations } = await axe.run(container, { rules: { region: { enabled: false } } })
    expect(violations.map(({ id }) => id)).toEqual([])
  })

  it('says that the search failed, and tries again', async () => {
    const relay = relayWith(new RelayProblem('unreachable'))
    await opened(relay)
    await userEvent.type(screen.getByRole('searchbox'), '红灯{Enter}')
    await userEvent.click(await screen.findByRole('button', { name: '再试一次' }))
    expect(relay.asked).toHaveLength(2)
  })
})
