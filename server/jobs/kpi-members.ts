import type { JournalRecord, JournalType } from '../core/journal.ts'
import type { KpiPage } from '../core/store/kpi.ts'

/** Steps that tell the figures nothing. */
const silent: ReadonlySet<JournalType> = new Set([
  'duplicate',
  'quarantined',
  'unreadable',
  'gap',
  'filing_frozen',
  'filing_failed',
  'dead_lettered',
  'replayed',
  'noted',
  'token_warning',
  'settings_changed',
  'incident',
])

function textIn(record: JournalRecord, key: string): string | undefined {
  const value = record.detail?.[key]
  return value === undefined || value === '' ? undefined : String(value)
}

export function conversationMember(conversation: string): string {
  return `c:${conversation}`
}

/**
 * What a record is about: whoever shares a member may change the other's facts. A customer, their
 * conversations, their tickets; the tickets merged into one; the persons linked by one act; and the
 * public post that its author takes back.
 */
export function membersOf(record: JournalRecord): readonly string[] {
  const { type, account = '', conversation, customer, ticket } = record
  if (silent.has(type)) return []
  const [act, person] = [textIn(record, 'act'), textIn(record, 'person')]
  const target = type === 'ticket_event' ? textIn(record, 'target') : undefined
  const post = textIn(record, 'visibility') === 'private' ? undefined : textIn(record, 'platformId')
  const isItem = type === 'received' || type === 'event'
  return [
    ...(conversation === undefined ? [] : [conversationMember(conversation)]),
    ...(customer === undefined ? [] : [`p:${account}/${customer}`]),
    ...(ticket === undefined ? [] : [`t:${ticket}`]),
    ...(target === undefined ? [] : [`t:${target}`]),
    ...(isItem && post !== undefined ? [`i:${account}/${post}`] : []),
    ...(type.startsWith('person_') && act !== undefined ? [`a:${act}`] : []),
    ...(type.startsWith('person_') && person !== undefined ? [`n:${person}`] : []),
  ]
}

/** A record as a circle keeps it: with its place in the journal, by which copies and order are told. */
export function lineOf({ tenant: _tenant, ...record }: JournalRecord): string {
  return `${JSON.stringify(record)}\n`
}

/** The records of a circle, each once, in order of the journal. */
export function recordsIn(tenant: string, lines: string): readonly JournalRecord[] {
  if (lines === '') return []
  const parsed = JSON.parse(`[${lines.slice(0, -1).replaceAll('\n', ',')}]`) as Writable[]
  let isInOrder = true
  for (const [i, record] of parsed.entries()) {
    record.tenant = tenant
    isInOrder &&= i === 0 || record.seq > (parsed[i - 1]?.seq ?? 0)
  }
  if (isInOrder) return parsed
  const bySeq = new Map(parsed.map((record) => [record.seq, record]))
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq)
}

type Writable = { -readonly [K in keyof JournalRecord]: JournalRecord[K] }

/** Sets of names that grow together. */
class Groups {
  private readonly parents = new Map<string, string>()

  rootOf(name: string): string {
    let root = name
    for (let up = this.parents.get(root); up !== undefined; up = this.parents.get(root)) root = up
    for (let here = name; here !== root;) {
      const up = this.parents.get(here) ?? root
      this.parents.set(here, root)
      here = up
    }
    return root
  }

  join(one: string, other: string): void {
    const [a, b] = [this.rootOf(one), this.rootOf(other)]
    if (a !== b) this.parents.set(b, a)
  }
}

export type Gathered = Omit<KpiPage, 'after' | 'reader' | 'records'> & {
  /** Lines by circle, those of absorbed circles not among them. */
  readonly records: Map<string, string>
  /** Which circle each absorbed one is part of now. */
  readonly into: ReadonlyMap<string, string>
}

/** A record and what it is about. */
export interface About {
  readonly record: JournalRecord
  readonly members: readonly string[]
}

/** Sorts records into circles; `known` are the circles that their members, `names`, have so far. */
export function gather(
  about: readonly About[],
  names: ReadonlySet<string>,
  known: ReadonlyMap<string, string>,
): Gathered {
  const groups = new Groups()
  for (const name of names) {
    const circle = known.get(name)
    if (circle !== undefined) groups.join(`circle ${circle}`, name)
  }
  for (const { members } of about) {
    const [first, ...others] = members
    for (const other of others) groups.join(first ?? other, other)
  }
  const circles = circlesOf(groups, known)
  const circleOf = (name: string): string => {
    const root = groups.rootOf(name)
    return circles.get(root) ?? root
  }
  const into = new Map<string, string>()
  for (const circle of new Set(known.values())) {
    const target = circleOf(`circle ${circle}`)
    if (target !== circle) into.set(circle, target)
  }
  const lines = new Map<string, string>()
  for (const { record, members } of about) {
    const [first] = members
    if (first === undefined) continue
    const circle = circleOf(first)
    lines.set(circle, (lines.get(circle) ?? '') + lineOf(record))
  }
  const fresh = [...names].filter((name) => known.get(name) !== circleOf(name))
  return {
    members: fresh.map((name) => [name, circleOf(name)] as const),
    records: lines,
    absorbed: [...into.keys()],
    into,
  }
}

/** By root: the first circle there was (so that the fewest move), else the first name. */
function circlesOf(groups: Groups, known: ReadonlyMap<string, string>): Map<string, string> {
  const circles = new Map<string, string>()
  for (const circle of [...new Set(known.values())].sort()) {
    const root = groups.rootOf(`circle ${circle}`)
    if (!circles.has(root)) circles.set(root, circle)
  }
  return circles
}
