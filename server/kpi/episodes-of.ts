import type { KpiEvent, ReceivedEvent, RepliedEvent } from './event.ts'
import { momentOf } from './event-order.ts'

export type Told = Extract<KpiEvent, { readonly conversation: string }>

/** The events from an answerable item until the next episode begins, in order; the first is that item. */
export interface EpisodeEvents {
  readonly first: ReceivedEvent
  readonly told: readonly Told[]
}

/** The events from a turn's first item up to the reply, which is not among them. */
export interface TurnEvents {
  readonly first: ReceivedEvent
  readonly told: readonly Told[]
  /** Epoch ms of the delivery. */
  readonly repliedAt?: number
}

/** Asks for an answer: neither 谢谢, nor spam, nor our own words. */
export const isAnswerable = (event: Told): event is ReceivedEvent =>
  event.type === 'received' && event.kind === 'demand'

/** Reached the customer, who can see it. */
export const isSeen = (event: Told): event is RepliedEvent & { readonly deliveredAt: number } =>
  event.type === 'replied' && event.public && event.deliveredAt !== undefined

export const isAnswer = (event: Told): event is RepliedEvent & { readonly deliveredAt: number } =>
  isSeen(event) && event.by === 'human'

/**
 * Cuts a conversation's events, in order, at each answerable item published after the solve. One published
 * before the solve belongs to the solved episode even when it entered later. What is told before the first
 * answerable item belongs to none: a reply delivered before the item was published does not answer it.
 */
export function episodesOf(told: readonly Told[]): readonly EpisodeEvents[] {
  const episodes: { first: ReceivedEvent; told: Told[] }[] = []
  let current: { first: ReceivedEvent; told: Told[] } | undefined
  let isSolved = false
  for (const event of told) {
    if (isAnswerable(event) && (current === undefined || isSolved)) {
      current = { first: event, told: [] }
      episodes.push(current)
      isSolved = false
    }
    current?.told.push(event)
    if (event.type === 'solved') isSolved = true
  }
  return episodes
}

/**
 * Cuts an episode at its human replies. A turn ends with its episode: an item that was solved without a
 * reply is not answered by one in the next episode; a reply after the solve still answers.
 */
export function turnsOf(episode: EpisodeEvents): readonly TurnEvents[] {
  const turns: TurnEvents[] = []
  let open: { first: ReceivedEvent; told: Told[] } | undefined
  for (const event of episode.told) {
    if (open === undefined && isAnswerable(event)) open = { first: event, told: [] }
    if (open === undefined) continue
    if (isAnswer(event)) {
      turns.push({ ...open, repliedAt: momentOf(event) })
      open = undefined
    } else open.told.push(event)
  }
  if (open !== undefined) turns.push(open)
  return turns
}
