import type { Span } from '../../language/normal.ts'
import { byClause, clausesIn, type Clause } from '../clauses.ts'
import { isAskedAbout, mentionsIn } from '../mentions.ts'
import type { PersonaRule } from '../rule.ts'
import { softerInPrivate } from '../severity.ts'
import { saidIn, speechOf, type Speech } from '../speech.ts'
import { judgements, pointsBack, sides } from '../stances.ts'

// The service of that name is offered, no opinion voiced: 我们支持携号转网，带身份证来办.
const serviceTalk = /办理|申请|营业厅|流程|材料|携带|身份证|预约|查询入口|自助|下单|到店|扫码|开通/
const bareSupport = /^(?:我们?|咱们?|小[一-龥]|本店|公司|官方|[也都是当然肯定一直])+支持$/

function isService(speech: Speech, span: Span): boolean {
  return bareSupport.test(speech.text.slice(span.start, span.end)) && serviceTalk.test(speech.text)
}

/** Sentences in which the topic is named. */
function sentencesNaming(speech: Speech, words: readonly string[]): ReadonlySet<number> {
  const named = byClause(clausesIn(speech), mentionsIn(speech.whole, words))
  return new Set([...named.keys()].map(({ sentence }) => sentence))
}

function stancesOn(speech: Speech, words: readonly string[]): readonly Span[] {
  const clauses = clausesIn(speech)
  const named = sentencesNaming(speech, words)
  const isOnlyAsked = named.size === 0
  const isNear = ({ sentence }: Clause): boolean =>
    isOnlyAsked || [sentence - 1, sentence, sentence + 1].some((near) => named.has(near))
  const isAboutIt = ({ sentence, text }: Clause): boolean =>
    named.has(sentence) || ((isOnlyAsked || named.has(sentence - 1)) && pointsBack.test(text))
  const taken = byClause(clauses, saidIn(speech.text, sides))
  const judged = byClause(clauses, saidIn(speech.text, judgements))
  return clauses.flatMap((clause) => [
    ...(isNear(clause) ? (taken.get(clause) ?? []) : []).filter((span) => !isService(speech, span)),
    ...(isAboutIt(clause) ? (judged.get(clause) ?? []) : []),
  ])
}

/** W-X1: a topic on which opinions clash may be named; no side is taken. */
export const noSideTaken: PersonaRule = {
  id: 'W-X1',
  because: {
    zh: '有争议的话题上，品牌站哪边都会失去另一半客户；可以说规定和办法，不表态。',
    en: 'On a contested topic either side costs us the other half of our customers; state rules and help only.',
  },
  check(draft, context) {
    const topics = (context.topics ?? []).filter(({ verdict }) => verdict === 'hold')
    if (topics.length === 0) return []
    const speech = speechOf(draft)
    return topics
      .filter(
        ({ words }) =>
          mentionsIn(speech.whole, words).length > 0 || isAskedAbout(context.inbound, words),
      )
      .flatMap(({ words }) => stancesOn(speech, words))
      .map(({ start, end }) => ({
        rule: 'W-X1',
        severity: softerInPrivate('block', context),
        ...speech.spanOf(start, end),
        message: {
          zh: '这是有争议的话题：请删去表态，只说规定、事实和能帮客户做的事。',
          en: 'This topic is contested: drop the stance; give rules, facts and what we can do.',
        },
      }))
  },
}
