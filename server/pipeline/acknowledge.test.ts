import { describe, expect, it } from 'vitest'
import { acknowledgementAt, hoursAt, nextOpening, type Acknowledgement } from './acknowledge.ts'

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

describe('hoursAt', () => {
  it.each([
    ['2026-11-23T08:59:59', 'off'],
    ['2026-11-23T09:00:00', 'working'],
    ['2026-11-23T17:59:59', 'working'],
    ['2026-11-23T18:00:00', 'off'],
    ['2026-11-21T12:00:00', 'off'],
    ['2026-11-22T12:00:00', 'off'],
    ['2026-10-01T12:00:00', 'holiday'],
    ['2026-10-10T09:00:00', 'working'],
  ] as const)(
    'is the tenant’s own at the border minutes and at the weekend: %s (S3-07)',
    (at, hours) => expect(hoursAt(policy, Date.parse(`${at}+08:00`), 'Asia/Shanghai')).toBe(hours),
  )

  it('follows the clocks of a zone that changes them', () => {
    const berlin = (at: string) => hoursAt(policy, Date.parse(at), 'Europe/Berlin')
    expect([berlin('2026-03-27T08:00:00Z'), berlin('2026-03-30T07:00:00Z')]).toEqual([
      'working',
      'working',
    ])
    expect([berlin('2026-03-27T07:00:00Z'), berlin('2026-03-30T06:59:00Z')]).toEqual(['off', 'off'])
  })
})

describe('nextOpening', () => {
  const next = (
    at: string,
    locale: 'zh-CN' | 'en' = 'zh-CN',
    more: Partial<Acknowledgement> = {},
  ) =>
    nextOpening({ ...policy, ...more }, Date.parse(`${at}+08:00`), {
      timeZone: 'Asia/Shanghai',
      locale,
    })

  it.each([
    ['2026-11-23T08:59:00', '今天 09:00'],
    ['2026-11-23T18:00:00', '明天 09:00'],
    ['2026-11-20T18:00:00', '11月23日（周一） 09:00'],
    ['2026-11-22T23:59:00', '明天 09:00'],
    ['2026-09-30T18:00:00', '10月2日（周五） 09:00'],
    ['2026-10-09T18:00:00', '明天 09:00'],
  ])('says at %s that somebody works again %s', (at, said) => expect(next(at)).toBe(said))

  it('says it in English too', () => {
    expect(next('2026-11-20T18:00:00', 'en')).toBe('Mon 2026-11-23 09:00')
    expect(next('2026-11-22T18:00:00', 'en')).toBe('tomorrow 09:00')
  })

  it('knows none where no working day comes', () =>
    expect(next('2026-11-20T18:00:00', 'zh-CN', { weekdays: [] })).toBeUndefined())
})
