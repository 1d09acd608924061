import { createHash } from 'node:crypto'
import type { TicketRef } from '../core/filing.ts'
import type { AgentReply } from '../core/helpdesk.ts'
import type { ReplyAuthor } from '../core/reply.ts'
import type { GateFinding } from '../core/store/outbox.ts'
import type { Intent } from '../core/store/intents.ts'
import { approverFor } from '../persona/approvers.ts'
import type { Runtime } from './runtime.ts'

/** Zendesk hands a reply over within seconds, or after an outage of hours. */
const holdsForMs = 24 * 3_600_000

/**
 * The same for the composer's text and for the comment made of it: between the two, Zendesk changes line
 * breaks, blanks and marks, never the words.
 */
export function draftDigest(text: string): string {
  const normal = text.normalize('NFKC')
  const words = normal.replace(/[^\p{L}\p{N}]/gu, '')
  const kept = words === '' ? normal.replace(/\s/gu, '') : words
  return createHash('sha256').update(kept).digest('hex')
}

/** Remembers who is about to save which text and what they override. The text itself is not kept. */
export function recordIntent(
  { store }: Pick<Runtime, 'store'>,
  tenant: string,
  intent: {
    readonly ticket: string
    /** undefined = an installation vouched, not a person. */
    readonly author: string | undefined
    readonly draft: string
    readonly overrides: Intent['overrides']
  },
): Promise<Pick<Intent, 'id' | 'expiresAt'>> {
  const { ticket, author, draft, overrides } = intent
  const digest = draftDigest(draft)
  return store.intents.record(tenant, { ticket, author, digest, overrides, forMs: holdsForMs })
}

/**
 * Who wrote a reply that the helpdesk handed over without a name: the one who said so when saving.
 * Otherwise as the helpdesk says.
 */
export async function authorOf(
  { store }: Pick<Runtime, 'store'>,
  tenant: string,
  ticket: TicketRef | undefined,
  reply: Pick<AgentReply, 'author' | 'isAuthorUnknown' | 'text'>,
): Promise<ReplyAuthor> {
  if (reply.isAuthorUnknown !== true || !ticket) return reply.author
  const digest = draftDigest(reply.text)
  const intent = await store.intents.find(tenant, { ticket: ticket.id, digest, author: undefined })
  return intent?.author === undefined ? reply.author : { id: intent.author }
}

interface Written {
  readonly ticket: TicketRef | undefined
  readonly text: string
  readonly author: string
}

/**
 * What is left of the findings after the author's own overrides. A block always is, and so is what
 * somebody else must let go.
 */
export async function afterOverrides(
  { store }: Pick<Runtime, 'store'>,
  tenant: string,
  written: Written,
  findings: readonly GateFinding[],
): Promise<{
  readonly findings: readonly GateFinding[]
  readonly overridden?: { readonly intent: string; readonly rules: readonly string[] }
}> {
  const { ticket, text, author } = written
  if (!ticket || !findings.some(({ severity }) => severity === 'error')) return { findings }
  const digest = draftDigest(text)
  const intent = await store.intents.find(tenant, { ticket: ticket.id, digest, author })
  if (!intent) return { findings }
  const named = new Set(intent.overrides.map(({ rule }) => rule))
  const isOverridden = ({ rule, severity }: GateFinding): boolean =>
    severity === 'error' && named.has(rule) && approverFor(rule) === undefined
  const rules = [...new Set(findings.filter(isOverridden).map(({ rule }) => rule))]
  if (rules.length === 0) return { findings }
  return {
    findings: findings.filter((finding) => !isOverridden(finding)),
    overridden: { intent: intent.id, rules },
  }
}
