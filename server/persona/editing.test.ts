import { describe, expect, it } from 'vitest'
import { edited } from './edited.ts'
import { safeFix } from './editing.ts'

const edit = { start: 2, end: 2, text: '吗' }

describe('safeFix', () => {
  it('leaves a fix out that would make the draft too long, the code included', () => {
    const channel = { kind: 'weibo', maxLength: 9 } as const
    expect(safeFix('可以？', [edit], { channel })).toEqual({ fix: [edit] })
    expect(safeFix('可以？', [edit], { channel, roster: { code: '^A17' } })).toEqual({
      fix: [edit],
    })
    expect(safeFix('可以可以？', [edit], { channel, roster: { code: '^A17' } })).toEqual({})
  })

  it('leaves locked wording alone', () =>
    expect(safeFix('可以？', [edit], { crisis: { on: true, locked: ['可以？'] } })).toEqual({}))

  it('edits from the end, so that offsets hold', () =>
    expect(
      edited('abc', [
        { start: 0, end: 1, text: 'xx' },
        { start: 2, end: 3, text: '' },
      ]),
    ).toBe('xxb'))
})
