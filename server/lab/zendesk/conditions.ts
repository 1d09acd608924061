import { isStaff, type Ticket, type TicketFacts } from './records.ts'
import { errorList } from './refusal.ts'
import type { TicketChange, ZendeskState } from './state.ts'

export interface Condition {
  field: string
  operator: string
  value: unknown
}

export interface Conditions {
  all: readonly Condition[]
  any: readonly Condition[]
}

interface Subject {
  state: ZendeskState
  ticket: Ticket
  /** Triggers look at a change, views at what is. */
  change?: TicketChange
}

const STATUS_ORDER = ['new', 'open', 'pending', 'hold', 'solved', 'closed']
const PRIORITY_ORDER = ['low', 'normal', 'high', 'urgent']
const EVENT_FIELDS = ['update_type', 'comment_is_public', 'role', 'comment_includes_word']

/** Every `all` and, where there are any, one `any`. */
export function holds({ all, any }: Conditions, subject: Subject): boolean {
  return (
    all.every((condition) => isMet(condition, subject)) &&
    (any.length === 0 || any.some((condition) => isMet(condition, subject)))
  )
}

export function readConditions(json: unknown, forView: boolean): Conditions {
  const { all, any } = (json ?? {}) as { all?: Condition[] | null; any?: Condition[] | null }
  const conditions = { all: all ?? [], any: any ?? [] }
  for (const condition of [...conditions.all, ...conditions.any]) {
    requireKnown(condition, forView)
  }
  if (conditions.all.length + conditions.any.length === 0) {
    throw errorList(422, 'InvalidConditions', 'Conditions: at least one is required')
  }
  return conditions
}

function requireKnown({ field, operator }: Condition, forView: boolean): void {
  const isKnown = Object.hasOwn(comparisons, field) || /^custom_fields_\d+$/.test(field)
  if (!isKnown || (forView && EVENT_FIELDS.includes(field))) {
    throw errorList(422, 'InvalidConditions', `Conditions: field ${field} is not valid`)
  }
  if (!OPERATORS.includes(operator)) {
    throw errorList(422, 'InvalidConditions', `Conditions: operator ${operator} is not valid`)
  }
}

const OPERATORS: readonly string[] = [
  'is',
  'is_not',
  'less_than',
  'greater_than',
  'includes',
  'not_includes',
  'changed',
  'not_changed',
  'changed_to',
  'changed_from',
  'not_changed_to',
  'not_changed_from',
  'value',
  'value_previous',
  'present',
  'not_present',
]

type Comparison = (condition: Condition, subject: Subject) => boolean

function isMet(condition: Condition, subject: Subject): boolean {
  const own = comparisons[condition.field]
  if (own) return own(condition, subject)
  const id = Number(condition.field.slice('custom_fields_'.length))
  return compareFact(condition, subject, (facts) => facts.fields.get(id) ?? null)
}

const comparisons: Readonly<Record<string, Comparison | undefined>> = {
  update_type: ({ value }, { change }) =>
    change !== undefined && String(value).toLowerCase() === (change.isNew ? 'create' : 'change'),
  comment_is_public: compareComment,
  comment_includes_word: ({ operator, value }, { change }) =>
    includesWord(operator, change?.comment?.body, value),
  subject_includes_word: ({ operator, value }, { ticket }) =>
    includesWord(operator, ticket.subject ?? '', value),
  role: compareRole,
  current_tags: compareTags,
  status: (condition, subject) => compareOrdered(condition, subject, 'status', STATUS_ORDER),
  priority: (condition, subject) => compareOrdered(condition, subject, 'priority', PRIORITY_ORDER),
  type: (condition, subject) => compareFact(condition, subject, ({ type }) => type),
  via_id: ({ operator, value }, { ticket }) => compareVia(operator, value, ticket.via.channel),
  current_via_id: ({ operator, value }, { change }) =>
    change !== undefined && compareVia(operator, value, change.audit.via.channel),
  requester_id: (condition, subject) =>
    compareFact(condition, subject, (facts) => facts.requesterId),
  requester_role: ({ operator, value }, { state, ticket }) => {
    const user = state.people.get(ticket.requesterId)
    return (roleNumber(user?.role) === Number(value)) === (operator !== 'is_not')
  },
  assignee_id: (condition, subject) => compareFact(condition, subject, (facts) => facts.assigneeId),
  group_id: (condition, subject) => compareFact(condition, subject, (facts) => facts.groupId),
  brand_id: (condition, subject) => compareFact(condition, subject, (facts) => facts.brandId),
  ticket_form_id: (condition, subject) => compareFact(condition, subject, (facts) => facts.formId),
  ticket_is_public: ({ value }, { ticket }) => (value === 'public') === ticket.isPublic,
  satisfaction_score: ({ operator, value }, { ticket }) =>
    (String(value) === (ticket.rating?.score ?? 'unoffered')) === (operator !== 'is_not'),
}

