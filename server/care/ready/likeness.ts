import { traitsOf } from '../../persona/echo.ts'
import { normalise } from '../../language/normal.ts'
import { remembered } from '../../language/remembered.ts'

/** Two questions this alike are the same question in slightly other words: the answer may be reused. */
export const nearlyIdentical = 0.7
/** From here on an earlier answer is worth a look. */
export const sameQuestion = 0.52

/** Different words for one matter count as one; longer ones first. */
const synonyms: readonly (readonly [RegExp, string])[] = [
  [/什么时候|啥时候|多会儿|什么时间|何时|几时|多久|多长时间|几点|几天/g, '哪时'],
  [/怎么回事|咋回事|为什么|为啥|什么原因|什么情况|啥情况/g, '何因'],
  [/怎么|如何|怎样|咋/g, '何法'],
  [/多少钱|什么价|价格|价钱|怎么卖|怎么收费|收费标准|费用/g, '价钱'],
  [/能不能|可不可以|可以吗|能否|可否|行不行/g, '可否'],
  [/快递|快件|包裹|物流/g, '快递'],
  [/宽带|网络|上不了网|没网|断网|连不上网|网断了|断了网/g, '网络'],
  [/退钱|退款|退费|返还/g, '退款'],
  [/更换|调换|换货|换一个|换个/g, '换货'],
  [/修好|修复|恢复|弄好/g, '修好'],
  [/保修|质保|三包/g, '保修'],
  [/开票|开发票|发票/g, '发票'],
  [/申请|办理|开通|办/g, '办理'],
]

/** What a question is about and what it wants, as pairs of signs. Read once for each text. */
const featuresOf = remembered((text: string): ReadonlySet<string> => {
  const plain = synonyms.reduce(
    (rest, [pattern, word]) => rest.replace(pattern, `，${word}，`),
    normalise(text).text.replace(/\d+/g, '0'),
  )
  return new Set(traitsOf(plain))
})

/** How alike two questions are, 0 to 1 (Dice over pairs of signs); the same both ways round. */
export function likeness(one: string, other: string): number {
  const [a, b] = [featuresOf(one), featuresOf(other)]
  if (a.size === 0 || b.size === 0) return 0
  let shared = 0
  for (const feature of a) if (b.has(feature)) shared++
  return (2 * shared) / (a.size + b.size)
}
