import type { KpiEvent } from './event.ts'
import { readMoment } from './read-moment.ts'

/** How one field is read. `read` gives undefined for what the field cannot be; `expected` ends the sentence “must be …”. */
export interface FieldFormat {
  readonly expected: string
  readonly read: (value: unknown) => string | number | boolean | undefined
  readonly isOptional?: boolean
  /** Always the same where it is said: checked, not kept. */
  readonly isFixed?: boolean
}

const text: FieldFormat = {
  expected: 'a text, not empty',
  read: (value) => (typeof value === 'string' && value !== '' ? value : undefined),
}
/** ISO 8601 → epoch ms. */
export const moment: FieldFormat = {
  expected: 'a time in ISO 8601 with offset, such as 2026-03-01T09:00:00+08:00',
  read: (value) => (typeof value === 'string' ? readMoment(value) : undefined),
}
const flag: FieldFormat = {
  expected: 'true or false',
  read: (value) => (typeof value === 'boolean' ? value : undefined),
}
const oneOf = (...words: readonly string[]): FieldFormat => ({
  expected: words.length === 1 ? `"${words.join()}"` : `one of ${words.join(', ')}`,
  read: (value) => words.find((word) => word === value),
})
const whole = (low: number, high: number): FieldFormat => ({
  expected: `a whole number from ${low} to ${high}`,
  read: (value) =>
    typeof value === 'number' && Number.isInteger(value) && value >= low && value <= high
      ? value
      : undefined,
})
const optional = (format: FieldFormat): FieldFormat => ({ ...format, isOptional: true })

const base = {
  id: optional(text),
  at: moment,
  account: optional(text),
  group: optional(text),
  agent: optional(text),
  category: optional(text),
  province: optional(text),
  city: optional(text),
  tier: optional(text),
}
const told = { ...base, conversation: text }
const link = { ...base, customer: text, sameAs: text }
const solve = { ...told, mode: optional(oneOf('staff', 'self', 'peer', 'bot')) }

/** The fields of each type of line, by §5 of the KPI reference; anything else on a line is passed over. */
export const fieldsByType: Readonly<
  Record<KpiEvent['type'], Readonly<Record<string, FieldFormat>>>
> = {
  received: {
    ...told,
    enteredAt: moment,
    platformId: text,
    customer: text,
    channel: text,
    mention: flag,
    kind: oneOf('demand', 'closer', 'spam', 'echo'),
    issue: optional(text),
  },
  acked: { ...told, by: { ...optional(oneOf('bot')), isFixed: true } },
  replied: {
    ...told,
    deliveredAt: optional(moment),
    by: oneOf('human', 'bot'),
    public: flag,
    findings: optional(whole(0, 1000)),
  },
  failed: { ...told, what: text },
  transferred: { ...told, fromGroup: optional(text), toGroup: optional(text) },
  solved: solve,
  reopened: solve,
  rated: { ...told, score: whole(1, 5) },
  surveyed: told,
  linked: link,
  unlinked: link,
  classified: {
    ...told,
    issue: optional(text),
    polarity: optional(oneOf('negative', 'neutral', 'positive')),
    anger: optional(whole(0, 3)),
  },
  deleted: { ...base, platformId: text },
  listened: told,
  assigned: told,
  dispatched: told,
  returned: told,
  reached_out: told,
  abandoned: { ...told, reason: optional(oneOf('unfollowed', 'unanswerable')) },
}
