/** The five steps of one case. */
export const steps = ['record', 'classify', 'transfer', 'follow', 'feedback'] as const
export type Step = (typeof steps)[number]

export interface CaseFacts {
  readonly isFiled: boolean
  readonly type: string | undefined
  readonly tags: readonly string[]
  /** An agent has said what the case is about. Absent: false. */
  readonly isTyped?: boolean
  readonly assignee: string | undefined
  /** The customer has an answer. */
  readonly isAnswered: boolean
  readonly status: string | undefined
}

const ownTag = /^weiqiao/

/** Which steps are done. A step may be done before an earlier one: each says what is true. */
export function stepsDone(facts: CaseFacts): ReadonlySet<Step> {
  const isKind = facts.type !== undefined && facts.type !== '' && facts.type !== '-'
  const done: Readonly<Record<Step, boolean>> = {
    record: facts.isFiled,
    classify: isKind || facts.isTyped === true || facts.tags.some((tag) => !ownTag.test(tag)),
    transfer: facts.assignee !== undefined && facts.assignee !== '',
    follow: facts.isAnswered,
    feedback: facts.status === 'solved' || facts.status === 'closed',
  }
  return new Set(steps.filter((step) => done[step]))
}
