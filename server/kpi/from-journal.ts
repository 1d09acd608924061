import type { JournalRecord } from '../core/journal.ts'
import type { Dimensions, KpiEvent } from './event.ts'
import { createAckReader } from './journal-acks.ts'
import { createPeopleReader } from './journal-people.ts'
import {
  customerOf,
  idOf,
  itemOf,
  publishedAt,
  textIn,
  type Reader,
  type Readers,
} from './journal-record.ts'
import { createReplyReaders } from './journal-replies.ts'
import { createTicketReader } from './journal-tickets.ts'

/** Reads a tenant's journal in order, page by page. */
export interface JournalReader {
  /** What these records tell; what is not told until a later one comes with that. */
  readonly take: (records: readonly JournalRecord[]) => readonly KpiEvent[]
}

type Classified = Extract<KpiEvent, { readonly type: 'classified' }>

function placeIn(record: JournalRecord): Dimensions {
  const [province, city] = [textIn(record, 'province'), textIn(record, 'city')]
  const tier = textIn(record, 'tier')
  return {
    ...(record.account !== undefined && { account: record.account }),
    ...(province !== undefined && { province }),
    ...(city !== undefined && { city }),
    ...(tier !== undefined && { tier }),
  }
}

/** Of what is no message only that somebody left, or took a message back, counts. */
function withdrawn(record: JournalRecord): readonly KpiEvent[] {
  const { conversation, at } = record
  const about = { id: idOf(record), at: publishedAt(record) }
  // Journals of before do not name the event: of what withdraws only leaving was told then.
  const name = textIn(record, 'event') ?? nameBefore(record)
  if (name === 'withdrawn' && textIn(record, 'platformId') !== undefined)
    return [{ ...about, at, type: 'deleted', platformId: itemOf(record) }]
  if (name === 'unfollowed' && conversation !== undefined)
    return [{ ...about, type: 'abandoned', conversation, reason: 'unfollowed' }]
  return []
}

function nameBefore(record: JournalRecord): string | undefined {
  const kind = textIn(record, 'platformKind') ?? ''
  return /^event\.(unsubscribe|unfollow)$/.test(kind) ? 'unfollowed' : undefined
}

/** R1 browsed, R2 replied to (so browsed), R3 reached out to. */
function disposed(record: JournalRecord): readonly KpiEvent[] {
  const { conversation, at } = record
  if (conversation === undefined) return []
  const type = textIn(record, 'value') === 'R3' ? 'reached_out' : 'listened'
  return [{ id: idOf(record), type, at, conversation }]
}

function typed(record: JournalRecord): readonly KpiEvent[] {
  const { conversation, at } = record
  const category = textIn(record, 'type')
  if (conversation === undefined || category === undefined) return []
  return [{ id: idOf(record), type: 'classified', at, conversation, category, ...judgedIn(record) }]
}

const polarities = ['negative', 'neutral', 'positive'] as const

/** What it is about and how it was said, where whoever typed the case said so. */
function judgedIn(record: JournalRecord): Pick<Classified, 'issue' | 'polarity' | 'anger'> {
  const [issue, anger] = [textIn(record, 'issue'), Number(record.detail?.['anger'] ?? NaN)]
  const polarity = polarities.find((one) => one === record.detail?.['polarity'])
  return {
    ...(issue !== undefined && { issue }),
    ...(polarity && { polarity }),
    ...(Number.isInteger(anger) && anger >= 0 && anger <= 3 && { anger }),
  }
}

const isDecided = (record: JournalRecord, field: string): boolean =>
  record.detail?.[`${field}Decided`] === true

/** Where the trouble is. Where the writer lives stands with the item itself. */
function placeTold(record: JournalRecord): Pick<Dimensions, 'province' | 'city'> {
  if (textIn(record, 'placeSource') !== 'text') return {}
  const [province, city] = [textIn(record, 'province'), textIn(record, 'city')]
  return { ...(province !== undefined && { province }), ...(city !== undefined && { city }) }
}

/** Only what the engine is sure of; its category is also what a repeat is known by. */
function understood(record: JournalRecord): readonly KpiEvent[] {
  const { conversation, at } = record
  if (conversation === undefined) return []
  const judged = judgedIn(record)
  const category = isDecided(record, 'category') ? textIn(record, 'category') : undefined
  return [
    {
      id: idOf(record),
      type: 'classified',
      at,
      conversation,
      ...(category !== undefined && category !== 'none' && { category, issue: category }),
      ...(isDecided(record, 'polarity') && judged.polarity && { polarity: judged.polarity }),
      ...(isDecided(record, 'anger') && judged.anger !== undefined && { anger: judged.anger }),
      ...placeTold(record),
    },
  ]
}

/** What a person says counts from then on, whatever the engine was sure of. */
function corrected(record: JournalRecord): readonly KpiEvent[] {
  const { conversation, at } = record
  const [field, value] = [textIn(record, 'field'), textIn(record, 'value')]
  if (conversation === undefined || field === undefined) return []
  const about = { id: idOf(record), type: 'classified', at, conversation } as const
  const polarity = polarities.find((one) => field === 'polarity' && one === value)
  if (polarity) return [{ ...about, polarity }]
  if (field === 'category' && value !== undefined && value !== 'none')
    return [{ ...about, category: value, issue: value }]
  if (field !== 'place') return []
  const [province, city] = [textIn(record, 'province'), textIn(record, 'city')]
  return [
    {
      ...about,
      ...(province !== undefined && { province }),
      ...(city !== undefined && { city }),
    },
  ]
}

function received(record: JournalRecord): readonly KpiEvent[] {
  const { conversation, at: enteredAt, channel = '' } = record
  if (conversation === undefined) return []
  return [
    {
      id: idOf(record),
      type: 'received',
      at: publishedAt(record),
      enteredAt,
      conversation,
      platformId: itemOf(record),
      customer: customerOf(record),
      channel,
      mention: record.detail?.['mention'] === true,
      kind: record.detail?.['answerable'] === false ? 'closer' : 'demand',
      ...placeIn(record),
    },
  ]
}

/** Turns a tenant's journal into events. Keeps what later records refer to: tickets, replies, persons. */
export function createJournalReader(): JournalReader {
  const acks = createAckReader()
  const tickets = createTicketReader()
  const people = createPeopleReader()
  const learn: Reader = (record) => {
    tickets.learn(record)
    return []
  }
  const readers: Readers = {
    ...createReplyReaders(),
    received(record) {
      if (record.conversation !== undefined && record.detail?.['answerable'] !== false)
        tickets.ask(record.conversation)
      return [...received(record), ...acks.place(record)]
    },
    event: (record) => [...withdrawn(record), ...acks.place(record)],
    acknowledged: acks.tell,
    filed: learn,
    ticket_learnt: learn,
    ticket_event: (record) =>
      tickets.tell(record).map((one, i): KpiEvent => ({ ...one, id: `${idOf(record)}.${i}` })),
    disposition: disposed,
    case_typed: typed,
    understood,
    understanding_corrected: corrected,
    person_linked: people,
    person_unlinked: people,
    person_undone: people,
  }
  return {
    take: (records) => records.flatMap((record) => readers[record.type]?.(record) ?? []),
  }
}
