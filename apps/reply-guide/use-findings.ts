import { useEffect, useMemo, useState } from 'react'
import type { Guidance } from '../../server/api/guidance.ts'
import type { LintContext } from '../../server/persona/context.ts'
import type { Finding } from '../../server/persona/rule.ts'
import type { Draft } from './composer.ts'
import type { Style } from './use-style.ts'
import { contextAt, judgedLength, loadJudge, type Judge } from './judging.ts'

const minuteMs = 60_000

export interface Judgement {
  readonly state: 'loading' | 'error' | 'ready'
  /** The text the findings are about. */
  readonly draft: string
  readonly findings: readonly Finding[]
  readonly context: LintContext
  /** Judges a text as of now, with the same context. */
  readonly judgeNow: (text: string) => readonly Finding[]
}

const nothing: readonly Finding[] = []

function orUndefined<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}

/** The rules on the draft as it stands; they run here, whatever the relay does. */
export function useFindings(
  draft: Draft,
  {
    guidance,
    style,
  }: { readonly guidance: Guidance | undefined; readonly style?: Style | undefined },
  now: () => number,
  load: () => Promise<Judge> = loadJudge,
): Judgement {
  const [judge, setJudge] = useState<{ readonly run: Judge }>()
  const [isBroken, setBroken] = useState(false)
  const [minute, setMinute] = useState(() => Math.floor(now() / minuteMs))

  useEffect(() => {
    let isGone = false
    load().then(
      (run) => !isGone && setJudge({ run }),
      () => !isGone && setBroken(true),
    )
    return () => {
      isGone = true
    }
  }, [load])

  // Deadlines pass while a draft stands; once a minute is enough.
  useEffect(() => {
    const timer = setInterval(() => setMinute(Math.floor(now() / minuteMs)), minuteMs / 4)
    return () => clearInterval(timer)
  }, [now])

  const context = useMemo(
    () => contextAt(guidance, Math.max(minute * minuteMs, 0), style),
    [guidance, minute, style],
  )
  const text = draft.isNote ? '' : draft.text
  const judgeNow = useMemo(
    () =>
      (words: string): readonly Finding[] =>
        judge && words.trim() !== '' ? judge.run(words.slice(0, judgedLength), context) : [],
    [judge, context],
  )
  // A rule that fails must not take the window gauge and the customer's words with it.
  const found = useMemo(() => orUndefined(() => judgeNow(text)), [judgeNow, text])
  return {
    state: isBroken || !found ? 'error' : judge ? 'ready' : 'loading',
    draft: text,
    findings: found ?? nothing,
    context,
    judgeNow,
  }
}
