import * as z from 'zod/mini'
import type { Endpoint } from './endpoint.ts'
import { id, moment, ticketType } from './scalars.ts'

/** Where a part of a suggestion came from. */
export const partSource = z.object({
  kind: z.enum(['playbook', 'wording', 'earlier', 'macro', 'article', 'crisis', 'praise']),
  id: z.string(),
  /** Topic, title, or the question once answered; null for the playbook. Plain text. */
  title: z.nullable(z.string()),
  /** Who answers for an approved statement. */
  owner: z.nullable(z.string()),
  /** Its last day, `YYYY-MM-DD`. */
  validTo: z.nullable(z.string()),
  /** https address of an article. */
  link: z.nullable(z.string()),
  /** When an earlier reply was written. */
  at: z.nullable(moment),
})

export const readyReply = z.object({
  /** The same as long as the text is the same. */
  id,
  /** praise: carries an approved line of it, which waits for a lead in public. */
  style: z.enum(['full', 'familiar', 'short', 'praise']),
  text: z.string(),
  parts: z.array(z.object({ text: z.string(), source: partSource })),
  /** Every point of the customer, and what the text does about it. */
  points: z.array(z.object({ text: z.string(), how: z.enum(['answered', 'asked', 'postponed']) })),
  /** When it promises the next word; null = it promises nothing. */
  dueAt: z.nullable(moment),
})

/** An earlier answer to the same question. Personal data is masked. */
export const earlierAnswer = z.object({
  replyId: id,
  question: z.string(),
  answer: z.string(),
  at: moment,
  ticket: z.nullable(id),
  /** 0 to 1. */
  likeness: z.number(),
  isSameCustomer: z.boolean(),
  /** An article it cites that was changed after it was written; null = none is known. */
  stale: z.nullable(
    z.object({ title: z.string(), changedAt: moment, link: z.nullable(z.string()) }),
  ),
})

export const readyReplies = z.object({
  ticket: id,
  serverNow: moment,
  /** As the playbook sees the ticket. */
  type: ticketType,
  /** At most three; each passes the wording rules without a block or an error. */
  replies: z.array(readyReply),
  /** Nearest first. */
  earlier: z.array(earlierAnswer),
  /** What did not answer in time: the suggestions were made without it. */
  missing: z.array(z.enum(['macros', 'articles'])),
  /** Whether suggestions can be rewritten. */
  canRewrite: z.boolean(),
})

export type ReadyReplies = z.output<typeof readyReplies>
export type ReadyReply = z.output<typeof readyReply>
export type PartSource = z.output<typeof partSource>
export type EarlierAnswer = z.output<typeof earlierAnswer>

export const readReadyReplies = {
  id: 'readReadyReplies',
  method: 'GET',
  path: '/tickets/{ticketId}/ready-replies',
  summary: 'Suggested replies with the source of every part, and earlier answers to the question',
  access: 'agent',
  answer: readyReplies,
} as const satisfies Endpoint

/** Only the suggestion is handed on, never what the customer wrote; nothing is sent. */
export const rewriteReadyReply = {
  id: 'rewriteReadyReply',
  method: 'POST',
  path: '/tickets/{ticketId}/ready-replies/{replyId}/rewrite',
  summary: 'One suggestion in other words, by the endpoint the tenant has set',
  access: 'agent',
  answer: z.object({
    /** refused: the rules hold it back, or it states something else. unavailable: none came in time. */
    outcome: z.enum(['shown', 'refused', 'unavailable', 'off']),
    text: z.nullable(z.string()),
  }),
} as const satisfies Endpoint

/** A reply template of the helpdesk or of the account's persona document; gaps stand in it as written. */
export const macro = z.object({
  id: z.string(),
  title: z.string(),
  text: z.string(),
  origin: z.enum(['helpdesk', 'document']),
})

export type MacroChoice = z.output<typeof macro>

export const readMacros = {
  id: 'readMacros',
  method: 'GET',
  path: '/tickets/{ticketId}/macros',
  summary: 'Reply templates to choose from beside one ticket, those of the document first',
  access: 'agent',
  answer: z.object({
    ticket: id,
    macros: z.array(macro),
    /** The helpdesk did not answer in time: only those of the document are there. */
    isPartial: z.boolean(),
  }),
} as const satisfies Endpoint

/** An article of the help centre that customers may read. */
export const evidenceArticle = z.object({
  id: z.string(),
  title: z.string(),
  /** What it says near the words searched for. */
  text: z.string(),
  link: z.nullable(z.string()),
  changedAt: z.nullable(moment),
})

export const evidence = z.object({
  ticket: id,
  /** Best first. */
  earlier: z.array(earlierAnswer),
  articles: z.array(evidenceArticle),
  /** The help centre did not answer in time. */
  isPartial: z.boolean(),
})

export type Evidence = z.output<typeof evidence>

export const searchEvidence = {
  id: 'searchEvidence',
  method: 'GET',
  path: '/tickets/{ticketId}/evidence',
  summary:
    'Earlier answers and articles on a product and an issue, to show a customer what others got',
  access: 'agent',
  query: ['product', 'issue'],
  answer: evidence,
} as const satisfies Endpoint
