import { isRelayError } from '../../core/error.ts'
import type { Rewriter } from '../../core/rewriter.ts'
import { findPersonalData } from '../../language/personal-data.ts'
import { normalise } from '../../language/normal.ts'
import { quantitiesIn, isSameQuantity } from '../../language/quantities.ts'
import { timesIn } from '../../language/times.ts'
import type { LintContext } from '../../persona/context.ts'
import { doorsIn } from '../../persona/doors.ts'
import { blocking, findingsOn } from '../../persona/guide.ts'
import { linksIn } from '../../persona/links.ts'
import type { ReadyReply } from './reply.ts'
import { voiceOf } from './voice.ts'

/** A rewritten suggestion, or why there is none to show. */
export type Rewritten =
  | { readonly outcome: 'shown'; readonly text: string }
  /** The rules hold it back, or it says something the original does not. */
  | { readonly outcome: 'refused' }
  /** No answer in time, or none that can be read. */
  | { readonly outcome: 'unavailable' }

const longest = 2000

function instructionFor(context: LintContext, traits: readonly string[]): string {
  const { self, you } = voiceOf(context)
  return [
    '你是品牌客服的文字编辑。把用户给出的回复改得更自然、更体贴，只输出改好的回复。',
    `自称“${self}”，称呼对方“${you}”。${traits.length > 0 ? `语气：${traits.join('、')}。` : ''}`,
    '不增加、不改动任何事实：数字、金额、时间、承诺、名称、网址都照原文；不省略任何一点；不用表情和标题。',
  ].join('\n')
}

/** Every figure, time and address of the rewriting stands in the original, and the other way round. */
function saysTheSame(rewritten: string, original: string): boolean {
  const [a, b] = [normalise(rewritten).text, normalise(original).text]
  const figures = (text: string): readonly string[] => (text.match(/\d+(?:[.:]\d+)?/g) ?? []).sort()
  const hasAll = (from: string, to: string): boolean => {
    const known = quantitiesIn(to)
    return quantitiesIn(from).every((one) => known.some((other) => isSameQuantity(one, other)))
  }
  const links = (text: string): string =>
    linksIn(text)
      .map(({ host }) => host)
      .sort()
      .join()
  return (
    figures(a).join() === figures(b).join() &&
    hasAll(a, b) &&
    hasAll(b, a) &&
    links(a) === links(b) &&
    timesIn(a).length <= timesIn(b).length
  )
}

function isFit(text: string, original: string, context: LintContext): boolean {
  return (
    text !== '' &&
    text.length <= longest &&
    findPersonalData(text).length === 0 &&
    doorsIn(text).length === 0 &&
    saysTheSame(text, original) &&
    blocking(findingsOn(text, context)).length === 0
  )
}

/**
 * Has a suggestion said in other words. Only the suggestion leaves the house: it holds no word of the
 * customer's that could tell who they are. What comes back passes the same rules, or is not shown.
 */
export async function rewritten(
  rewriter: Rewriter,
  reply: ReadyReply,
  { context, traits }: { readonly context: LintContext; readonly traits: readonly string[] },
): Promise<Rewritten> {
  try {
    const instruction = instructionFor(context, traits)
    const text = (await rewriter.rewrite({ instruction, text: reply.text })).trim()
    return isFit(text, reply.text, context) ? { outcome: 'shown', text } : { outcome: 'refused' }
  } catch (error) {
    if (!isRelayError(error)) throw error
    return { outcome: 'unavailable' }
  }
}
