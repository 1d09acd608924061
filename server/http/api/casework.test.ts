import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Casework } from '../../api/casework.ts'
import { apiBed, type ApiBed, type Answer } from '../../testing/api-bed.ts'

let api: ApiBed
let token: string
beforeEach(async () => {
  api = await apiBed()
  token = (await api.session('7')).token
  await api.bed.say('我要投诉，等了一天没人来')
  await api.bed.settle()
})
afterEach(() => api.close())

const act = (body: object, by = token, ticketId = '100'): Promise<Answer> =>
  api.call('recordCasework', by, { parts: { ticketId }, body })
const tick = (step: string, isDone = true, by = token): Promise<Answer> =>
  act({ type: 'complaint', step: { id: step, isDone } }, by)
const read = async (ticketId = '100'): Promise<Casework> =>
  (await api.call('readGuidance', token, { parts: { ticketId } })).json.casework
const pulse = async (): Promise<number> =>
  (await api.call('readPulse', token, { query: { ticket: '100' } })).json.caseworkVersion
const doneIn = ({ playbook }: Casework): readonly string[] =>
  (playbook?.steps ?? []).filter(({ done }) => done !== null).map(({ id }) => id)
const journalled = async () =>
  (await api.bed.store.journal.read('acme', 0, 200)).filter(({ type }) => type.startsWith('case_'))

describe('a case and its playbook', () => {
  it('offers the steps of a complaint in order, none of them done', async () => {
    const { type, playbook, version } = await read()
    expect(type).toMatchObject({
      value: 'complaint',
      source: 'signs',
      signs: ['投诉', '没人来', '等了一天'],
    })
    expect(playbook?.steps.map(({ id }) => id)).toEqual([
      'accept',
      'understand',
      'coordinate',
      'feedback',
      'confirm',
    ])
    expect(doneIn({ version, type, playbook })).toEqual([])
    expect([playbook?.isNeeded, version]).toEqual([false, 0])
  })

  it('keeps who ticked a step and when, and the journal says so too (S3-29)', async () => {
    const { status, json } = await tick('accept')
    expect([status, json.type.source, doneIn(json)]).toEqual([200, 'agent', ['accept']])
    const [first] = (await read()).playbook?.steps ?? []
    expect(first?.done).toEqual({
      at: new Date(api.bed.clock.now()).toISOString(),
      by: { id: '7', name: '演示客服一' },
    })
    const about = { ticket: '100', agent: '7', account: 'wx', at: api.bed.clock.now() }
    expect(await journalled()).toEqual([
      expect.objectContaining({ ...about, type: 'case_typed', detail: { type: 'complaint' } }),
      expect.objectContaining({
        ...about,
        type: 'case_step',
        detail: { playbook: 'complaint', step: 'accept', isDone: true, openBefore: 0 },
      }),
    ])
    expect((await api.bed.store.journal.read('acme', 0, 200)).map((one) => one.type)).not.toContain(
      'settings_changed',
    )
  })

  it('lets a step be done before an earlier one, and notes how many stood open (S3-29)', async () => {
    expect((await tick('feedback')).status).toBe(200)
    expect((await journalled()).at(-1)?.detail).toMatchObject({ step: 'feedback', openBefore: 3 })
    expect(doneIn(await read())).toEqual(['feedback'])
  })

  it('takes a tick back, and says nothing twice', async () => {
    await tick('accept')
    await tick('accept')
    expect(await journalled()).toHaveLength(2)
    await tick('accept', false)
    await tick('accept', false)
    expect((await journalled()).map(({ detail }) => detail?.['isDone'])).toEqual([
      undefined,
      true,
      false,
    ])
    expect(doneIn(await read())).toEqual([])
  })

  it('loses no step when two agents tick at once', async () => {
    const other = (await api.session('8')).token
    const answers = await Promise.all([
      tick('accept'),
      tick('understand', true, other),
      tick('coordinate'),
    ])
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    const steps = (await read()).playbook?.steps ?? []
    expect(steps.map(({ done }) => done?.by?.id)).toEqual(['7', '8', '7', undefined, undefined])
  })

  it('tells open sidebars with their next pulse', async () => {
    const before = await pulse()
    await tick('accept')
    expect(await pulse()).toBeGreaterThan(before)
  })

  it('follows the type an agent gives, and keeps what was done under the old one (S3-04)', async () => {
    await tick('accept')
    const { json } = await act({ type: 'aftersales' })
    expect(json.playbook.steps.map(({ id }: { id: string }) => id)).toEqual([
      'register',
      'diagnose',
      'schedule',
      'carry_out',
      'confirm',
    ])
    expect(json.type).toEqual({ value: 'aftersales', source: 'agent', signs: [] })
    await act({ type: 'complaint' })
    expect(doneIn(await read())).toEqual(['accept'])
    await act({ type: 'praise' })
    expect((await read()).playbook).toBeNull()
  })

  it('refuses steps of another playbook and tickets that are not ours', async () => {
    const strange = await act({ type: 'complaint', step: { id: 'register', isDone: true } })
    expect(strange.status).toBe(400)
    expect((await act({ type: 'gossip' })).status).toBe(400)
    expect((await act({ type: 'complaint' }, token, '4711')).status).toBe(404)
    const foreign = (await api.session('7', 'other')).token
    expect((await act({ type: 'complaint' }, foreign)).status).toBe(404)
    expect(await journalled()).toEqual([])
  })

  it('asks for the required steps before solving where the policy says so (S3-02)', async () => {
    await api.care.personas.seed('acme', 'wx', {
      schemaVersion: 1,
      policy: { solveNeeds: ['complaint'] },
    })
    const { playbook } = await read()
    expect(playbook?.isNeeded).toBe(true)
    expect(playbook?.steps.filter(({ isRequired }) => isRequired).map(({ id }) => id)).toEqual([
      'accept',
      'understand',
      'coordinate',
      'feedback',
    ])
    expect((await act({ type: 'aftersales' })).json.playbook.isNeeded).toBe(false)
  })
})

it('tells the rules the type an agent gave, instead of what the words say', async () => {
  const context = async () =>
    (await api.call('readGuidance', token, { parts: { ticketId: '100' } })).json.context.ticket
  const before = await context()
  expect(before.type).toBe('complaint')
  await act({ type: 'question' })
  expect(await context()).toEqual({ ...before, type: 'question' })
})

it('keeps the case what it is when the customer closes it with thanks', async () => {
  await api.bed.answer('很抱歉，师傅今天18:00前上门。')
  await api.bed.settle()
  await api.bed.say('好的谢谢')
  await api.bed.settle()
  expect((await read()).type).toMatchObject({ value: 'complaint', source: 'signs' })
})
