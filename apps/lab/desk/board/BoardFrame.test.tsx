// @vitest-environment jsdom
import { screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { renderApp } from '../../../kit/render.tsx'
import { agents, fullLab, pending, type FakeLab } from '../../testing/fake-lab.ts'
import { Desk } from '../Desk.tsx'
import { BoardFrame } from './BoardFrame.tsx'

const path = '/desk/apps/nav_bar?agentId=9001'
const launch = {
  url: 'http://localhost:8787/apps/service-board/',
  token: 't.o.k',
  metadata: {},
  account: { subdomain: 'acme' },
}
const show = (lab: FakeLab) =>
  renderApp(<BoardFrame lab={lab} agent={agents[0]} onTicket={() => undefined} />)

beforeEach(() => {
  localStorage.clear()
  HTMLFormElement.prototype.submit = vi.fn()
})

describe('BoardFrame', () => {
  it('says that the board is opening', async () => {
    const lab = fullLab()
    lab.answers.set(path, pending)
    show(lab)
    await screen.findByRole('status', { name: '正在打开服务看板' })
  })
  it('says that it does not come, and tries again', async () => {
    const lab = fullLab()
    show(lab)
    const again = await screen.findByRole('button', { name: '再试一次' })
    lab.answers.set(path, launch)
    await userEvent.click(again)
    await screen.findByTitle('服务看板')
  })
  it('posts the signed token into the board’s frame', async () => {
    const lab = fullLab()
    lab.answers.set(path, launch)
    const { container } = show(lab)
    const frame = await screen.findByTitle('服务看板')
    const form = container.querySelector('form')
    expect(form?.getAttribute('target')).toBe(frame.getAttribute('name'))
    expect(form?.getAttribute('action')).toContain('/apps/service-board/?origin=')
    expect(container.querySelector('input')?.value).toBe('t.o.k')
  })
})

describe('the desk’s bar', () => {
  const app = { id: 1, installationId: 2 } as never

  it('opens the board and goes back to the tickets, which stay as they were', async () => {
    const lab = fullLab()
    lab.answers.set(path, launch)
    const turns: boolean[] = []
    const desk = (isBoard: boolean) => (
      <Desk
        lab={lab}
        agents={agents}
        app={app}
        onPhone={() => undefined}
        isBoard={isBoard}
        onBoard={(isShown) => turns.push(isShown)}
      />
    )
    const first = renderApp(desk(false))
    await userEvent.click(await screen.findByRole('button', { name: '服务看板' }))
    expect(turns).toEqual([true])
    first.unmount()
    renderApp(desk(true))
    await screen.findByTitle('服务看板')
    expect(screen.queryByRole('list', { name: '工单' })).toBeNull()
    await userEvent.click(screen.getByRole('button', { name: '返回工单' }))
    expect(turns).toEqual([true, false])
  })
  it('is not there where no app is installed', async () => {
    renderApp(<Desk lab={fullLab()} agents={agents} onPhone={() => undefined} />)
    await screen.findByRole('list', { name: '工单' })
    expect(screen.queryByRole('button', { name: '服务看板' })).toBeNull()
  })
})
