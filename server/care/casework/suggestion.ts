import { pointsIn } from '../../language/points.ts'
import { said } from '../said.ts'
import type { Situation } from '../situation.ts'
import { suggestType, type SuggestedType } from './ticket-type.ts'

/** The words a type is read from: what waits for an answer, or else what was answered last. */
function textsOf(situation: Situation): readonly string[] {
  const { inbound, earlier } = said(situation)
  if (inbound.length > 0) return inbound.map(({ text }) => text)
  const last = earlier.findLastIndex(({ from }) => from === 'customer')
  const start = earlier.slice(0, last + 1).findLastIndex(({ from }) => from === 'brand')
  return earlier.slice(start + 1, last + 1).map(({ text }) => text)
}

/** What the ticket of a situation seems to be about. */
export function suggestionFor(situation: Situation): SuggestedType {
  const texts = textsOf(situation)
  const asks = texts.flatMap(pointsIn).filter(({ kind }) => kind !== 'complaint').length
  const mood = texts.length > 0 ? situation.moodOf?.(texts) : undefined
  const isUpset = mood?.polarity === 'negative' || (mood?.anger ?? 0) >= 2
  return suggestType(texts.join('\n'), { asks, isUpset })
}