function compareComment({ operator, value }: Condition, { change }: Subject): boolean {
  const comment = change?.comment
  if (!comment) return false
  const wanted = String(value)
  if (wanted === 'not_relevant') return true
  const isPublic = wanted === 'true' || wanted === 'requester_can_see_comment'
  return (comment.isPublic === isPublic) === (operator !== 'is_not')
}

function compareRole({ operator, value }: Condition, { change }: Subject): boolean {
  if (!change) return false
  const wanted = String(value)
  const isIt =
    wanted === 'agent'
      ? isStaff(change.actor)
      : wanted === 'end_user'
        ? !isStaff(change.actor)
        : String(change.actor.id) === wanted
  return isIt === (operator !== 'is_not')
}

/** `includes` asks for one of the words, `not_includes` for none of them. */
function compareTags({ operator, value }: Condition, { ticket }: Subject): boolean {
  const words = (Array.isArray(value) ? value.map(String) : String(value).split(/[\s,]+/)).filter(
    (word) => word !== '',
  )
  const hasOne = words.some((word) => ticket.tags.includes(word.toLowerCase()))
  return hasOne === (operator === 'includes' || operator === 'is')
}

function compareOrdered(
  condition: Condition,
  subject: Subject,
  name: 'status' | 'priority',
  order: readonly string[],
): boolean {
  const { operator, value } = condition
  if (operator !== 'less_than' && operator !== 'greater_than') {
    return compareFact(condition, subject, (facts) => facts[name])
  }
  const here = order.indexOf(String(subject.ticket[name]))
  const there = order.indexOf(String(value))
  return operator === 'less_than' ? here < there : here > there
}

function compareFact(
  { operator, value }: Condition,
  { ticket, change }: Subject,
  read: (facts: TicketFacts) => unknown,
): boolean {
  const now = read(ticket)
  const before = change ? read(change.before) : now
  const isWanted = (fact: unknown): boolean => textOf(fact) === textOf(value)
  switch (operator) {
    case 'is_not':
      return !isWanted(now)
    case 'changed':
      return now !== before
    case 'not_changed':
      return now === before
    case 'changed_to':
    case 'value':
      return now !== before && isWanted(now)
    case 'changed_from':
    case 'value_previous':
      return now !== before && isWanted(before)
    case 'not_changed_to':
      return now === before || !isWanted(now)
    case 'not_changed_from':
      return now === before || !isWanted(before)
    case 'present':
      return textOf(now) !== ''
    case 'not_present':
      return textOf(now) === ''
    default:
      return isWanted(now)
  }
}

function textOf(value: unknown): string {
  return value === null || value === undefined ? '' : `${value as string | number}`
}

function includesWord(operator: string, text: string | undefined, value: unknown): boolean {
  if (text === undefined) return false
  const words = String(value).toLowerCase().split(/\s+/)
  const hasOne = words.some((word) => text.toLowerCase().includes(word))
  return hasOne === (operator === 'includes' || operator === 'is')
}

/** The numbers conditions use for channels. */
const VIA_IDS: Readonly<Record<string, number>> = { web: 0, mail: 4, api: 5, any_channel: 55 }

function compareVia(operator: string, value: unknown, channel: string): boolean {
  const isIt = String(VIA_IDS[channel] ?? channel) === String(value)
  return isIt === (operator !== 'is_not')
}

function roleNumber(role: string | undefined): number {
  return role === 'admin' ? 2 : role === 'agent' ? 4 : 0
}
