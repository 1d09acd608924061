import { describe, expect, it } from 'vitest'
import { isLockedWording } from './locked-wording.ts'

const locked = ['批次已下架，详情见公告。']

describe('isLockedWording', () => {
  it('knows a locked entry with blanks and a code around it', () =>
    expect(
      isLockedWording(' 批次已下架，详情见公告。 ^A17', { crisis: { on: true, locked } }),
    ).toBe(true))
  it('knows nothing else, and nothing while no crisis is on', () => {
    expect(isLockedWording('批次已下架。', { crisis: { on: true, locked } })).toBe(false)
    expect(isLockedWording('批次已下架，详情见公告。', { crisis: { on: false, locked } })).toBe(
      false,
    )
  })
})
