// @vitest-environment jsdom
import { screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { renderApp } from './render.tsx'
import { Empty, Failure, Loading } from './states.tsx'

describe('Loading', () => {
  it('is a status with a name', () => {
    renderApp(<Loading label="正在加载" />)
    screen.getByRole('status', { name: '正在加载' })
  })
})

describe('Empty', () => {
  it('says what is missing and what would change that', () => {
    renderApp(<Empty text="没有工单" hint="写一句试试" />)
    screen.getByText('没有工单')
    screen.getByText('写一句试试')
  })
})

describe('Failure', () => {
  it('alarms and offers another try', async () => {
    const again = vi.fn()
    renderApp(<Failure text="连接不上" again="再试一次" onAgain={again} />)
    expect(screen.getByRole('alert').textContent).toContain('连接不上')
    await userEvent.click(screen.getByRole('button', { name: '再试一次' }))
    expect(again).toHaveBeenCalledOnce()
  })
})
