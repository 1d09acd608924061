import type { FilingBody } from '../core/filing.ts'
import type { JournalEntry } from '../core/journal.ts'
import type { StoredMessage } from '../core/store/inbox.ts'
import { influenceOf, reachIn } from '../understanding/influence.ts'
import type { UnderstandInput, Understanding, Where } from '../understanding/result.ts'
import { urgencyOf, type Urgency } from '../understanding/urgency.ts'
import type { Runtime, TenantRuntime } from './runtime.ts'

/** What is added to a filing, and what the journal keeps of it: facts, never the customer's words. */
export interface Understood {
  readonly fields: FilingBody['fields']
  readonly tags: readonly string[]
  /** The part of them that a later comment on the same ticket still says. */
  readonly pressing: Pick<Understood, 'fields' | 'tags'>
  readonly urgency: Urgency
  readonly detail: NonNullable<JournalEntry['detail']>
}

/** A pasted page says no more about what it is about than its beginning. */
const maxLength = 4000

/** The customer's own words of what asks for something; what they quote or link is not theirs. */
function wordsOf(members: readonly StoredMessage[]): string {
  const lines = members
    .filter(({ isAnswerable }) => isAnswerable)
    .flatMap(({ message }) => message.parts)
    .flatMap((part) => (part.type === 'text' ? [part.text] : []))
  return lines.join('\n').trim().slice(0, maxLength)
}

/** What the person said of where they live, else where the platform says the item was sent from. */
function profileOf({ message }: StoredMessage): string | undefined {
  const { province, city, ipRegion } = message.customer
  const own = [province, city].filter((part) => part !== undefined).join(' ')
  return own === '' ? ipRegion : own
}

function placeText({ province, city, district }: Where): string {
  return [province, city, district].filter((level) => level !== null).join('/')
}

function fieldsOf(understood: Understanding, { level }: Urgency): FilingBody['fields'] {
  const { what, where, when, polarity } = understood
  const values = {
    category: what.category.decided ? what.category.value : undefined,
    product: what.product ?? undefined,
    mood: polarity.decided ? polarity.value : undefined,
    urgency: level,
    place: where?.source === 'text' ? placeText(where) : undefined,
    issue_time: when?.start,
  }
  return Object.entries(values).flatMap(([id, value]) => (value ? [{ id, value }] : []))
}

function escalationTags({ escalation }: Understanding): readonly string[] {
  const { value, decided } = escalation
  return decided && value !== 'none' ? [`weiqiao_escalation_${value}`] : []
}

function pressingOf(understood: Understanding, { level }: Urgency): Understood['pressing'] {
  const presses = level === 'high' || level === 'urgent'
  return {
    fields: presses ? [{ id: 'urgency', value: level }] : [],
    tags: escalationTags(understood),
  }
}

function tagsOf(understood: Understanding): readonly string[] {
  const { what, polarity } = understood
  const { category } = what
  return [
    ...(category.decided && /^[a-z0-9_-]+$/.test(category.value)
      ? [`weiqiao_category_${category.value}`]
      : []),
    ...(polarity.decided && polarity.value === 'negative' ? ['weiqiao_mood_negative'] : []),
    ...escalationTags(understood),
  ]
}

const rounded = (confidence: number): number => Math.round(confidence * 1000) / 1000

function placeDetail(where: Where | null): Record<string, string | number> {
  if (!where) return {}
  const { province, city, district, source, confidence } = where
  return {
    placeSource: source,
    placeConfidence: rounded(confidence),
    ...(province !== null && { province }),
    ...(city !== null && { city }),
    ...(district !== null && { district }),
  }
}

function detailOf(understood: Understanding, urgency: Urgency): Understood['detail'] {
  const { what, polarity, anger, escalation, relevance, abuse, when, where } = understood
  return {
    category: what.category.value,
    categoryConfidence: rounded(what.category.confidence),
    categoryDecided: what.category.decided,
    polarity: polarity.value,
    polarityConfidence: rounded(polarity.confidence),
    polarityDecided: polarity.decided,
    anger: anger.level,
    angerConfidence: rounded(anger.confidence),
    angerDecided: anger.decided,
    escalation: escalation.value,
    escalationConfidence: rounded(escalation.confidence),
    escalationDecided: escalation.decided,
    abuse: abuse.value,
    relevance: relevance.value,
    relevanceConfidence: rounded(relevance.confidence),
    relevanceDecided: relevance.decided,
    urgency: urgency.level,
    urgencyScore: urgency.score,
    urgencyBecause: urgency.because.map(({ reason }) => reason).join(' '),
    ...(when && { issueFrom: when.start, issueTo: when.end, issueGrain: when.grain }),
    ...placeDetail(where),
  }
}

/** Whatever fails here, the customer's words are filed. */
function read(
  { log }: Runtime,
  { id, understand }: TenantRuntime,
  input: UnderstandInput,
): Understanding | undefined {
  try {
    return understand?.(input)
  } catch (error) {
    log.warn('understanding.failed', { tenant: id, name: error instanceof Error ? error.name : '' })
    return undefined
  }
}

/** What the members say together; undefined without words, or where it is switched off. Oldest first. */
export function understoodIn(
  runtime: Runtime,
  tenant: TenantRuntime,
  members: readonly StoredMessage[],
): Understood | undefined {
  const text = wordsOf(members)
  const newest = members.at(-1)
  if (text === '' || !newest || !tenant.understand) return undefined
  const profileLocation = profileOf(newest)
  const understood = read(runtime, tenant, {
    text,
    at: newest.message.sentAt,
    timeZone: tenant.timeZone,
    ...(profileLocation !== undefined && { profileLocation }),
  })
  if (!understood) return undefined
  const { level } = influenceOf(reachIn(members.map(({ message }) => message)))
  const urgency = urgencyOf(understood, level)
  return {
    fields: fieldsOf(understood, urgency),
    tags: tagsOf(understood),
    pressing: pressingOf(understood, urgency),
    urgency,
    detail: detailOf(understood, urgency),
  }
}

const ranks = ['low', 'normal', 'high', 'urgent'] as const

/** Raises a new ticket's priority where what it says presses; never lowers it, and leaves `normal` to Zendesk. */
export function raised(
  priority: FilingBody['priority'],
  { level }: Urgency,
): FilingBody['priority'] {
  if (level === 'low' || level === 'normal') return priority
  return priority !== undefined && ranks.indexOf(priority) >= ranks.indexOf(level)
    ? priority
    : level
}
