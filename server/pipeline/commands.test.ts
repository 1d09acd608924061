import { describe, expect, it } from 'vitest'
import { readCommand } from './commands.ts'

describe('readCommand', () => {
  it.each([
    ['#放行', 'release'],
    ['＃退回', 'reject'],
    ['/release', 'release'],
    [' #Resend ', 'send_again'],
    ['#已收到', 'customer_has_it'],
  ])('reads %s', (note, name) => expect(readCommand(note)).toEqual({ name }))
  it('reads the new text of a rewrite over several lines', () =>
    expect(readCommand('#改写 您好，\n已为您处理。')).toEqual({
      name: 'rewrite',
      text: '您好，\n已为您处理。',
    }))
  it.each(['请#放行', '#放行吧', '#放行 因为他说可以', '#改写', '放行', '#released', ''])(
    'takes %s as an ordinary note',
    (note) => expect(readCommand(note)).toBeUndefined(),
  )
})
