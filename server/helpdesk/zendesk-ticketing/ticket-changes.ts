import type { TicketEvent } from '../../core/helpdesk.ts'

/** What happened, whoever told of it. */
export type TicketChange = Pick<TicketEvent, 'name' | 'detail'>

/** A ticket bears it from its first filing on. */
export const ownTag = 'weiqiao'

const over = ['solved', 'closed']

function between(from: string, to: string): { readonly from?: string; readonly to?: string } {
  return { ...(from !== '' && { from }), ...(to !== '' && { to }) }
}

/** '' = not told. Closing a solved ticket is no second solve. */
export function statusChange(previous: string, current: string): TicketChange {
  const [from, to] = [previous.toLowerCase(), current.toLowerCase()]
  const detail = { ...(to !== '' && { status: to }), ...between(from, to) }
  if (to === 'solved' && !over.includes(from)) return { name: 'solved', detail }
  const isReopened = over.includes(from) && to !== '' && !over.includes(to)
  return { name: isReopened ? 'reopened' : 'status_changed', detail }
}

/** Another group or assignee; '' = none. */
export function handover(name: 'group' | 'assignee', from: string, to: string): TicketChange {
  return { name, detail: between(from, to) }
}

/**
 * Zendesk's first survey knows good and bad, its newer one 1 to 5. The words a customer adds
 * (`good_with_comment`) make no other score.
 */
export function scoreOf(text: string): number | undefined {
  const word = text.toLowerCase()
  if (/^[1-5]$/.test(word)) return Number(word)
  if (word.startsWith('good')) return 5
  return word.startsWith('bad') ? 1 : undefined
}

/** The survey went out, or came back; undefined where nothing new was said. */
export function ratingChange(previous: string, current: string): TicketChange | undefined {
  if (current.toLowerCase() === 'offered') return { name: 'surveyed', detail: {} }
  const score = scoreOf(current)
  const isNew = score !== undefined && score !== scoreOf(previous)
  return isNew ? { name: 'rated', detail: { score } } : undefined
}

/** Who acted, as Zendesk tells it. */
export interface Acting {
  readonly actor: string
  readonly requester: string
  /** The relay's own user, asked for only where it matters. */
  readonly me: () => Promise<string>
}

/** The only status the relay ever sets, for a customer's new words and for replies that did not go out. */
const relaySets = 'open'
/** Rules and automations act under it. */
const nobody = '-1'

/**
 * Says by whom. What is filed in a customer's name makes the whole update theirs in Zendesk, so that a
 * ticket opened by its own requester was opened by the relay as well.
 */
export async function actedBy(
  change: TicketChange,
  { actor, requester, me }: Acting,
): Promise<Pick<TicketEvent, 'name' | 'detail' | 'agent'>> {
  const isStatus = change.name === 'reopened' || change.name === 'status_changed'
  const isPerson = actor !== '' && actor !== nobody && actor !== requester
  if (isStatus && change.detail.to === relaySets && actor !== '' && actor !== nobody) {
    const byRelay = !isPerson || actor === (await me())
    if (byRelay) return { ...change, detail: { ...change.detail, byRelay } }
  }
  return { ...change, ...(isPerson && change.name !== 'rated' && { agent: actor }) }
}
