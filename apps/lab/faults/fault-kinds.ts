import type { Fault } from '../lab-door.ts'

/** What can go wrong, in the shape of the control interface. */
export const kinds = {
  hang: { kind: 'hang' },
  drop_answer: { kind: 'drop_answer' },
  delay: { kind: 'delay', ms: 3000 },
  status429: { kind: 'status', status: 429, retryAfter: 5 },
  status500: { kind: 'status', status: 500 },
  expire_token: { kind: 'expire_token' },
  close_window: { kind: 'close_window' },
  duplicate: { kind: 'duplicate' },
  reorder: { kind: 'reorder' },
} as const

export type Kind = keyof typeof kinds

export const platforms = ['wechat', 'weibo', 'zendesk'] as const
export type Platform = (typeof platforms)[number]

/** Which requests a fault is for: a part of `METHOD /path`, or of `push kind`; empty = all. */
const scopes = {
  wechat: { send: '/cgi-bin/message/custom/send', media: '/cgi-bin/media', push: 'push', all: '' },
  weibo: {
    direct: '/2/messages/reply',
    comment: 'POST /2/comments',
    poll: 'GET /2/',
    push: 'push',
    all: '',
  },
  zendesk: { ticket: '/api/v2/tickets', upload: '/api/v2/uploads', push: 'push webhook', all: '' },
} as const

export type Scope =
  'send' | 'media' | 'direct' | 'comment' | 'poll' | 'ticket' | 'upload' | 'push' | 'all'

/** Pushes only: the order and number of messages. */
const ofPushes: readonly Kind[] = ['duplicate', 'reorder']
/** Where the platform alone decides which call is meant. */
const ofItself: readonly Kind[] = ['expire_token', 'close_window']
/** The relay is who answers a push: only its answer can get lost, or the push come late. */
const onPushes: readonly Kind[] = ['delay', 'drop_answer']

export function kindsOf(platform: Platform): readonly Kind[] {
  return (Object.keys(kinds) as Kind[]).filter(
    (kind) => platform !== 'zendesk' || (kind !== 'reorder' && kind !== 'close_window'),
  )
}

/** The scopes a fault can have; the first is the one most people mean. */
export function scopesOf(platform: Platform, kind: Kind): readonly Scope[] {
  if (ofPushes.includes(kind)) return ['push']
  if (ofItself.includes(kind)) return ['all']
  return (Object.keys(scopes[platform]) as Scope[]).filter(
    (scope) => scope !== 'push' || onPushes.includes(kind),
  )
}

export function matchOf(platform: Platform, scope: Scope): string {
  return (scopes[platform] as Partial<Record<Scope, string>>)[scope] ?? ''
}

/** The names a fault of the lab has on this page, where it has some. */
export function namesOf({ platform, kind, match, status }: Fault): { kind?: Kind; scope?: Scope } {
  const name = kind === 'status' ? `status${status ?? 500}` : kind
  const known = (Object.keys(kinds) as Kind[]).find((one) => one === name)
  const table = (scopes as Partial<Record<string, Partial<Record<Scope, string>>>>)[platform] ?? {}
  const scope = (Object.keys(table) as Scope[]).find((one) => table[one] === match)
  return { ...(known && { kind: known }), ...(scope && { scope }) }
}
