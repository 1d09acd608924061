import { describe, expect, it } from 'vitest'
import type { MediaFile } from './core/media.ts'
import { murmur } from './lab/sample-media.ts'
import { playable } from './playable.ts'

function voice(
  bytes: Uint8Array,
  contentType = 'audio/amr',
  name = 'wechat-voice-1.amr',
): MediaFile {
  return { name, contentType, bytes }
}

describe('playable', () => {
  it.each([
    ['audio/amr', 'wechat-voice-1.amr'],
    ['application/octet-stream', 'voice'],
    ['audio/mpeg', 'wrong.mp3'],
  ])('puts a wav beside an amr that is called %s and %s (S1-29)', async (contentType, name) => {
    const copy = await playable(voice(murmur(2), contentType, name))
    expect(copy).toMatchObject({ name: `${name.split('.')[0]}.wav`, contentType: 'audio/wav' })
    const wav = Buffer.from(copy?.bytes ?? [])
    expect([wav.toString('latin1', 0, 4), wav.length]).toEqual(['RIFF', 44 + 2 * 8000 * 2])
  })

  it.each([
    ['silk named amr', Buffer.from('\x02#!SILK_V3\x0c\x00 and frames')],
    ['speex', Buffer.alloc(400, 3)],
    ['an amr that breaks off in its head', Buffer.from('#!AM')],
    ['an amr of nothing', Buffer.from('#!AMR\n')],
    ['an empty file', Buffer.alloc(0)],
  ])('puts a note in both languages beside %s', async (_what, bytes) => {
    const note = await playable(voice(bytes))
    expect(note).toMatchObject({
      name: 'wechat-voice-1.txt',
      contentType: 'text/plain; charset=utf-8',
    })
    const words = new TextDecoder().decode(note?.bytes)
    expect(words).toMatch(/无法转换[^]*could not be converted/)
  })

  it.each(['audio/mpeg', 'audio/mp4', 'audio/wav', 'audio/ogg; codecs=opus'])(
    'adds nothing to %s, which browsers play',
    async (contentType) =>
      expect(await playable(voice(Buffer.from('ID3'), contentType, 'a.mp3'))).toBeUndefined(),
  )
})
