import { isPublic, type LintContext } from './context.ts'
import { findingsOn, judge } from './guide.ts'
import { praiseIn } from './praise.ts'
import { reached } from './reach.ts'
import type { Finding } from './rule.ts'

/** About the reply as a whole: there are no words to mend. */
const whole = { start: 0, end: 0 }

function rosterFinding({ roster }: LintContext): readonly Finding[] {
  if (roster?.mayAnswerPublicly !== false) return []
  return [
    {
      rule: 'roster',
      severity: 'block',
      ...whole,
      message: {
        zh: '只有名册内的客服可以公开回复，您不在名册上。请改由名册内的同事回复，或请主管放行。',
        en: 'Only agents on the roster answer in public, and this author is not on it. Have a colleague on the roster answer, or a lead release it.',
      },
    },
  ]
}

const figures = {
  reposts: {
    zh: (n: number, limit: number) => `讨论已转发 ${n} 次（满 ${limit} 次）`,
    en: (n: number, limit: number) => `the thread has ${n} reposts (limit ${limit})`,
  },
  audience: {
    zh: (n: number, limit: number) => `对方有 ${n} 位粉丝（满 ${limit} 位）`,
    en: (n: number, limit: number) => `the customer has ${n} followers (limit ${limit})`,
  },
}

function readerFinding(context: LintContext): readonly Finding[] {
  const found = reached(context)
  if (found.length === 0) return []
  const told = (locale: 'zh' | 'en', between: string): string =>
    found.map(({ what, count, limit }) => figures[what][locale](count, limit)).join(between)
  return [
    {
      rule: 'second-reader',
      severity: 'error',
      ...whole,
      message: {
        zh: `${told('zh', '，')}，公开回复要由作者以外的同事看过并放行。`,
        en: `Many will read this: ${told('en', ', ')}. Somebody other than its author must read and release it.`,
      },
    },
  ]
}

function praiseFinding(draft: string, context: LintContext): readonly Finding[] {
  const lines = praiseIn(draft, context)
  if (lines.length === 0) return []
  const about = (between: string): string =>
    lines.map(({ id, words }) => words[0] ?? id).join(between)
  return [
    {
      rule: 'praise',
      severity: 'error',
      ...whole,
      message: {
        zh: `用了核定的赞扬语（${about('、')}），公开发出前要由主管放行。`,
        en: `This carries approved praise (${about(', ')}); a lead must release it before it is public.`,
      },
    },
  ]
}

/** What a public reply needs besides good wording. Its author's own reason does not do: see `approverFor`. */
function clearances(draft: string, context: LintContext): readonly Finding[] {
  if (!isPublic(context)) return []
  return [...rosterFinding(context), ...readerFinding(context), ...praiseFinding(draft, context)]
}

/** Everything that stands against a reply, for the gate: its fixes are not tried. */
export function findingsAgainst(draft: string, context: LintContext): readonly Finding[] {
  return [...clearances(draft, context), ...findingsOn(draft, context)]
}

/** The same for whoever writes it, with fixes that may be offered. */
export function judgeReply(draft: string, context: LintContext): readonly Finding[] {
  return [...clearances(draft, context), ...judge(draft, context)]
}
