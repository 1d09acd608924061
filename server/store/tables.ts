import type { Generated, Selectable } from 'kysely'

/** Rows as both engines hold them: times epoch ms, JSON as text, booleans 0/1, ids as text. */
export interface Tables {
  schema_version: { id: number; version: number }
  keyring: { tenant: string; version: number; wrapped: string }
  secrets: { tenant: string; name: string; value: string }
  kept: { tenant: string; key: string; value: string; expires_at: number | null }
  leases: { tenant: string; key: string; owner: string; fence: number; until: number }
  tokens: {
    tenant: string
    key: string
    value: string
    refresh: string | null
    fetched_at: number
    expires_at: number
    version: number
  }
  budgets: { tenant: string; key: string; left_over: number; at: number; blocked_until: number }
  journal_heads: { tenant: string; seq: number }
  journal: { tenant: string; seq: number; type: string; at: number; body: string }
  inbox: InboxTable
  conversations: ConversationTable
  filings: FilingTable
  own_comments: { tenant: string; comment: string; filing: string }
  windows: {
    tenant: string
    account: string
    customer: string
    grants: string
    is_reachable: number
  }
  cursors: { tenant: string; account: string; feed: string; cursor: string }
  gaps: {
    tenant: string
    id: string
    account: string
    feed: string
    cursor: string
    body: string
    at: number
  }
  replies: ReplyTable
  deliveries: DeliveryTable
  notices: NoticeTable
  touched: {
    tenant: string
    ticket: string
    last_comment: Generated<string | null>
    wanted: number
    done: number
    run_at: number
    tries: Generated<number>
    owner: Generated<string | null>
    fence: Generated<number>
    until: Generated<number>
  }
  touched_keys: { tenant: string; key: string; at: number }
  files: {
    tenant: string
    id: string
    token_hash: string
    name: string
    content_type: string
    size: number
    expires_at: number
  }
  chunks: { tenant: string; file: string; seq: number; bytes: Uint8Array }
  documents: {
    tenant: string
    name: string
    version: number
    body: string
    at: number
    by_id: string | null
    by_name: string | null
  }
  intents: {
    tenant: string
    id: string
    ticket: string
    author: string | null
    digest: string
    overrides: string
    at: number
    expires_at: number
    reply: Generated<string | null>
  }
  dismissals: { tenant: string; rule: string; agent: string; count: number; last_at: number }
  persons: { tenant: string; id: string; made_at: number }
  link_acts: ByWhom & {
    tenant: string
    id: string
    kind: string
    how: string | null
    at: number
    undone_by: Generated<string | null>
  }
  links: OfIdentity &
    ByWhom & {
      id: string
      person: string
      how: string
      at: number
      opened_by: string
      closed_by: Generated<string | null>
      undone_at: Generated<number | null>
    }
  unions: OfIdentity & { union_id: string }
  desk_users: OfIdentity & { desk_user: string }
  bindings: OfIdentity &
    ByWhom & {
      id: string
      kind: string
      sealed: string
      digest: string
      shown: string
      at: number
      ended_at: Generated<number | null>
    }
  consents: OfIdentity & ByWhom & { id: string; kind: string; value: string; at: number }
  preferences: OfIdentity & ByWhom & { body: string; at: number }
  promise_marks: ByWhom & {
    tenant: string
    reply: string
    start_at: number
    value: string
    at: number
  }
  labels: {
    tenant: string
    message: string
    field: string
    value: string
    at: number
    agent: string
  }
  learnt_models: {
    tenant: string
    version: number
    at: number
    base: string
    labels: string
    figures: string
    body: string
    retired_at: Generated<number | null>
  }
  kpi_readers: {
    tenant: string
    seq: number
    derivation: string
    view: string
    at: number
    newest_at: number | null
  }
  kpi_members: { tenant: string; member: string; circle: string }
  kpi_circles: {
    tenant: string
    id: string
    records: string
    hours: string
    wanted: number
    done: number
    changes_at: number | null
  }
  kpi_facts: { tenant: string; hour: number; circle: string; body: string; is_open: number }
  kpi_hours: {
    tenant: string
    hour: number
    wanted: number
    done: number
    changes_at: number | null
  }
  kpi_cells: {
    tenant: string
    grain: string
    slice: string
    start: number
    value: string
    metric: string
    body: string
  }
  dead_letters: {
    tenant: string
    id: string
    kind: string
    refers_to: string
    conversation: string | null
    code: string
    message: string
    at: number
    replayed_at: number | null
  }
}

interface OfIdentity {
  tenant: string
  account: string
  customer: string
}

interface ByWhom {
  by_id: string | null
  by_name: string | null
}

interface InboxTable {
  tenant: string
  id: string
  account: string
  channel: string
  key: string
  /** fresh (not sorted yet) → pending → filed | dead; recorded; quarantined. */
  state: string
  wanted_state: string
  conversation: Generated<string | null>
  message: string
  raw: string
  is_answerable: number
  received_at: number
  due_at: number
  filing: Generated<string | null>
  tries: Generated<number>
  disposition: Generated<string | null>
}

interface ConversationTable {
  tenant: string
  id: string
  account: string
  channel: string
  customer: string
  customer_name: Generated<string | null>
  thread: string
  visibility: string
  entry: Generated<string | null>
  ticket: Generated<string | null>
  target: Generated<string | null>
  last_inbound_at: number
  last_filed_at: Generated<number | null>
  /** Earliest time a message of it is due; null = nothing waits. */
  due_at: number | null
  /** Not before (merge window, retry). */
  run_at: number
  open_filing: Generated<string | null>
  owner: Generated<string | null>
  fence: Generated<number>
  until: Generated<number>
}

interface FilingTable {
  tenant: string
  id: string
  account: string
  conversation: string
  members: string
  target: string
  body: string
  tries: number
  frozen_at: number
  state: string
  ticket: string | null
}

interface ReplyTable {
  tenant: string
  id: string
  account: string
  conversation: string
  ticket: string | null
  comment: string
  author: string
  text: string
  state: string
  hold_reason: Generated<string | null>
  /** JSON; null = nothing was found. */
  findings: Generated<string | null>
  code: Generated<string | null>
  parts_total: number
  parts_sent: Generated<number>
  written_at: number
  updated_at: number
}

interface DeliveryTable {
  tenant: string
  id: string
  reply: string
  account: string
  conversation: string
  seq: number
  /** Order among all deliveries of the tenant. */
  position: number
  content: string
  state: string
  tries: Generated<number>
  run_at: number
  first_attempt_at: Generated<number | null>
  read_back_at: Generated<number | null>
  platform_id: Generated<string | null>
  code: Generated<string | null>
  took_window: Generated<number>
  updated_at: number
  owner: Generated<string | null>
  fence: Generated<number>
  until: Generated<number>
}

interface NoticeTable {
  tenant: string
  id: string
  position: number
  ticket: string | null
  conversation: string
  reply: string
  text: string
  add_tags: string
  remove_tags: string
  set_open: number
  state: string
  tries: Generated<number>
  run_at: number
  owner: Generated<string | null>
  fence: Generated<number>
  until: Generated<number>
}

/** Rows as they are read. */
export type Rows = { [Name in keyof Tables]: Selectable<Tables[Name]> }
