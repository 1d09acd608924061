import { arrivalsOf } from './arrivals.ts'
import { DAY } from './china-time.ts'
import { clipPerson } from './clip.ts'
import { createDice } from './dice.ts'
import { linesOf } from './lines.ts'
import {
  monthCalendar,
  type MonthCalendar,
  type MonthSchedule,
  type Span,
} from './month-calendar.ts'
import type { MonthEvent } from './month-events.ts'
import type { PersonPlan } from './month-plan.ts'
import { planPerson } from './persons.ts'
import { tallyPerson } from './tally.ts'
import { noTruths, type Truths } from './truths.ts'

export interface MonthOptions {
  /** The same seed and the same `until` make the same month. */
  readonly seed: number
  /** Nothing is known after this, epoch ms. */
  readonly until: number
  /** Local days up to and with the one of `until`; 14 at least. */
  readonly days?: number
  /** Inbound items on an ordinary day, about. */
  readonly perDay?: number
}

/** What was known, and true, at a moment. */
export interface MonthView {
  /** In the order in which the relay knew them. */
  readonly events: readonly MonthEvent[]
  readonly truths: Truths
}

/** A believable month with the truths about it, as of `until`. */
export interface Month extends MonthView {
  readonly calendar: MonthCalendar
  readonly schedule: MonthSchedule
  /** Who wrote, and what was decided to come of it, known at `until`. */
  readonly persons: readonly PersonPlan[]
  /** The same month seen at an earlier moment, or by a part of it: what begins in the period. */
  readonly asOf: (at: number, period?: Span) => MonthView
}

const EVER: Span = { from: -Infinity, until: Infinity }
const DAYS = 35
const PER_DAY = 170
/** Measured: an arrival brings so many items, with thanks, later turns and second visits. */
const ITEMS_PER_ARRIVAL = 3.5
/** Days and people draw from streams that do not meet. */
const DAY_STREAM = 2_000_000_000

export function createMonth(options: MonthOptions): Month {
  const calendar = calendarOf(options)
  const persons = [...personsOf(options, calendar)]
  const asOf = (at: number, period: Span = EVER): MonthView => {
    const known = persons.map((person) => clipPerson(person, at))
    const truths = noTruths(at, period)
    for (const person of known) tallyPerson(truths, calendar, person)
    const lines = known.flatMap((person) => [...linesOf(person)])
    lines.sort((a, b) => a.knownAt - b.knownAt)
    return { events: lines.map(({ event }) => event), truths }
  }
  return { ...asOf(options.until), calendar, schedule: calendar.schedule, persons, asOf }
}

/** The events alone, person by person and so not in order: a million items pass without being kept. */
export function* monthEvents(options: MonthOptions): Generator<MonthEvent> {
  for (const person of personsOf(options, calendarOf(options))) {
    for (const { event } of linesOf(person)) yield event
  }
}

/** The days of it and when people were at work, without making it. */
export const calendarOf = ({ until, days = DAYS }: MonthOptions): MonthCalendar =>
  monthCalendar(until, days)

function* personsOf(
  { seed, perDay = PER_DAY }: MonthOptions,
  calendar: MonthCalendar,
): Generator<PersonPlan> {
  let index = 0
  for (let day = calendar.from; day < calendar.until; day += DAY) {
    const dice = createDice(seed, DAY_STREAM + day / DAY)
    for (const arrival of arrivalsOf(calendar, day, perDay / ITEMS_PER_ARRIVAL, dice)) {
      index += 1
      yield clipPerson(planPerson(calendar, arrival, { seed, index }), calendar.until)
    }
  }
}
