import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { channels } from '../../channels/index.ts'
import { sentParts } from './parts.ts'

const writing = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '您好',
        '。',
        '，',
        '👨‍👩‍👧‍👦',
        '<a href',
        ' ',
        '\n',
        '\u0007',
        'https://a.example/b ',
      ),
      fc.constantFrom('字'.repeat(150), 'a'.repeat(300), '👍🏽'.repeat(40)),
    ),
    { maxLength: 12 },
  )
  .map((pieces) => pieces.join(''))

describe('sentParts', () => {
  it.each(channels.map((channel) => [channel.id, channel] as const))(
    'parts a text exactly as the channel %s does',
    (id, { split }) => {
      fc.assert(
        fc.property(writing, fc.constantFrom('public', 'private'), (text, visibility) => {
          expect(sentParts(id, visibility, text)).toEqual(split?.(text, visibility) ?? [text])
        }),
      )
    },
  )
})
