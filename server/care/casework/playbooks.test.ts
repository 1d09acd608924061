import { describe, expect, it } from 'vitest'
import { casePlaybooks, playbookFor } from './playbooks.ts'

const all = Object.values(casePlaybooks)

describe('the playbooks', () => {
  it('are there for a complaint, a question, an upset customer and after-sales (S3-29)', () => {
    expect(all.map(({ id }) => id).sort()).toEqual([
      'aftersales',
      'complaint',
      'emotional',
      'question',
    ])
    for (const { steps } of all) {
      expect(steps.length).toBeGreaterThanOrEqual(4)
      expect(new Set(steps.map(({ id }) => id)).size).toBe(steps.length)
      expect(steps.some(({ isRequired }) => isRequired)).toBe(true)
    }
  })

  it('say every step in both languages', () => {
    for (const { steps } of all)
      for (const { label, hint } of steps) {
        expect(label.zh + hint.zh).toMatch(/^[^a-z]+$/i)
        expect(label.en + hint.en).not.toMatch(/\p{Script=Han}/u)
      }
  })

  it('handle what does not work like an after-sales case, and praise not at all', () => {
    expect(playbookFor('technical')?.id).toBe('aftersales')
    expect(playbookFor('presales')?.id).toBe('question')
    expect(playbookFor('praise')).toBeUndefined()
  })
})
