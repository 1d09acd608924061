import type { LintContext } from '../../persona/context.ts'
import { isPublic } from '../../persona/context.ts'
import { draft, type Drafted, type Plan, type Way } from './draft.ts'
import { dueBy } from './due.ts'
import { articleOffers, earlierOffers, macroOffers, wordingOffers, type Sources } from './offers.ts'
import type { TicketType } from '../casework/ticket-type.ts'
import { typeOf } from './playbook.ts'
import { askedIn } from './points.ts'
import { praiseReply } from './praise.ts'
import type { Offer, ReadyReply, Style } from './reply.ts'
import { idOf, isClean } from './sendable.ts'
import { voiceOf } from './voice.ts'

export interface Composed {
  readonly type: TicketType
  /** At most three, the fullest first; none where nobody waits for an answer or the rules pass none. */
  readonly replies: readonly ReadyReply[]
}

/** Long replies in private breathe; in a public comment every sign counts. */
function textOf({ parts }: Drafted, isBroken: boolean): string {
  const whole = parts.map(({ text }) => text).join('')
  if (!isBroken || whole.length <= 120) return whole.trim()
  return parts
    .map(({ text }) => text.trim())
    .join('\n')
    .trim()
}

/** The first way whose text the rules pass without a block or an error. */
function firstClean(plan: Plan, style: Style, ways: readonly Way[]): ReadyReply | undefined {
  for (const way of ways) {
    const drafted = draft(plan, way)
    const text = textOf(drafted, !way.isShort && !isPublic(plan.context))
    if (!isClean(text, plan)) continue
    const { parts, points, promises } = drafted
    return {
      id: idOf(text),
      style,
      text,
      parts: parts.map((part) => ({ ...part, text: part.text.trim() })),
      points,
      dueAt: promises ? plan.due.at : undefined,
    }
  }
  return undefined
}

/** From the richest to the barest: what the rules refuse is left out, never argued about. */
function waysOf(groups: readonly (readonly Offer[])[], isShort: boolean): readonly Way[] {
  const approved = groups.map((group) => group.filter(({ source }) => source.kind === 'wording'))
  return [
    { groups, isShort, isNaming: !isShort },
    { groups, isShort, isNaming: false },
    { groups: approved, isShort, isNaming: false },
    { groups: [], isShort, isNaming: false },
  ]
}

/** While crisis wording is in force nothing else may be said where it applies. */
function lockedReplies({ crisis }: LintContext): readonly ReadyReply[] {
  return [...new Set((crisis?.locked ?? []).map((text) => text.trim()))]
    .filter((text) => text !== '')
    .sort()
    .map((text) => ({
      id: idOf(text),
      style: 'full',
      text,
      parts: [{ text, covers: [], source: { kind: 'crisis', id: 'locked' } }],
      points: [],
      dueAt: undefined,
    }))
}

function isLocked(context: LintContext): boolean {
  const { crisis } = context
  return crisis?.on === true && (crisis.scope === 'all' || isPublic(context))
}

const most = 3

/**
 * Suggested replies, put together from what is approved, kept and known: the same input always gives the
 * same replies, in whatever order the sources came. Each passes the rules, or is not among them.
 */
export function composeReplies(context: LintContext, sources: Sources): Composed {
  const points = askedIn(context)
  const asks = points.filter(({ kind }) => kind !== 'complaint').length
  const type = typeOf(context, asks)
  const said = (context.inbound ?? []).map(({ text }) => text)
  if (said.length === 0) return { type, replies: [] }
  if (isLocked(context)) return { type, replies: lockedReplies(context).slice(0, most) }

  const plan: Plan = { context, type, points, voice: voiceOf(context), due: dueBy(context) }
  const wording = wordingOffers(context)
  const earlier = earlierOffers(sources, context, said.join('\n'))
  const macros = macroOffers(sources, context)
  const articles = articleOffers(sources, context)
  const found = [
    firstClean(plan, 'full', waysOf([wording, earlier, macros, articles], false)),
    ...(earlier.length > 0
      ? [firstClean(plan, 'familiar', waysOf([earlier, macros, wording, articles], false))]
      : []),
    firstClean(plan, 'short', waysOf([wording], true)),
  ].filter((reply) => reply !== undefined)
  const replies = found.filter(({ id }, i) => found.findIndex((one) => one.id === id) === i)
  const praise = praiseReply(plan, [...said, ...(sources.thread ?? [])], replies)
  if (!praise) return { type, replies: replies.slice(0, most) }
  return { type, replies: [...replies.slice(0, most - 1), praise] }
}
