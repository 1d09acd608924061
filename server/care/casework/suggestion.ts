import { isCloser } from '../../language/closer.ts'
import { pointsIn } from '../../language/points.ts'
import type { Situation } from '../situation.ts'
import { wordsOf } from '../words.ts'
import { suggestType, type SuggestedType, type TicketType } from './ticket-type.ts'

const readLength = 4000
/** What was written longer before the newest message was as a rule another case. */
const sameCaseMs = 7 * 24 * 3_600_000

// 好的谢谢 ends a case of any type and tells of none.
const isTelling = (text: string): boolean => !isCloser(text)

function read(texts: readonly string[], isUpset: boolean): SuggestedType {
  const asks = texts.flatMap(pointsIn).filter(({ kind }) => kind !== 'complaint').length
  return suggestType(texts.join('\n').slice(-readLength), { asks, isUpset })
}

/** What the ticket of a situation seems to be about, by everything the customer wrote of late. */
export function suggestionFor({ messages, masks, moodOf }: Situation): SuggestedType {
  const newest = messages.at(-1)?.receivedAt ?? 0
  const texts = messages
    .filter(({ receivedAt }) => receivedAt >= newest - sameCaseMs)
    .map(({ message }) => wordsOf(message, masks))
    .filter(isTelling)
  const mood = texts.length > 0 ? moodOf?.(texts) : undefined
  return read(texts, mood?.polarity === 'negative' || (mood?.anger ?? 0) >= 2)
}

/**
 * The type the rules may go by: an agent's word, or that of the words now to be answered where they are
 * clear. Otherwise undefined: rules stay silent rather than guess.
 */
export function knownType(
  { record }: Pick<Situation, 'record'>,
  inbound: readonly string[],
): TicketType | undefined {
  if (record.type) return record.type
  // A mood alone is never clear.
  const { type, isClear } = read(inbound.filter(isTelling), false)
  return isClear ? type : undefined
}
