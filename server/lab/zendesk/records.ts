export type Role = 'end-user' | 'agent' | 'admin'
export type Status = 'new' | 'open' | 'pending' | 'hold' | 'solved' | 'closed'

export interface Identity {
  id: number
  userId: number
  type: string
  value: string
  isPrimary: boolean
  isVerified: boolean
  createdAt: number
  updatedAt: number
}

export interface User {
  id: number
  name: string
  email: string | null
  externalId: string | null
  role: Role
  alias: string | null
  phone: string | null
  notes: string | null
  details: string | null
  locale: string
  tags: string[]
  userFields: Record<string, unknown>
  remotePhotoUrl: string | null
  isVerified: boolean
  isActive: boolean
  createdAt: number
  updatedAt: number
  identities: Identity[]
}

/** How something came in; `channel` is what conditions and clients look at. */
export interface Via {
  channel: string
  source: { from: Record<string, unknown>; to: Record<string, unknown>; rel: string | null }
}

export interface Attachment {
  id: number
  token: string
  fileName: string
  contentType: string
  bytes: Buffer
}

export interface Comment {
  id: number
  auditId: number
  authorId: number
  body: string
  htmlBody: string
  isPublic: boolean
  via: Via
  createdAt: number
  attachments: Attachment[]
  /** Why the agent sees the comment flagged: the channel did not take it. */
  undelivered?: string
}

export interface AuditEvent {
  id: number
  type: string
  [member: string]: unknown
}

export interface Audit {
  id: number
  ticketId: number
  authorId: number
  createdAt: number
  via: Via
  custom: Record<string, unknown>
  events: AuditEvent[]
}

/** What an update can change and a condition can compare. */
export interface TicketFacts {
  subject: string | null
  status: Status
  priority: string | null
  type: string | null
  requesterId: number
  assigneeId: number | null
  groupId: number | null
  brandId: number
  formId: number | null
  problemId: number | null
  dueAt: string | null
  externalId: string | null
  tags: readonly string[]
  fields: ReadonlyMap<number, unknown>
}

export interface TicketTimes {
  solvedAt: number | null
  assignedAt: number | null
  statusAt: number
  requesterAt: number
  assigneeAt: number | null
  firstReplyAt: number | null
  latestCommentAt: number
}

export interface Ticket extends TicketFacts {
  id: number
  submitterId: number
  description: string
  via: Via
  isPublic: boolean
  allowsChannelback: boolean
  followupIds: number[]
  createdAt: number
  updatedAt: number
  isDeleted: boolean
  comments: Comment[]
  audits: Audit[]
  rating: { score: string; comment: string; at: number } | null
  times: TicketTimes
  counts: { reopens: number; replies: number }
  /** When the record last changed here; an import's own times do not matter. */
  generatedAt: number
  /** Where the newest change of this ticket stands in the account's change log. */
  position: number
}

export function isStaff(user: User): boolean {
  return user.role !== 'end-user'
}
