import type { LintContext } from './context.ts'
import type { Finding, Severity } from './rule.ts'
import { rules, stopping } from './rules/index.ts'
import { weighed } from './undocumented.ts'

const weight: Readonly<Record<Severity, number>> = { block: 0, error: 1, warning: 2, hint: 3 }

function inOrder(a: Finding, b: Finding): number {
  return weight[a.severity] - weight[b.severity] || a.start - b.start || (a.rule < b.rule ? -1 : 1)
}

/** The findings that keep a reply from being sent without a person's act. */
export function blocking(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter((finding) => finding.severity === 'block' || finding.severity === 'error')
}

/** The draft after the edits of a finding; as it was where there are none. */
export function withFix(draft: string, { fix = [] }: Finding): string {
  return [...fix]
    .sort((a, b) => b.start - a.start)
    .reduce((text, edit) => text.slice(0, edit.start) + edit.text + text.slice(edit.end), draft)
}

/** A pasted page brings thousands of the same; nobody reads more than these of one rule. */
const mostOfOne = 50

/** The first findings of a rule; the last of them says how many there are. */
function capped(found: readonly Finding[]): readonly Finding[] {
  if (found.length <= mostOfOne) return found
  const kept = [...found].sort(inOrder).slice(0, mostOfOne)
  const count = String(found.length)
  return kept.map((finding, index) => {
    if (index < mostOfOne - 1) return finding
    const { zh, en } = finding.message
    return {
      ...finding,
      message: {
        zh: `${zh}（这类问题全文共 ${count} 处）`,
        en: `${en} (${count} of this kind in all)`,
      },
    }
  })
}

/**
 * All findings on a draft, heaviest first; the order of the rules does not matter. Fixes stand as each rule
 * proposes them: before one is offered, `judge` has tried whether it brings something new.
 */
export function findingsOn(draft: string, context: LintContext): readonly Finding[] {
  return rules
    .flatMap((rule) => capped(rule.check(draft, context)))
    .map((finding) => weighed(finding, context))
    .sort(inOrder)
}

/** Fixes that change what another rule may read: each is tried before it is offered. */
const tried: ReadonlySet<string> = new Set([
  'W-A4',
  'W-A6',
  'W-C2',
  'W-P1',
  'W-P7',
  'W-P8',
  'W-S1',
  'W-S3',
  'W-S6',
  'W-S9',
  'W-X3',
])
/** Fixes of marks, blanks, pronouns and faces come in dozens: all of a rule are tried at once. */
const triedTogether: ReadonlySet<string> = new Set(['W-A7', 'W-P5', 'W-P6'])
// Each trial judges the draft once more; a pasted page is not mended by clicks.
const mostTrials = 6
const longestTried = 2000

interface Judged {
  readonly draft: string
  readonly context: LintContext
  readonly before: readonly Finding[]
}

/** Only these rules ever stop a reply; the others are not asked again about a mended draft. */
function addsNothing({ before, context }: Judged, mended: string): boolean {
  const heavy = new Set(blocking(before).map(({ rule }) => rule))
  return stopping.every(
    (rule) => heavy.has(rule.id) || blocking(rule.check(mended, context)).length === 0,
  )
}

function isSound(judged: Judged, finding: Finding): boolean {
  const mended = withFix(judged.draft, finding)
  const own = rules.find(({ id }) => id === finding.rule)
  const left = capped(own?.check(mended, judged.context) ?? []).length
  return left < countOf(finding.rule, judged) && addsNothing(judged, mended)
}

function countOf(rule: string, { before }: Judged): number {
  return before.filter((finding) => finding.rule === rule).length
}

function areSound(judged: Judged, rule: string): boolean {
  const fix = judged.before.flatMap((finding) => (finding.rule === rule ? (finding.fix ?? []) : []))
  const [first] = judged.before
  if (fix.length === 0 || !first) return true
  return addsNothing(judged, withFix(judged.draft, { ...first, fix }))
}

/** All findings on a draft as `findingsOn` has them; fixes that would bring a new block or error are left out. */
export function judge(draft: string, context: LintContext): readonly Finding[] {
  const before = findingsOn(draft, context)
  const judged = { draft, context, before }
  const known = new Map<string, boolean>()
  let trials = 0
  function isKept(finding: Finding): boolean {
    const { rule } = finding
    if (!tried.has(rule) && !triedTogether.has(rule)) return true
    if (draft.length > longestTried) return false
    if (tried.has(rule)) return ++trials <= mostTrials && isSound(judged, finding)
    const sound = known.get(rule) ?? areSound(judged, rule)
    known.set(rule, sound)
    return sound
  }
  return before.map((finding) => {
    if (finding.fix === undefined || isKept(finding)) return finding
    const { fix: _unsound, ...told } = finding
    return told
  })
}
