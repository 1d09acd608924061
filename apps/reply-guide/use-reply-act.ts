import { useState } from 'react'
import { actOnReply, type ReplyAct } from '../../server/api/replies.ts'
import { RelayProblem, type Relay } from '../kit/relay.ts'
import { useLanguage, useWords } from '../kit/i18n.tsx'
import { words } from './words.ts'

export interface ReplyActs {
  /** The reply something is being done with. */
  readonly running: string | undefined
  readonly problem: { readonly replyId: string; readonly text: string } | undefined
  /** True when it was done. */
  readonly act: (
    reply: { readonly replyId: string; readonly at: string },
    act: ReplyAct,
  ) => Promise<boolean>
}

/** A person's decision on a reply, made on what that person saw. */
export function useReplyAct(relay: Relay | undefined, onDone: () => Promise<void>): ReplyActs {
  const t = useWords(words)
  const { locale } = useLanguage()
  const [running, setRunning] = useState<string>()
  const [problem, setProblem] = useState<ReplyActs['problem']>()

  function say(error: unknown): string {
    if (!(error instanceof RelayProblem) || error.why !== 'refused') return t('actFailed')
    if (error.status === 409) return t('actGone')
    if (error.status === 403) return t('actForbidden')
    const said = error.refusal?.findings?.[0]?.message ?? error.refusal?.message
    return said ? (locale === 'en' ? said.en : said.zh) : t('actFailed')
  }
  return {
    running,
    problem,
    async act({ replyId, at }, body) {
      if (!relay || running !== undefined) return false
      setRunning(replyId)
      setProblem(undefined)
      try {
        await relay.call(actOnReply, { parts: { replyId }, body: { ...body, seenAt: at } })
        await onDone()
        return true
      } catch (error) {
        setProblem({ replyId, text: say(error) })
        if (error instanceof RelayProblem && error.status === 409) await onDone()
        return false
      } finally {
        setRunning(undefined)
      }
    },
  }
}
