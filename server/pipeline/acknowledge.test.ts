import { describe, expect, it } from 'vitest'
import { acknowledgementAt, type Acknowledgement } from './acknowledge.ts'

const policy: Acknowledgement = {
  workingText: '在',
  offText: '休息',
  holidayText: '放假',
  open: '09:00',
  close: '18:00',
  weekdays: [1, 2, 3, 4, 5],
  holidays: ['2026-10-01'],
  makeUpWorkdays: ['2026-10-10'],
  quietMs: 60_000,
}
const at = (text: string): string | undefined =>
  acknowledgementAt(policy, Date.parse(text), 'Asia/Shanghai')

describe('acknowledgementAt', () => {
  it('answers in working hours from the opening minute', () =>
    expect(at('2026-11-24T09:00:00+08:00')).toBe('在'))
  it('answers off hours from the closing minute', () =>
    expect(at('2026-11-24T18:00:00+08:00')).toBe('休息'))
  it('answers off hours on a Sunday', () => expect(at('2026-11-22T10:00:00+08:00')).toBe('休息'))
  it('answers with the holiday text on a holiday', () =>
    expect(at('2026-10-01T10:00:00+08:00')).toBe('放假'))
  it('works on a make-up Saturday', () => expect(at('2026-10-10T10:00:00+08:00')).toBe('在'))
  it('judges by the local clock of the tenant', () => expect(at('2026-11-24T01:30:00Z')).toBe('在'))
  it('stays silent where no text is set', () => {
    const { offText: _off, ...silent } = policy
    expect(
      acknowledgementAt(silent, Date.parse('2026-11-22T10:00:00+08:00'), 'Asia/Shanghai'),
    ).toBeUndefined()
  })
})
