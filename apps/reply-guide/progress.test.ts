import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { steps, stepsDone, type CaseFacts } from './progress.ts'

const none: CaseFacts = {
  isFiled: false,
  type: undefined,
  tags: [],
  assignee: undefined,
  isAnswered: false,
  status: undefined,
}
const doneBy = {
  record: { isFiled: true },
  classify: { type: 'problem' },
  transfer: { assignee: '售后组' },
  follow: { isAnswered: true },
  feedback: { status: 'solved' },
} as const

describe('the five steps of a case', () => {
  it('are each done by their own fact, in whatever order, and by no other (S3-43)', () => {
    expect([...stepsDone(none)]).toEqual([])
    fc.assert(
      fc.property(fc.subarray([...steps]), (wanted) => {
        const facts = wanted.reduce<CaseFacts>((all, step) => ({ ...all, ...doneBy[step] }), none)
        expect([...stepsDone(facts)]).toEqual(wanted)
      }),
    )
  })

  it('do not take the relay’s own tags, or Zendesk’s empty type, for a classification', () => {
    const facts: CaseFacts = { ...none, type: '-', tags: ['weiqiao', 'weiqiao_wx'] }
    expect(stepsDone(facts).has('classify')).toBe(false)
    expect(stepsDone({ ...facts, tags: ['weiqiao', '退款'] }).has('classify')).toBe(true)
  })

  it('take a case for classified once an agent has said what it is about', () => {
    expect(stepsDone({ ...none, isTyped: true }).has('classify')).toBe(true)
  })
})
