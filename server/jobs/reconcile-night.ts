import type { Clock, StopSignal } from '../core/clock.ts'
import { isRelayError } from '../core/error.ts'
import type { TicketRef } from '../core/filing.ts'
import type { HelpdeskFigures } from '../core/helpdesk.ts'
import type { Log } from '../core/log.ts'
import type { ReplyRow, Store } from '../core/store/index.ts'
import type { ReplyEnd, WrittenReply } from '../kpi/reconcile-replies.ts'
import { reconcile, type Both, type OwnTicket, type Reconciliation } from '../kpi/reconcile.ts'

/** A ticket's episodes and when it was told to be reopened; its replies are in the outbox. */
export type TicketEpisodes = Omit<OwnTicket, 'replies'>

export interface ReconcileOptions {
  readonly store: Pick<Store, 'outbox' | 'kept'>
  readonly clock: Clock
  readonly log: Log
  /** Tickets with an episode that began, was answered or was solved in the span (epoch ms, end exclusive). */
  readonly episodes: (tenant: string, span: Span) => Promise<readonly TicketEpisodes[]>
  /** Zendesk's own, where there is API access. Throws `helpdesk.*`. */
  readonly figures: (tenant: string, ticket: TicketRef) => Promise<HelpdeskFigures | undefined>
}

/** Epoch ms, end exclusive. */
export interface Span {
  readonly from: number
  readonly until: number
}

/** What stays of a night: enough for a person to look at each ticket. */
export interface ReconciliationRecord extends Reconciliation {
  /** Epoch ms. */
  readonly at: number
  readonly span: Span
}

const recordKey = 'kpi-reconciliation'
const repliesPerTicket = 1000
const longestWaitMs = 5 * 60_000

const endOf: Readonly<Record<ReplyRow['state'], ReplyEnd>> = {
  sent: 'delivered',
  failed: 'failed',
  cancelled: 'failed',
  queued: 'unconfirmed',
  held: 'unconfirmed',
  sending: 'unconfirmed',
  unknown: 'unconfirmed',
}

function writtenOf({ state, writtenAt, author }: ReplyRow): WrittenReply {
  return { writtenAt, agent: author.id, end: endOf[state] }
}

/** A helpdesk that asks to wait is waited for; what else it refuses leaves this ticket out. */
async function figuresOf(
  { clock, log, figures }: ReconcileOptions,
  tenant: string,
  ticket: TicketRef,
  stop: StopSignal | undefined,
): Promise<HelpdeskFigures | undefined> {
  while (stop?.aborted !== true) {
    try {
      return await figures(tenant, ticket)
    } catch (error) {
      if (!isRelayError(error)) throw error
      const isLimit = error.code === 'helpdesk.rate_limited' && typeof error.retry === 'object'
      if (!isLimit) {
        log.warn('kpi.figures_missing', { tenant, ticket: ticket.id, code: error.code })
        return undefined
      }
      const { afterMs } = error.retry as { afterMs: number }
      await clock.sleep(Math.min(afterMs, longestWaitMs), stop)
    }
  }
  return undefined
}

/** Our figures of a span's tickets against Zendesk's; the result is kept until the next one, unless it was stopped. */
export async function reconcileSpan(
  options: ReconcileOptions,
  tenant: string,
  span: Span,
  stop?: StopSignal,
): Promise<ReconciliationRecord> {
  const { store, clock, log } = options
  const pairs: Both[] = []
  for (const own of await options.episodes(tenant, span)) {
    const ticket = { id: own.ticket }
    const theirs = await figuresOf(options, tenant, ticket, stop)
    if (!theirs) continue
    const rows = await store.outbox.repliesOf(tenant, {
      ticket,
      order: 'oldest',
      limit: repliesPerTicket,
    })
    pairs.push({ own: { ...own, replies: rows.map(writtenOf) }, figures: theirs })
  }
  const record = { at: clock.now(), span, ...reconcile(pairs) }
  if (stop?.aborted === true) return record
  await store.kept.set(tenant, recordKey, JSON.stringify(record))
  const { tickets, differences, unreached, unexplained } = record
  log.info('kpi.reconciled', {
    tenant,
    tickets,
    differences: differences.length,
    unreached: unreached.length,
    unexplained: unexplained.length,
  })
  return record
}

/** The newest result; undefined before the first night. */
export async function lastReconciliation(
  { kept }: Pick<Store, 'kept'>,
  tenant: string,
): Promise<ReconciliationRecord | undefined> {
  const text = await kept.get(tenant, recordKey)
  return text === undefined ? undefined : (JSON.parse(text) as ReconciliationRecord)
}

/** Set by the pipeline when a night's reading of the helpdesk's history has reached its end. */
const caughtUpKey = 'ticket-history-night'
const doneKey = 'kpi-reconciliation-night'
const spanMs = 24 * 3_600_000
const longestSpanMs = 7 * spanMs
/** Our figures come a little later than what happens. */
const overlapMs = 10 * 60_000

/** The night whose reading is done and which was not compared yet. */
export async function nightDue(
  { kept }: Pick<Store, 'kept'>,
  tenant: string,
): Promise<string | undefined> {
  const night = await kept.get(tenant, caughtUpKey)
  return night === (await kept.get(tenant, doneKey)) ? undefined : night
}

/** Nights are not equally long, and some are slept through: each begins where our figures ended at the last one. */
async function spanUntil(store: Pick<Store, 'kept'>, tenant: string, until: number): Promise<Span> {
  const last = await lastReconciliation(store, tenant)
  const from = last ? last.span.until - overlapMs : until - spanMs
  return { from: Math.max(from, until - longestSpanMs), until }
}

/** Once a night, when everything that nobody told of has been read. False when it was not due. */
export async function reconcileNight(
  options: ReconcileOptions,
  tenant: string,
  stop?: StopSignal,
): Promise<boolean> {
  const { store, clock } = options
  const night = await nightDue(store, tenant)
  if (night === undefined) return false
  await reconcileSpan(options, tenant, await spanUntil(store, tenant, clock.now()), stop)
  if (stop?.aborted === true) return false
  await store.kept.set(tenant, doneKey, night)
  return true
}
