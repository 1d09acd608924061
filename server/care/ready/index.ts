import type { HelpdeskKnowledge } from '../../core/helpdesk.ts'
import type { Rewriter } from '../../core/rewriter.ts'
import { maskPersonalData } from '../../language/personal-data.ts'
import type { LintContext } from '../../persona/context.ts'
import { lintContextOf } from '../lint-context.ts'
import { readSituation, type Answering, type CareDoors } from '../situation.ts'
import { composeReplies, type Composed } from './compose.ts'
import { createEarlierAnswers, type EarlierAnswer } from './earlier.ts'
import { articlesOn, type Sought } from './evidence.ts'
import type { ArticleText, MacroText } from './reply.ts'
import { rewritten, type Rewritten } from './rewritten.ts'
import { createShelf } from './shelf.ts'
import { staleIn, type Stale } from './stale.ts'

export type { EarlierAnswer } from './earlier.ts'
export type { ReadyReply } from './reply.ts'

/** An earlier answer, and what it cites that was changed since. */
export interface DatedAnswer extends EarlierAnswer {
  readonly stale: Stale | undefined
}

/** What was answered and written on a product and an issue. */
export interface Evidence {
  readonly earlier: readonly DatedAnswer[]
  readonly articles: readonly ArticleText[]
  /** False: the helpdesk did not answer in time. */
  readonly isWhole: boolean
}

/** What the sidebar suggests beside one ticket. */
export interface Ready extends Composed {
  readonly now: number
  readonly earlier: readonly DatedAnswer[]
  /** What could not be asked in time: the suggestions were made without it. */
  readonly missing: readonly ('macros' | 'articles')[]
}

export interface ReadyReplies {
  read(answering: Answering, knowledge: HelpdeskKnowledge | undefined): Promise<Ready>
  /** undefined: there is no such suggestion any more. */
  rewrite(
    answering: Answering,
    options: {
      readonly id: string
      readonly rewriter: Rewriter
      readonly knowledge: HelpdeskKnowledge | undefined
    },
  ): Promise<Rewritten | undefined>
  /** The library of evidence: earlier answers and articles on a product and an issue. */
  evidence(
    answering: Answering,
    sought: Sought,
    knowledge: HelpdeskKnowledge | undefined,
  ): Promise<Evidence>
  /** Templates as they stand, gaps and all, for an agent to choose from. */
  macros(answering: Answering, knowledge: HelpdeskKnowledge | undefined): Promise<Macros>
}

export interface Macros {
  readonly document: readonly MacroText[]
  /** undefined = the helpdesk did not answer in time, or has none to read. */
  readonly helpdesk: readonly MacroText[] | undefined
}

interface Read extends Ready {
  readonly context: LintContext
  readonly traits: readonly string[]
}

const longestQuery = 80

function dated(
  earlier: readonly EarlierAnswer[],
  articles: readonly ArticleText[] = [],
): readonly DatedAnswer[] {
  return earlier.map((one) => ({ ...one, stale: staleIn(one, articles) }))
}

export function createReadyReplies(doors: CareDoors): ReadyReplies {
  const shelf = createShelf(doors.clock)
  const answers = createEarlierAnswers(doors.store, doors.clock)

  async function read(
    answering: Answering,
    knowledge: HelpdeskKnowledge | undefined,
  ): Promise<Read> {
    const { tenant, account, customer } = answering.conversation
    const situation = await readSituation(doors, answering)
    const context = lintContextOf(situation)
    const text = (context.inbound ?? []).map((one) => one.text).join('\n')
    const query = maskPersonalData(text).replace(/\s+/g, ' ').slice(-longestQuery)
    const [earlier, { macros, articles }] = await Promise.all([
      answers.of({ tenant, account, customer, text }),
      shelf.read(tenant, knowledge, query),
    ])
    const thread = situation.messages.flatMap(({ message }) =>
      (message.context ?? []).map((post) => post.text ?? ''),
    )
    const found = dated(earlier, articles)
    // What cites an article that says something else by now is shown, not said again.
    const sound = found.filter(({ stale }) => stale === undefined)
    const sources = { earlier: sound, macros: macros ?? [], articles: articles ?? [], thread }
    return {
      ...composeReplies(context, sources),
      now: situation.now,
      earlier: found,
      missing: [
        ...(knowledge && !macros ? (['macros'] as const) : []),
        ...(knowledge && !articles ? (['articles'] as const) : []),
      ],
      context,
      traits: situation.persona.document?.voice?.traits ?? [],
    }
  }

  return {
    read,
    async rewrite(answering, { id, rewriter, knowledge }) {
      const { replies, context, traits } = await read(answering, knowledge)
      const reply = replies.find((one) => one.id === id)
      // Approved word for word: in other words it is somebody's own praise, and nobody has approved it.
      if (reply?.style === 'praise') return { outcome: 'refused' }
      return reply && rewritten(rewriter, reply, { context, traits })
    },
    async evidence({ conversation: { tenant, account, customer } }, sought, knowledge) {
      const query = maskPersonalData(`${sought.product} ${sought.issue}`).trim()
      const [earlier, { articles }] = await Promise.all([
        answers.on({ tenant, account, customer, ...sought }),
        shelf.read(tenant, knowledge, query.slice(0, longestQuery)),
      ])
      return {
        earlier: dated(earlier, articles),
        articles: articlesOn(articles ?? [], sought),
        isWhole: knowledge === undefined || articles !== undefined,
      }
    },
    async macros({ conversation: { tenant, account } }, knowledge) {
      const [{ document }, { macros }] = await Promise.all([
        doors.personas.inForce(tenant, account),
        shelf.read(tenant, knowledge, ''),
      ])
      const own = (document?.macros ?? []).map(({ id, text }) => ({ id, title: id, text }))
      return { document: own, helpdesk: macros }
    },
  }
}
