import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { apiBed, type ApiBed } from '../../testing/api-bed.ts'
import { understoodOf } from '../../understanding/understood.fake.ts'

let api: ApiBed
let agent: string
const sure = { confidence: 0.9, decided: true } as const

beforeEach(async () => {
  api = await apiBed({
    tenant: (made) => ({
      ...made,
      understand: ({ text }) =>
        understoodOf({
          what: { category: { value: 'network', ...sure }, product: '宽带', trigger: null },
          evidence: [{ field: 'category', start: 0, end: text.length }],
        }),
    }),
  })
  agent = (await api.session('7')).token
  await api.bed.say('宽带断了')
  await api.bed.settle()
})
afterEach(() => api.close())

const ticket = { parts: { ticketId: '100' } }
const said = async () => (await api.call('readGuidance', agent, ticket)).json.said
const correct = (body: unknown, token = agent) =>
  api.call('correctUnderstanding', token, { ...ticket, body })
const corrections = async () =>
  (await api.bed.store.journal.read('acme', 0, 1000)).filter(
    ({ type }) => type === 'understanding_corrected',
  )

describe('what a message says', () => {
  it('stands beside the message with its evidence (S1-10)', async () => {
    expect(await said()).toMatchObject([
      {
        text: '宽带断了',
        message: expect.any(String),
        understood: {
          category: { value: 'network', confidence: 0.9, decided: true },
          product: '宽带',
          urgency: { level: 'normal' },
          evidence: [{ field: 'category', start: 0, end: 4 }],
        },
      },
    ])
  })

  it('is set right by an agent, by name, without a word of the customer in the journal', async () => {
    const [{ message }] = await said()
    expect((await correct({ message, field: 'category', value: 'billing' })).json).toEqual({
      recorded: true,
    })
    const place = { province: '广东', city: '东莞', district: null }
    await correct({ message, field: 'place', value: place })
    expect(await corrections()).toMatchObject([
      { agent: '7', message, detail: { field: 'category', value: 'billing' } },
      { agent: '7', message, detail: { field: 'place', province: '广东', city: '东莞' } },
    ])
    expect(JSON.stringify(await corrections())).not.toContain('宽带')
  })

  it('takes no correction of a message that is not of this ticket, nor of another tenant', async () => {
    const [{ message }] = await said()
    const strange = await correct({ message: 'm-elsewhere', field: 'polarity', value: 'neutral' })
    expect(strange.status).toBe(404)
    const { token } = await api.session('7', 'other')
    const foreign = await correct({ message, field: 'polarity', value: 'neutral' }, token)
    expect(foreign.status).toBe(404)
    expect(await corrections()).toEqual([])
  })

  it('refuses a value that is none', async () => {
    const [{ message }] = await said()
    expect((await correct({ message, field: 'polarity', value: 'bitter' })).status).toBe(400)
    expect((await correct({ message, field: 'colour', value: 'red' })).status).toBe(400)
  })
})
