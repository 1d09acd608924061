import { safeFix } from '../editing.ts'
import type { Finding, PersonaRule } from '../rule.ts'

// Each set of marks enumerates; the third one makes it a list.
const sets: readonly (readonly RegExp[])[] = [
  [/首先/, /其次|然后|再次|接着|接下来/, /另外|最后|再次|第三|然后/],
  [/第一[步点项、，,:：]/, /第二[步点项、，,:：]/, /第三[步点项、，,:：]/],
  [/一是/, /二是/, /三是/],
  [
    /(?<![\p{Script=Han}\d])一[、.]/u,
    /(?<![\p{Script=Han}\d])二[、.]/u,
    /(?<![\p{Script=Han}\d])三[、.]/u,
  ],
  [/(?<!\d)1[、.)）](?!\d)/, /(?<!\d)2[、.)）](?!\d)/, /(?<!\d)3[、.)）](?!\d)/],
  [/①/, /②/, /③/],
]

/** Starts of the marks of one set, in order, or none when they do not follow each other. */
function marksOf(set: readonly RegExp[], draft: string): readonly number[] {
  const found: number[] = []
  let at = 0
  for (const mark of set) {
    const next = draft.slice(at).search(mark)
    if (next === -1) return []
    found.push(at + next)
    at += next + 2
  }
  return found
}

function isLineStart(draft: string, at: number): boolean {
  return /(?:^|\n)[\s·•-]*$/.test(draft.slice(Math.max(0, at - 8), at)) || at === 0
}

/** A mark after a full stop or semicolon can begin a line as it is. */
function isBreakable(draft: string, at: number): boolean {
  return /[。；;！!？?：:]\s?$/.test(draft.slice(Math.max(0, at - 2), at))
}

/** W-C4: three points are a list. */
export const listForPoints: PersonaRule = {
  id: 'W-C4',
  because: {
    zh: '三点以上挤成一句，客户记不住；分行列出来一目了然。',
    en: 'Three points in a row of words are not remembered; a list is seen at a glance.',
  },
  check(draft, context): readonly Finding[] {
    const marks = sets.map((set) => marksOf(set, draft)).find((found) => found.length > 0) ?? []
    const running = marks.slice(1).filter((at) => !isLineStart(draft, at))
    const [first] = marks
    if (first === undefined || running.length === 0) return []
    const isAllBreakable = running.every((at) => isBreakable(draft, at))
    const edits = isAllBreakable ? running.map((at) => ({ start: at, end: at, text: '\n' })) : []
    return [
      {
        rule: 'W-C4',
        severity: 'hint',
        start: first,
        end: draft.length,
        message: {
          zh: '要点有三条以上，请分行列出。',
          en: 'Three or more points: put each on its own line.',
        },
        ...safeFix(draft, edits, context),
      },
    ]
  },
}
