import type { Mood, MoodReader } from '../situation.ts'
import type { Seen } from './seen.ts'

/** A contact, from either side. */
export interface Contacted {
  readonly at: number
  readonly from: 'customer' | 'brand'
  readonly channel: string
  readonly visibility: 'public' | 'private'
  readonly ticket: string | undefined
  /** The beginning of it; '' when there were no words. */
  readonly text: string
  /** Of what a customer wrote; undefined where nothing can be told. */
  readonly mood: Mood | undefined
}

const shown = 40
const textLength = 160

/** Newest first, over all channels. At one moment what the customer said comes before its answer. */
export function timelineOf({ said, answered }: Seen, moodOf: MoodReader): readonly Contacted[] {
  const asked = said.map(({ id: _id, text, ...rest }): Contacted => {
    return { ...rest, from: 'customer', text: text.slice(0, textLength), mood: moodOf([text]) }
  })
  const told = answered.map(({ reply, channel, visibility }): Contacted => {
    const { writtenAt: at, ticket, text } = reply
    const brief = text.trim().slice(0, textLength)
    const place = { channel, visibility, ticket: ticket?.id }
    return { at, from: 'brand', ...place, text: brief, mood: undefined }
  })
  return [...asked, ...told]
    .sort((a, b) => a.at - b.at)
    .reverse()
    .slice(0, shown)
}
