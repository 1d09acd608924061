import * as z from 'zod'
import { clockTime, date } from './fields.ts'

const hour = 3600

const schedule = z
  .strictObject({
    from: date.describe('first day it holds, in the tenant’s time zone; the first one also before'),
    open: clockTime.describe('start of the working day').default('09:00'),
    close: clockTime
      .describe('end of the working day; not after `open` = on the next day')
      .default('18:00'),
    weekdays: z
      .array(z.int().min(1).max(7))
      .describe('working days, 1 = Monday … 7 = Sunday')
      .default([1, 2, 3, 4, 5]),
    holidays: z.array(date).describe('dates that are no working days').default([]),
    makeUpWorkdays: z.array(date).describe('weekend dates that are working days').default([]),
  })
  .describe('working hours by the day from which they hold')

const seconds = z.number().positive()
const days = z.number().positive().max(90)

/** What the figures of a tenant are judged by. */
export const kpi = z.strictObject({
  stage: z
    .union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)], {
      error: 'must be 1, 2, 3 or 4',
    })
    .describe('maturity, 1 to 4: figures of later stages stay folded')
    .default(1),
  targets: z
    .strictObject({
      serviceLevelSeconds: z
        .strictObject({
          calendar: seconds.describe('by the clock').default(hour),
          business: seconds.describe('in working time').default(hour),
        })
        .describe('within which a first answer is on time')
        .prefault({}),
      fcrDays: days.describe('days in which nobody may come back about the same').default(7),
      reopenDays: days.describe('days in which a solved ticket may be reopened').default(7),
      mentionHours: z
        .number()
        .positive()
        .describe('hours within which an @mention is answered')
        .default(24),
    })
    .describe('what is agreed on')
    .prefault({}),
  schedules: z
    .array(schedule)
    .describe('working hours; without any somebody is always at work')
    .default([]),
  mapMinimum: z
    .int()
    .min(1)
    .describe('judged conversations from which a place is coloured on the map')
    .default(10),
  handlingSeconds: z
    .number()
    .positive()
    .describe(
      'work on one message, for the number of agents needed by the hour; not reckoned without it',
    )
    .optional(),
  answeredShare: z
    .number()
    .min(0.01)
    .max(0.999)
    .describe('share of messages to take up within `serviceLevelSeconds.business`, for the same')
    .default(0.8),
})
