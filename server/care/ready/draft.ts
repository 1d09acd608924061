import { isPublic, type LintContext } from '../../persona/context.ts'
import type { Due } from './due.ts'
import { bestFor, takesUpComplaint } from './offers.ts'
import type { TicketType } from '../casework/ticket-type.ts'
import { playbooks, steps } from './playbook.ts'
import { echoOf, type Asked } from './points.ts'
import type { CoveredPoint, Offer, ReadyPart } from './reply.ts'
import { addressed, spoken, type Voice } from './voice.ts'

/** What every suggestion for one ticket starts from. */
export interface Plan {
  readonly context: LintContext
  readonly type: TicketType
  readonly points: readonly Asked[]
  readonly voice: Voice
  readonly due: Due
}

/** How one suggestion is made. */
export interface Way {
  /** The sources of answers, those to be tried first in front. */
  readonly groups: readonly (readonly Offer[])[]
  readonly isShort: boolean
  /** Names the customer's points in their own words. */
  readonly isNaming: boolean
}

export interface Drafted {
  readonly parts: readonly ReadyPart[]
  readonly points: readonly CoveredPoint[]
  readonly promises: boolean
}

type Step = Pick<ReadyPart, 'text' | 'covers'> & { readonly id: string }

const mostAnswers = { short: 2, full: 4 }

function positions(points: readonly Asked[]): readonly number[] {
  return points.map(({ position }) => position)
}

/**
 * Each point's best answer; one answer may serve several points, and a reply holds only so many. A complaint
 * is not met with a statement of policy, unless that answers something else the customer asked.
 */
function answersFor({ points, voice }: Plan, { groups, isShort }: Way): readonly ReadyPart[] {
  const chosen = new Map<string, Offer>()
  const covers = new Map<string, number[]>()
  const kinder = groups.map((group) => group.filter(({ source }) => source.kind !== 'wording'))
  const spoken = points.filter(({ isSilent }) => !isSilent)
  const asked = spoken.filter(({ kind }) => kind !== 'complaint')
  const complained = spoken.filter(({ kind }) => kind === 'complaint')
  for (const point of [...asked, ...complained]) {
    const served = [...chosen.values()].find((one) => takesUpComplaint(one, point))
    const isComplaint = point.kind === 'complaint'
    const offer = (isComplaint && served) || bestFor(point, isComplaint ? kinder : groups)
    if (!offer) continue
    const text = ended(addressed(offer.text, voice))
    if (!chosen.has(text) && chosen.size >= mostAnswers[isShort ? 'short' : 'full']) continue
    if (!chosen.has(text)) chosen.set(text, offer)
    covers.set(text, [...(covers.get(text) ?? []), point.position])
  }
  return [...chosen]
    .map(([text, { source }]) => ({ text, source, covers: covers.get(text) ?? [] }))
    .sort((a, b) => Math.min(...a.covers) - Math.min(...b.covers))
}

function ended(text: string): string {
  // An address must not swallow a mark that follows it.
  if (/https?:\/\/\S+$/.test(text)) return `${text} `
  return /[。！？!?…~～]$/.test(text) ? text : `${text.replace(/[，,；;、]+$/, '')}。`
}

function countOf(points: readonly Asked[]): string {
  return points.length === 1 ? '这件事' : `${points.length}件事`
}

function missingFacts({ type, context }: Plan): readonly string[] {
  const { ticket, inbound = [] } = context
  if (ticket?.required) {
    const known = new Set(Object.keys(ticket.facts ?? {}))
    return ticket.required.filter(({ key }) => !known.has(key)).map(({ label }) => label)
  }
  const said = inbound.map(({ text }) => text).join('\n')
  return playbooks[type].facts
    .filter(({ told, when }) => (when?.test(said) ?? true) && !told.test(said))
    .map(({ label }) => label)
}

function ask(plan: Plan, open: readonly Asked[], facts: readonly string[]): Step {
  const template = isPublic(plan.context) ? steps.askPrivately : steps.ask
  const words = { facts: facts.slice(0, 3).join('、'), due: plan.due.words }
  const text = spoken(template + steps.afterAsking, plan.voice, words)
  return { id: 'ask', text, covers: positions(open) }
}

const mostNamed = 3

