// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { useState } from 'react'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Casework } from '../../server/api/casework.ts'
import { renderApp } from '../kit/render.tsx'
import type { Relay } from '../kit/relay.ts'
import { Playbook } from './Playbook.tsx'
import { answerSolve } from './solve-gate.ts'

const at = '2026-11-25T12:00:00Z'
type Steps = NonNullable<Casework['playbook']>['steps']
const steps: Steps = [
  ['accept', '受理并致歉', 'Accept'],
  ['understand', '问清诉求', 'Understand'],
  ['confirm', '确认认可', 'Confirm'],
].map(([id = '', zh = '', en = '']) => ({
  id,
  label: { zh, en },
  hint: { zh: `${zh}的要领`, en: `How to ${en}` },
  isRequired: id !== 'confirm',
  done: null,
}))
const complaint: Casework = {
  version: 0,
  type: { value: 'complaint', source: 'signs', signs: ['投诉', '没人管'] },
  playbook: { id: 'complaint', isNeeded: false, steps: [...steps] },
}

const withDone = (done: readonly string[], isNeeded = false): Casework => ({
  ...complaint,
  playbook: {
    id: 'complaint',
    isNeeded,
    steps: steps.map((step) =>
      done.includes(step.id)
        ? { ...step, done: { at, by: { id: '7', name: '演示客服一' } } }
        : step,
    ),
  },
})

/** The checklist in front of a relay that records what it is told, or refuses. */
function shown(first: Casework, isRefusing = false) {
  const told: { type: string; step?: { id: string; isDone: boolean } }[] = []
  function Page() {
    const [casework, setCasework] = useState(first)
    const relay = {
      call: async (_endpoint: unknown, { body }: { body: (typeof told)[number] }) => {
        told.push(body)
        if (isRefusing) throw new TypeError('away')
        if (body.step) setCasework(withDone([body.step.id]))
        else setCasework({ ...casework, type: { ...casework.type, source: 'agent', signs: [] } })
      },
    } as unknown as Relay
    return <Playbook relay={relay} ticket="7" casework={casework} onDone={async () => undefined} />
  }
  renderApp(<Page />)
  return told
}

beforeEach(() => localStorage.clear())

describe('the playbook beside a ticket', () => {
  it('lists the steps in order, each with what doing it well means (S3-29)', () => {
    shown(complaint)
    const list = screen.getByRole('list', { name: '处理步骤' })
    expect(
      within(list)
        .getAllByRole('checkbox')
        .map(({ id }) => id.split(':').at(-1)),
    ).toEqual(['accept', 'understand', 'confirm'])
    expect(screen.getByLabelText('受理并致歉').getAttribute('aria-describedby')).toContain('accept')
    screen.getByText('受理并致歉的要领')
  })

  it('suggests a type with the words that led to it, until an agent says so (S3-01)', async () => {
    const told = shown(complaint)
    screen.getByText('客户说了“投诉”“没人管”')
    await userEvent.click(screen.getByRole('button', { name: '确认类型：投诉' }))
    expect(told).toEqual([{ type: 'complaint' }])
    await waitFor(() => expect(screen.queryByText('建议')).toBeNull())
    expect(screen.queryByText(/客户说了/)).toBeNull()
  })

  it('takes another type from the agent', async () => {
    const told = shown(complaint)
    await userEvent.selectOptions(screen.getByLabelText('类型'), 'aftersales')
    expect(told).toEqual([{ type: 'aftersales' }])
  })

  it('ticks a step and says who did it', async () => {
    const told = shown(complaint)
    await userEvent.click(screen.getByLabelText('受理并致歉'))
    expect(told).toEqual([{ type: 'complaint', step: { id: 'accept', isDone: true } }])
    await screen.findByText(/^演示客服一 /)
    expect(screen.getByRole('status').textContent).toBe('')
  })

  it('notes softly that an earlier step is still open, and blocks nothing (S3-29)', async () => {
    shown(complaint)
    await userEvent.click(screen.getByLabelText('问清诉求'))
    await screen.findByText('前面的步骤还没做：受理并致歉')
    expect(screen.getByLabelText<HTMLInputElement>('问清诉求').checked).toBe(true)
  })

  it('takes a tick back that could not be recorded, and says so', async () => {
    shown(complaint, true)
    await userEvent.click(screen.getByLabelText('受理并致歉'))
    await screen.findByText('没有记下来，请再试一次')
    expect(screen.getByLabelText<HTMLInputElement>('受理并致歉').checked).toBe(false)
  })
})

describe('answerSolve', () => {
  it('stops solving while required steps are open, and names them (S3-02)', () => {
    const refusal = answerSolve('zh-CN', 'solved', withDone(['accept'], true))
    expect(refusal).toBe('还不能解决。请先完成并在侧栏勾选：问清诉求')
    expect(answerSolve('en', 'solved', withDone([], true))).toMatch(/: Accept, Understand$/)
  })

  it('lets it go once they are done: what is not required may stay open', () => {
    expect(answerSolve('zh-CN', 'solved', withDone(['accept', 'understand'], true))).toBe(true)
  })

  it.each([
    ['another status', 'open', withDone([], true)],
    ['a policy that asks for nothing', 'solved', withDone([])],
    ['a ticket that is not ours', 'solved', undefined],
    [
      'a type nobody said',
      'solved',
      {
        ...withDone([], true),
        type: { value: 'complaint' as const, source: 'guess' as const, signs: [] },
      },
    ],
  ])('lets %s go', (_what, status, casework) => {
    expect(answerSolve('zh-CN', status, casework)).toBe(true)
  })
})
