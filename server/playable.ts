import type { MediaFile } from './core/media.ts'
import { amrToWav } from './wire/voice.ts'

const amr = /^audio\/(amr|x-amr|amr-nb|3gpp)|\.amr$/i

/** WeChat's amr does not play in browsers: a wav copy stands beside it in the ticket. */
export async function playable(file: MediaFile): Promise<MediaFile | undefined> {
  if (!amr.test(file.contentType) && !amr.test(file.name)) return undefined
  const bytes = await amrToWav(file.bytes)
  return (
    bytes && { name: file.name.replace(/\.[^.]*$/, '') + '.wav', contentType: 'audio/wav', bytes }
  )
}
