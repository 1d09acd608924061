import { answersIn, isAnswered } from '../../persona/answers.ts'
import type { LintContext } from '../../persona/context.ts'
import { inOtherWords, takesUp } from '../../persona/echo.ts'
import { inForce } from '../../persona/known.ts'
import { momentIn } from '../../persona/moments.ts'
import { speechOf } from '../../persona/speech.ts'
import { isHostOf } from '../../persona/links.ts'
import { mayBeNamed, reusableIn } from './facts.ts'
import { likeness, nearlyIdentical } from './likeness.ts'
import type { Asked, Trait } from './points.ts'
import type { AnsweredBefore, ArticleText, MacroText, Offer } from './reply.ts'

/** Everything an answer can be made of, besides the wording in the context. */
export interface Sources {
  readonly earlier: readonly AnsweredBefore[]
  readonly macros: readonly MacroText[]
  readonly articles: readonly ArticleText[]
  /** What else stands in the public thread. */
  readonly thread?: readonly string[]
}

function byText(a: Offer, b: Offer): number {
  const [one, other] = [`${a.source.id} ${a.text}`, `${b.source.id} ${b.text}`]
  return one < other ? -1 : one > other ? 1 : 0
}

/** Approved statements in force; one that has ended is not even looked at. */
export function wordingOffers(context: LintContext): readonly Offer[] {
  return inForce(context, momentIn(context.now))
    .map(({ id, topic, text, owner, validTo }) => ({
      text: text.trim(),
      source: {
        kind: 'wording' as const,
        id,
        title: topic,
        ...(owner !== undefined && { owner }),
        ...(validTo !== undefined && { validTo }),
      },
    }))
    .sort(byText)
}

/** What earlier answers to nearly the same question say that may be said again. */
export function earlierOffers(
  { earlier }: Sources,
  context: LintContext,
  asked: string,
): readonly Offer[] {
  return earlier
    .filter(({ question }) => likeness(question, asked) >= nearlyIdentical)
    .flatMap(({ id, question, answer, at, customerName }) =>
      reusableIn(answer, context, { customerName }).map((text) => ({
        text,
        source: { kind: 'earlier' as const, id, title: question, at },
      })),
    )
    .sort(byText)
}

export function macroOffers({ macros }: Sources, context: LintContext): readonly Offer[] {
  const own = (context.macros ?? []).map(({ id, text }) => ({ id, title: id, text }))
  return [...macros, ...own]
    .flatMap(({ id, title, text }) =>
      reusableIn(text, context).map((sentence) => ({
        text: sentence,
        source: { kind: 'macro' as const, id, title },
      })),
    )
    .sort(byText)
}

const longestTitle = 40

/** Articles are pointed to by name, with the address where the brand allows its host. */
export function articleOffers({ articles }: Sources, context: LintContext): readonly Offer[] {
  const hosts = context.brand?.hosts ?? []
  return articles
    .filter(({ title }) => title.length <= longestTitle && mayBeNamed(title, context))
    .map(({ id, title, link }) => {
      const isKnown = URL.canParse(link) && isHostOf(new URL(link).hostname, hosts)
      return {
        text: isKnown
          ? `步骤写在《${title}》里：${link}`
          : `步骤写在帮助中心的《${title}》里，搜标题就能看到。`,
        source: { kind: 'article' as const, id, title, ...(isKnown && { link }) },
      }
    })
    .sort(byText)
}

/** Which part of what a point is about stands in a text, 0 to 1. */
function shareOf(text: string, traits: readonly Trait[]): number {
  const plain = text.toLowerCase()
  const all = traits.reduce((sum, { weight }) => sum + weight, 0)
  const hits = traits.filter((trait) => plain.includes(trait.text))
  return all === 0 ? 0 : hits.reduce((sum, { weight }) => sum + weight, 0) / all
}

/** Kinds that an answer proves by itself; for the others any statement on the matter would do. */
const provable = new Set(['time', 'money', 'number', 'who', 'place', 'which'])
const enough = { proved: 0.3, unproved: 0.4 }

function aboutOf({ text, source }: Offer): string {
  return `${source.title ?? ''} ${text}`
}

/** How far a text is about what a point is about. */
function relevance(offer: Offer, { matter, traits, wider, wanted }: Asked): number {
  const about = aboutOf(offer)
  const isProvable = provable.has(wanted ?? '')
  const least = isProvable ? enough.proved : enough.unproved
  const share = shareOf(about, traits)
  if (share >= least) return share
  if (inOtherWords(about, matter)) return least
  // 我想携号转网，需要什么条件? The matter stands in the clause before.
  const near = isProvable ? shareOf(about, wider) : 0
  return near >= least ? near / 2 : 0
}

/** Whether an answer given to something else takes a complaint up as well. */
export function takesUpComplaint(offer: Offer, { text }: Asked): boolean {
  return takesUp(aboutOf(offer), text)
}

/** How well a text answers a point, 0 = not at all. */
export function fit(offer: Offer, point: Asked): number {
  const near = relevance(offer, point)
  if (near === 0 || point.kind === 'complaint') return near
  const { kind, wanted, text: words } = point
  const isRightKind = isAnswered({
    answers: answersIn(speechOf(offer.text)),
    point: { kind, text: words, start: 0, end: words.length, ...(wanted && { wanted }) },
    asked: 1,
    alike: 1,
    others: [],
    heard: point.around,
  })
  return isRightKind ? near : 0
}

const pointable = new Set(['way', 'which', 'reason', 'whether'])

function fitOf(offer: Offer, point: Asked): number {
  if (offer.source.kind !== 'article') return fit(offer, point)
  if (!pointable.has(point.wanted ?? '')) return 0
  const share = shareOf(offer.source.title ?? '', point.traits)
  return share >= 0.5 ? share : 0
}

/** The best offer for a point out of the first group that has one; among equals the first. */
export function bestFor(point: Asked, groups: readonly (readonly Offer[])[]): Offer | undefined {
  for (const group of groups) {
    let best: { readonly offer: Offer; readonly fit: number } | undefined
    for (const offer of group) {
      const here = fitOf(offer, point)
      if (here > (best?.fit ?? 0)) best = { offer, fit: here }
    }
    if (best) return best.offer
  }
  return undefined
}
