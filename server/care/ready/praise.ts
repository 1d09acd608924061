import { isPublic } from '../../persona/context.ts'
import { praiseFor } from '../../persona/praise.ts'
import type { Plan } from './draft.ts'
import type { ReadyPart, ReadyReply } from './reply.ts'
import { idOf, isClean } from './sendable.ts'
import { addressed } from './voice.ts'

/** Alone where nothing is asked, else before an answer: praise is no way around a question. */
function partsWith(praise: ReadyPart, answer: ReadyReply | undefined): readonly ReadyPart[] {
  return answer && answer.points.length > 0 ? [praise, ...answer.parts] : [praise]
}

/**
 * Approved praise for what the customer or the thread speaks of, before the barest of the answers there
 * are. None to a complaint: praising others is no answer to it.
 */
export function praiseReply(
  plan: Plan,
  heard: readonly string[],
  answers: readonly ReadyReply[],
): ReadyReply | undefined {
  const { context, type, voice } = plan
  if (type === 'complaint') return undefined
  const answer = answers.at(-1)
  const between = isPublic(context) ? '' : '\n'
  for (const { id, words, text: line } of praiseFor(context, heard)) {
    const source = { kind: 'praise' as const, id, title: words.join('、') }
    const parts = partsWith({ text: addressed(line.trim(), voice), source, covers: [] }, answer)
    const text = parts.map((part) => part.text).join(between)
    if (!isClean(text, plan)) continue
    const { points = [], dueAt } = parts.length > 1 && answer ? answer : {}
    return { id: idOf(text), style: 'praise', text, parts, points, dueAt }
  }
  return undefined
}
