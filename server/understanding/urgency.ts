import type { InfluenceLevel } from './influence.ts'
import type { Understanding } from './result.ts'

export type UrgencyLevel = 'low' | 'normal' | 'high' | 'urgent'
export type UrgencyReason =
  'legal' | 'regulator' | 'media' | 'furious' | 'angry' | 'negative' | 'abusive' | 'reach' | 'noise'

export interface Urgency {
  readonly level: UrgencyLevel
  /** 0 to 100. */
  readonly score: number
  /** What adds to it, the heaviest first. */
  readonly because: readonly { readonly reason: UrgencyReason; readonly points: number }[]
}

type Part = Urgency['because'][number]

/**
 * An announced complaint to somebody outside outranks every mood: a calm threat counts more than a
 * shouted insult. What the engine is not sure of adds nothing.
 */
const outside = { legal: 50, regulator: 45, media: 40 } as const
const moods = { 3: 25, 2: 15 } as const
const reach = { major: 30, strong: 20, notable: 10, ordinary: 0 } as const
const floors = { urgent: 60, high: 40 } as const

function moodOf({ anger, polarity, abuse }: Understanding): readonly Part[] {
  const parts: Part[] = []
  if (anger.decided && anger.level === 3) parts.push({ reason: 'furious', points: moods[3] })
  if (anger.decided && anger.level === 2) parts.push({ reason: 'angry', points: moods[2] })
  if (polarity.decided && polarity.value === 'negative')
    parts.push({ reason: 'negative', points: 5 })
  if (abuse.decided && abuse.value) parts.push({ reason: 'abusive', points: 5 })
  return parts
}

function partsOf(understood: Understanding, level: InfluenceLevel): readonly Part[] {
  const { value, decided } = understood.escalation
  return [
    ...(decided && value !== 'none' ? [{ reason: value, points: outside[value] }] : []),
    ...(reach[level] > 0 ? [{ reason: 'reach', points: reach[level] } as const] : []),
    ...moodOf(understood),
  ]
}

function levelOf(score: number): UrgencyLevel {
  if (score >= floors.urgent) return 'urgent'
  return score >= floors.high ? 'high' : 'normal'
}

/** How much a text presses, and why. Marketing and the like is `low` whatever it shouts. */
export function urgencyOf(understood: Understanding, level: InfluenceLevel = 'ordinary'): Urgency {
  const { relevance } = understood
  const parts = [...partsOf(understood, level)].sort((a, b) => b.points - a.points)
  const score = Math.min(
    100,
    parts.reduce((sum, { points }) => sum + points, 0),
  )
  const isNoise =
    relevance.decided && relevance.value === 'noise' && understood.escalation.value === 'none'
  if (isNoise) return { level: 'low', score: 0, because: [{ reason: 'noise', points: 0 }] }
  return { level: levelOf(score), score, because: parts }
}