function postpone(plan: Plan, open: readonly Asked[], isNaming: boolean): Step {
  const echoes = open.map(echoOf)
  const named = echoes.filter((echo) => echo !== undefined)
  const isNamed = isNaming && named.length === open.length && open.length <= mostNamed
  const words = {
    due: plan.due.words,
    count: countOf(open),
    points: [...new Set(named)].map((echo) => `“${echo}”`).join('、'),
  }
  const template = isNamed ? steps.postpone : steps.postponeUnnamed
  return { id: 'next', text: spoken(template, plan.voice, words), covers: positions(open) }
}

/** What becomes of the points without an answer, and what is promised in any case. */
function nextSteps(plan: Plan, open: readonly Asked[], { isNaming }: Way): readonly Step[] {
  const { type, voice, due } = plan
  const facts = missingFacts(plan)
  const wanting = open.filter(({ kind }) => kind !== 'complaint')
  if (facts.length > 0 && (wanting.length > 0 || type === 'technical'))
    return [ask(plan, open, facts)]
  if (open.length > 0) return [postpone(plan, open, isNaming)]
  if (plan.points.length === 0 && type === 'question')
    return [{ id: 'invite', text: spoken(steps.invite, voice), covers: [] }]
  const isPromised = type === 'complaint' || type === 'emotional'
  if (!isPromised) return []
  return [{ id: 'next', text: spoken(steps.heard, voice, { due: due.words }), covers: [] }]
}

function step(type: TicketType, { id, text, covers }: Step): ReadyPart {
  return { text, covers, source: { kind: 'playbook', id: `${type}.${id}` } }
}

const apologising: ReadonlySet<TicketType> = new Set(['complaint', 'emotional', 'technical'])

/** The feeling first, then the trouble, then the type. */
function openingOf({ type, context, points }: Plan): { open: string; openShort: string } {
  const isUpset = context.customer?.mood?.polarity === 'negative'
  if (apologising.has(type)) return playbooks[type]
  if (isUpset) return playbooks.emotional
  if (points.some(({ kind }) => kind === 'complaint'))
    return { open: steps.troubled, openShort: playbooks.technical.openShort }
  // Nothing was asked: there is nothing to thank for.
  if (points.length === 0 && type === 'question')
    return { open: steps.greet, openShort: steps.greet }
  return playbooks[type]
}

function stepsAround(plan: Plan, { isShort }: Way, hasAnswer: boolean) {
  const { type, voice, context, points } = plan
  const opening = openingOf(plan)
  const { close } = playbooks[type]
  const silent = points.filter(({ isSilent }) => isSilent)
  const say = (id: string, template: string, covers: readonly number[] = []): ReadyPart =>
    step(type, { id, text: spoken(template, voice), covers })
  return {
    before: [
      say('open', isShort ? opening.openShort : opening.open),
      ...(silent.length > 0 ? [say('official', steps.official, positions(silent))] : []),
    ],
    after: [
      ...(context.customer?.tier === 'vip' && type !== 'praise' ? [say('vip', steps.vip)] : []),
      ...(hasAnswer && !isShort ? [say('close', close)] : []),
    ],
  }
}

function howOf(position: number, answers: readonly ReadyPart[], next: readonly Step[]) {
  if (answers.some(({ covers }) => covers.includes(position))) return 'answered'
  const isAsked = next.some(({ id, covers }) => id === 'ask' && covers.includes(position))
  return isAsked ? 'asked' : 'postponed'
}

/** One suggestion, not judged yet. Every point is answered, asked about or honestly postponed. */
export function draft(plan: Plan, way: Way): Drafted {
  const answers = answersFor(plan, way)
  const answered = new Set(answers.flatMap(({ covers }) => covers))
  const open = plan.points.filter(({ position, isSilent }) => !isSilent && !answered.has(position))
  const next = nextSteps(plan, open, way)
  const { before, after } = stepsAround(plan, way, answers.length > 0)
  return {
    parts: [...before, ...answers, ...next.map((one) => step(plan.type, one)), ...after],
    points: plan.points.map(({ text, kind, position }) => ({
      text,
      kind,
      how: howOf(position, answers, next),
    })),
    promises: next.some(({ id }) => id !== 'invite'),
  }
}
