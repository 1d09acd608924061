import { describe, expect, it } from 'vitest'
import { defaultTargets, readSchedule } from './read-schedule.ts'

const good = {
  timeZone: 'Asia/Shanghai',
  open: '09:00',
  close: '18:30',
  weekdays: [1, 2, 3, 4, 5],
  holidays: ['2026-10-01'],
  makeUpWorkdays: ['2026-10-10'],
}
const schedule = {
  timeZone: 'Asia/Shanghai',
  openMinute: 540,
  closeMinute: 1110,
  weekdays: [1, 2, 3, 4, 5],
  holidays: ['2026-10-01'],
  makeUpWorkdays: ['2026-10-10'],
}

/** `path message` of every problem. */
function problemsOf(value: unknown): readonly string[] {
  const reading = readSchedule(value)
  return reading.ok ? [] : reading.problems.map(({ path, message }) => `${path} ${message}`)
}

describe('readSchedule', () => {
  it('reads one schedule, which holds always, with the usual targets', () => {
    expect(readSchedule(good)).toEqual({
      ok: true,
      versions: [{ from: -Infinity, schedule }],
      targets: defaultTargets,
    })
  })
  it('agrees on an hour by both clocks, seven days and a day for mentions where nothing is said', () => {
    expect(defaultTargets).toEqual({
      serviceLevelSeconds: { calendar: 3600, business: 3600 },
      fcrDays: 7,
      reopenDays: 7,
      mentionHours: 24,
    })
  })
  it('takes the targets that are given and the usual ones for the rest', () => {
    const targets = { serviceLevelSeconds: { business: 900 }, fcrDays: 3 }
    expect(readSchedule({ ...good, targets })).toMatchObject({
      targets: {
        serviceLevelSeconds: { calendar: 3600, business: 900 },
        ...{ fcrDays: 3, reopenDays: 7, mentionHours: 24 },
      },
    })
  })
  it('reads versions, each from a moment or from the beginning of a day by its own clock', () => {
    const reading = readSchedule([
      { ...good, targets: { fcrDays: 3 } },
      { ...good, from: '2026-11-11', close: '24:00' },
      { ...good, from: '2026-12-01T00:00:00Z', open: '22:00', close: '06:00' },
    ])
    expect(reading).toMatchObject({
      ok: true,
      versions: [
        { from: -Infinity, schedule },
        { from: Date.parse('2026-11-11T00:00+08:00'), schedule: { closeMinute: 1440 } },
        { from: Date.parse('2026-12-01T00:00Z'), schedule: { openMinute: 1320, closeMinute: 360 } },
      ],
      targets: { fcrDays: 3 },
    })
  })
  it('takes a file with targets alone for people who are always at work', () => {
    const reading = readSchedule({ targets: { mentionHours: 12 } })
    expect(reading).toMatchObject({ ok: true, versions: [], targets: { mentionHours: 12 } })
  })
  it('names every problem at once with its path', () => {
    const bad = {
      timeZone: 'Asia/Weiqiao',
      open: '9:00',
      close: '24:30',
      weekdays: [0, 1],
      holidays: ['2026-10-01', '2026-02-30'],
      makeUpWorkdays: '2026-10-10',
      targets: { fcrDays: -1, serviceLevelSeconds: { calendar: '3600' } },
    }
    expect(problemsOf(bad)).toEqual([
      'targets.fcrDays must be a number above 0',
      'targets.serviceLevelSeconds.calendar must be a number above 0',
      'holidays[1] must be a date such as 2026-10-01',
      'makeUpWorkdays must be a list of dates',
      'timeZone must be a time zone such as Asia/Shanghai',
      'open must be a time of day such as 09:00',
      'close must be a time of day up to 24:00',
      'weekdays must be a list of days, 1 (Monday) to 7',
    ])
  })
  it.each([
    [5, ' must be an object {timeZone, open, close, weekdays}'],
    [[], ' must hold at least one schedule'],
    [[good, 7], '[1] must be an object {timeZone, open, close, weekdays}'],
    [[good, good], '[1].from must be a date, or a time in ISO 8601 with offset'],
    [
      [good, { ...good, from: '2026-11-11T00:00:00' }],
      '[1].from must be a date, or a time in ISO 8601 with offset',
    ],
    [
      [
        { ...good, from: '2026-11-11' },
        { ...good, from: '2026-11-11' },
      ],
      '[1].from must be later than that of the version before',
    ],
    [{ ...good, targets: [] }, 'targets must be an object'],
    [
      { ...good, targets: { serviceLevelSeconds: 3600 } },
      'targets.serviceLevelSeconds must be an object',
    ],
    [
      { ...good, makeUpWorkdays: ['2026-10-01'] },
      'makeUpWorkdays must not hold 2026-10-01, which is a holiday too',
    ],
  ])('refuses %j', (value, problem) => {
    expect(problemsOf(value)).toEqual([problem])
  })
})
