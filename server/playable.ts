import type { MediaFile } from './core/media.ts'
import { amrToWav } from './wire/voice.ts'

/** What browsers play by themselves. */
const plays = /^audio\/(?:mpeg|mp3|mp4|aac|x-m4a|wav|x-wav|ogg|webm)\b/i

const words =
  '这段语音无法转换为浏览器可播放的格式，原始录音在旁边的附件中。请用支持该格式的播放器收听，或请客户改发文字。\n' +
  'This voice message could not be converted into a form that browsers play. The recording itself is ' +
  'attached beside this note: use a player that knows its format, or ask the customer to write.\n'

function beside(file: MediaFile, ending: string, more: Omit<MediaFile, 'name'>): MediaFile {
  return { name: `${file.name.replace(/\.[^.]*$/, '')}.${ending}`, ...more }
}

/**
 * What stands beside a voice message in the ticket: a wav copy of WeChat's amr, which no browser plays;
 * a note where none can be made (silk, speex, a broken file); undefined where none is needed.
 */
export async function playable(file: MediaFile): Promise<MediaFile | undefined> {
  // By its bytes: names and types say amr of silk, and nothing of amr.
  const bytes = await amrToWav(file.bytes)
  if (bytes) return beside(file, 'wav', { contentType: 'audio/wav', bytes })
  if (plays.test(file.contentType)) return undefined
  const note = new TextEncoder().encode(words)
  return beside(file, 'txt', { contentType: 'text/plain; charset=utf-8', bytes: note })
}
