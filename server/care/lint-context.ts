import { normaliseCode } from '../persona/agent-code.ts'
import type { ChannelContext, LintContext } from '../persona/context.ts'
import { fieldsOf } from '../persona/document.ts'
import { knownType } from './casework/suggestion.ts'
import { crisisFields, isCrisisFor } from './crisis.ts'
import { said } from './said.ts'
import type { Roster, Situation } from './situation.ts'
import { hashtagsIn, wordsOf } from './words.ts'

export function iso(at: number): string {
  return new Date(at).toISOString()
}

/** Sends left: 0 = none, undefined = unlimited. */
export function repliesLeft({ window }: Situation): number | undefined {
  if (!window) return undefined
  return window.isReachable ? (window.remaining ?? undefined) : 0
}

/** Private texts in Sina's messages are split by the relay itself: no length of their own. */
function lengthOf({ conversation, served }: Situation): Partial<ChannelContext> {
  const { maxLength } = served.channel.traits
  if (conversation.visibility === 'public') return { maxLength: maxLength.public, unit: 'weibo' }
  return conversation.channel === 'weibo' ? {} : { maxLength: maxLength.private, unit: 'bytes' }
}

function channelOf(situation: Situation): ChannelContext {
  const { conversation, served, window } = situation
  const { visibility, channel: kind } = conversation
  const left = repliesLeft(situation)
  const deadline = window?.deadline
  const hasMedia = served.channel.traits.carries[visibility].includes('media')
  return {
    kind: kind === 'weibo' || kind === 'wecom' ? kind : 'wechat',
    visibility,
    media: hasMedia ? ['text', 'image', 'voice', 'video'] : ['text'],
    ...lengthOf(situation),
    ...(left !== undefined && { repliesLeft: left }),
    ...(deadline !== undefined && { windowEndsAt: iso(deadline) }),
  }
}

function customerOf(
  { conversation, moodOf, tier }: Situation,
  texts: readonly string[],
): Pick<LintContext, 'customer'> {
  const name = conversation.customerName
  const mood = texts.length > 0 ? moodOf?.(texts) : undefined
  if (name === undefined && !mood && !tier) return {}
  return {
    customer: { ...(name !== undefined && { name }), ...(tier && { tier }), ...(mood && { mood }) },
  }
}

/** The largest of the figures a platform told; undefined where it told none. */
function most(figures: readonly (number | undefined)[]): number | undefined {
  const told = figures.filter((n) => n !== undefined && Number.isFinite(n) && n >= 0) as number[]
  return told.length === 0 ? undefined : Math.max(...told)
}

function ticketOf(
  situation: Situation,
  texts: readonly string[],
  waitingSince: number | undefined,
): Pick<LintContext, 'ticket'> {
  const type = knownType(situation, texts)
  if (type === undefined && waitingSince === undefined) return {}
  return {
    ticket: {
      ...(type && { type }),
      ...(waitingSince !== undefined && { waitingSince: iso(waitingSince) }),
    },
  }
}

function threadOf({ conversation, messages, masks }: Situation): Pick<LintContext, 'thread'> {
  if (conversation.visibility !== 'public') return {}
  const texts = messages.flatMap(({ message }) => [
    wordsOf(message, masks),
    ...(message.context ?? []).map(({ text = '' }) => text),
  ])
  const posts = messages.flatMap(({ message }) => message.context ?? [])
  const told = [...posts, ...messages.map(({ message }) => message)]
  const reposts = most(told.map((one) => one.reposts))
  const audience = most(messages.map(({ message }) => message.customer.followers))
  return {
    thread: {
      hashtags: [...new Set(texts.flatMap(hashtagsIn))],
      ...(reposts !== undefined && { reposts }),
      ...(audience !== undefined && { audience }),
    },
  }
}

/** Codes as customers see them. */
function rosterOf({ code, codes, mayAnswerPublicly }: Roster): Pick<LintContext, 'roster'> {
  if (code === undefined) return {}
  const marked = (one: string): string => `^${normaliseCode(one)}`
  const isBarred = mayAnswerPublicly === false
  return {
    roster: {
      code: marked(code),
      codes: codes.map(marked),
      appended: true,
      ...(isBarred && { mayAnswerPublicly: false }),
    },
  }
}

function brandOf(situation: Situation, documented: LintContext['brand']): LintContext['brand'] {
  const phones = [...(documented?.servicePhones ?? []), ...situation.served.servicePhones]
  return { ...documented, servicePhones: [...new Set(phones)] }
}

/**
 * What the rules judge a draft by, made alike for the sidebar and the gate. Deterministic; nothing in it
 * depends on the draft.
 */
export function lintContextOf(situation: Situation): LintContext {
  const { persona, crisis, conversation, roster } = situation
  const documented = persona.document ? fieldsOf(persona.document) : {}
  const { inbound, earlier } = said(situation)
  const [oldest] = inbound
  const texts = inbound.map(({ text }) => text)
  return {
    ...documented,
    ...(!persona.document && { undocumented: true }),
    now: iso(situation.now),
    channel: channelOf(situation),
    ...customerOf(situation, texts),
    inbound: inbound.map(({ text, at }) => ({ text, at: iso(at) })),
    earlier: earlier.map(({ from, text, at }) => ({ from, text, at: iso(at) })),
    ...ticketOf(situation, texts, oldest?.at),
    ...rosterOf(roster),
    brand: brandOf(situation, documented.brand) ?? {},
    ...crisisFields(documented.crisis, isCrisisFor(crisis, conversation.account)),
    ...threadOf(situation),
  }
}
