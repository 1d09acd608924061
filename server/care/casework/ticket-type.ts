import { ticketSigns, type TicketType } from './ticket-signs.ts'

export type { TicketType }

/** The five jobs of a social service; every type belongs to one, suggestions to the last. */
export type Job = 'advice' | 'orders' | 'problems' | 'complaints' | 'feedback'

/** What a ticket seems to be about, by what the customer wrote. */
export interface SuggestedType {
  readonly type: TicketType
  readonly job: Job
  /** The customer's words that say so, at most three; empty where nothing in particular does. */
  readonly signs: readonly string[]
  /** Nothing speaks seriously for another type: good enough for rules to go by. */
  readonly isClear: boolean
}

/** What the customer's words are read with. */
export interface Reading {
  /** Questions and demands among the words. */
  readonly asks: number
  readonly isUpset: boolean
}

const jobs: Readonly<Record<TicketType, Job>> = {
  presales: 'advice',
  question: 'advice',
  aftersales: 'orders',
  technical: 'problems',
  complaint: 'complaints',
  emotional: 'complaints',
  praise: 'feedback',
}

const suggestion =
  /建议|提[个一点些]{0,2}(?:小)?(?:意见|建议)|希望(?!你们?(?:赶紧|尽快|马上|能?解决|给))/

/** Of equal weight, the graver goes first: a complaint about a delivery is a complaint. */
const gravest: readonly TicketType[] = [
  'complaint',
  'technical',
  'aftersales',
  'presales',
  'praise',
  'question',
  'emotional',
]

interface Score {
  readonly type: TicketType
  readonly weight: number
  readonly words: readonly string[]
}

function scoresOf(text: string): readonly Score[] {
  return gravest.map((type) => {
    const found = ticketSigns
      .filter((sign) => sign.type === type)
      .flatMap(({ pattern, weight }) => {
        const word = pattern.exec(text)?.[0]
        return word === undefined ? [] : [{ word, weight }]
      })
    return {
      type,
      weight: found.reduce((sum, { weight }) => sum + weight, 0),
      words: [...new Set(found.map(({ word }) => word))].slice(0, 3),
    }
  })
}

/** A feeling alone is what it is about only where nothing else is; thanks at the end of a wish are no praise. */
function countsFor({ type, weight }: Score, scores: readonly Score[], { asks }: Reading): boolean {
  if (weight === 0) return false
  const others = scores.filter((one) => one.type !== type && one.weight > 1)
  if (type === 'emotional') return others.every((one) => one.type === 'question')
  const isBlamed = scores.some((one) => one.type === 'complaint' && one.weight > 1)
  return type !== 'praise' || (asks === 0 && !isBlamed)
}

/** The type of a ticket nobody has classified. Pure: the same words always give the same type. */
export function suggestType(text: string, reading: Reading): SuggestedType {
  const isSuggestion = suggestion.test(text)
  const scores = scoresOf(text)
  const blamed = scores.find(({ type }) => type === 'complaint')?.weight ?? 0
  if (isSuggestion && blamed < 3)
    return {
      type: 'question',
      job: 'feedback',
      signs: [suggestion.exec(text)?.[0] ?? ''],
      isClear: false,
    }
  const valid = scores.filter((score) => countsFor(score, scores, reading))
  const praise = valid.find(({ type }) => type === 'praise')
  const best = praise ?? [...valid].sort((a, b) => b.weight - a.weight)[0]
  if (!best) {
    const type = reading.asks === 0 && reading.isUpset ? 'emotional' : 'question'
    return { type, job: jobs[type], signs: [], isClear: false }
  }
  const next = Math.max(0, ...scores.filter(({ type }) => type !== best.type).map((s) => s.weight))
  return {
    type: best.type,
    job: jobs[best.type],
    signs: best.words,
    // Whoever threatens or accuses complains, whatever it is about.
    isClear: best.weight - next >= 2 || (best.type === 'complaint' && best.weight >= 3),
  }
}
