import type { HelpdeskKnowledge } from '../../core/helpdesk.ts'
import type { Rewriter } from '../../core/rewriter.ts'
import { maskPersonalData } from '../../language/personal-data.ts'
import type { LintContext } from '../../persona/context.ts'
import { lintContextOf } from '../lint-context.ts'
import { readSituation, type Answering, type CareDoors } from '../situation.ts'
import { composeReplies, type Composed } from './compose.ts'
import { createEarlierAnswers, type EarlierAnswer } from './earlier.ts'
import type { MacroText } from './reply.ts'
import { rewritten, type Rewritten } from './rewritten.ts'
import { createShelf } from './shelf.ts'

export type { EarlierAnswer } from './earlier.ts'
export type { ReadyReply } from './reply.ts'

/** What the sidebar suggests beside one ticket. */
export interface Ready extends Composed {
  readonly now: number
  readonly earlier: readonly EarlierAnswer[]
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
    const sources = { earlier, macros: macros ?? [], articles: articles ?? [] }
    return {
      ...composeReplies(context, sources),
      now: situation.now,
      earlier,
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
      return reply && rewritten(rewriter, reply, { context, traits })
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
