import { describe, expect, it } from 'vitest'
import { emojiIn, isPlayful } from './emoji.ts'

const signs = (text: string): readonly string[] => emojiIn(text).map(({ sign }) => sign)

describe('emojiIn', () => {
  it('takes a family, a flag and a toned hand for one sign each', () => {
    expect(signs('👨‍👩‍👧🇨🇳👋🏻')).toEqual(['👨‍👩‍👧', '🇨🇳', '👋🏻'])
  })

  it('takes tokens of Weibo and WeChat in the order they stand', () => {
    expect(signs('好的[微笑]😊[doge]')).toEqual(['[微笑]', '😊', '[doge]'])
  })

  it('leaves trade marks, numbers of a list and placeholders of a channel alone', () => {
    expect(signs('微桥®™ 1️⃣重启 [图片] 3 # *')).toEqual([])
  })
})

describe('isPlayful', () => {
  it('tells a laughing face from a warm one', () => {
    expect(
      emojiIn('😂😊[哈哈][抱拳][DOGE]🙏')
        .filter(isPlayful)
        .map(({ sign }) => sign),
    ).toEqual(['😂', '[哈哈]', '[DOGE]'])
  })
})
