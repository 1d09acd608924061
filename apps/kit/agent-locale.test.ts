import { describe, expect, it } from 'vitest'
import { agentLocale } from './agent-locale.ts'
import { fakeZaf } from './zaf.fake.ts'

describe('agentLocale', () => {
  it.each([
    ['zh-CN', 'zh-CN'],
    ['zh-tw', 'zh-CN'],
    ['zh', 'zh-CN'],
    ['en-GB', 'en'],
    ['fr', 'en'],
    ['', undefined],
  ])('takes %j for %j', (locale, language) => {
    expect(agentLocale(fakeZaf({ 'currentUser.locale': locale }))).toBe(language)
  })
})
