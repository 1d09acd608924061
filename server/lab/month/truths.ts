import type { Span } from './month-calendar.ts'

/** So many of so many. */
export interface Share {
  hits: number
  of: number
}

/** ms, in no order. */
export interface Waits {
  readonly customer: number[]
  readonly team: number[]
  readonly customerBusiness: number[]
  readonly teamBusiness: number[]
}

/** What is true of a month, by decision and not by deriving it. Filled by `tallyPerson`. */
export interface Truths {
  readonly asOf: number
  /** What begins in it counts. */
  readonly period: Span
  /** Inbound items once each; the same without spam and closers; and the people behind them. */
  demandVolume: number
  answerableItems: number
  persons: number
  episodes: number
  turns: number
  answeredTurns: number
  /** Withdrawn, or marked unanswerable, before anybody answered: not to be counted against us. */
  abandonedTurns: number
  /** Each turn until its reply, ms. */
  readonly turnWaits: number[]
  readonly firstWaits: Waits
  /** Of episodes that begin in the week of 调休: working time only. */
  readonly holidayWeekWaits: Waits
  /** Episodes that came in while nobody was at work and whose first answer came in office hours. */
  nightHandOvers: number
  readonly serviceLevel: { readonly calendar: Share; readonly business: Share }
  /** By days of the window. */
  readonly fcr: Readonly<Record<1 | 3 | 7, Share>>
  readonly reopened: Share
  /** Over all solved, old enough or not. */
  readonly reopenedOfAll: Share
  readonly transferred: Share
  readonly csat: Share
  surveys: number
  readonly mentions: Share
  /** First and last solve after the start, ms. */
  readonly resolution: { readonly first: number[]; readonly full: number[] }
  readonly modes: Record<'staff' | 'self' | 'peer' | 'bot', number>
  dispatched: number
  failedReplies: number
  botReplies: number
  /** Conversations whose first answer, and whose newest words, are still waited for. */
  readonly waiting: string[]
  readonly waitingTurns: string[]
}

const waits = (): Waits => ({ customer: [], team: [], customerBusiness: [], teamBusiness: [] })
const share = (): Share => ({ hits: 0, of: 0 })

export function noTruths(asOf: number, period: Span): Truths {
  return {
    asOf,
    period,
    demandVolume: 0,
    answerableItems: 0,
    persons: 0,
    episodes: 0,
    turns: 0,
    answeredTurns: 0,
    abandonedTurns: 0,
    turnWaits: [],
    firstWaits: waits(),
    holidayWeekWaits: waits(),
    nightHandOvers: 0,
    serviceLevel: { calendar: share(), business: share() },
    fcr: { 1: share(), 3: share(), 7: share() },
    reopened: share(),
    reopenedOfAll: share(),
    transferred: share(),
    csat: share(),
    surveys: 0,
    mentions: share(),
    resolution: { first: [], full: [] },
    modes: { staff: 0, self: 0, peer: 0, bot: 0 },
    dispatched: 0,
    failedReplies: 0,
    botReplies: 0,
    waiting: [],
    waitingTurns: [],
  }
}
