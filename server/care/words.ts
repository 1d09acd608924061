import type { InboundMessage } from '../core/message.ts'
import { maskPersonalData } from '../language/personal-data.ts'

/** A pasted page says no more about what to answer than its beginning. */
const maxLength = 2000

/** What the customer said in words, as the ticket shows it; empty when there are none. */
export function wordsOf({ parts }: Pick<InboundMessage, 'parts'>, masks: boolean): string {
  const words = parts.flatMap((part) => {
    if (part.type === 'text') return [part.text]
    if (part.type === 'media') return part.caption === undefined ? [] : [part.caption]
    return part.type === 'link' && part.title !== undefined ? [part.title] : []
  })
  const text = words.join('\n').trim().slice(0, maxLength)
  return masks ? maskPersonalData(text) : text
}

/** Hashtags written in a text, without their marks: #话题#. */
export function hashtagsIn(text: string): readonly string[] {
  return [...text.matchAll(/#([^#\n]{1,60})#/g)].map((match) => (match[1] ?? '').trim())
}
