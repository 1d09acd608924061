import { everyMatch } from '../language/every-match.ts'
import type { Span } from '../language/normal.ts'
import { clausesOf, sentencesOf, type Sentence } from '../language/sentences.ts'

interface Guess {
  readonly pattern: RegExp
  /** In the clause before the word: somebody's duty, a wish, no guess. */
  readonly unlessBefore?: RegExp
}

// Each entry is read as a guess only in the forms agents use for what they have not checked.
const guesses: readonly Guess[] = [
  // 应该 as "probably"; as "ought to" (我们应该早点说, 不应该, 您应该核对) it is none.
  {
    pattern:
      /应该也?(?:就?是(?!我们|由)|不是|没(?!有?早)|不会|会|能|可以|不用|不需要|快|算|属于|够|来得及|差不多|已经?|还[有在没能会要]|有(?![责义])|要(?!求|先|早|主动|及时|提前|给|为|向)|都?(?:好|到|行|没事|没问题)|(?=[\d一二三四五六七八九十]{1,3}[点天号小个])|[明今后]天|周[一二三四五六日末]|下周|过[几两]天)/g,
    unlessBefore: /(?:不|本来?|更|早|理|都|[您你](?:那边|这边)?也?|原)$/,
  },
  {
    pattern: /应该(?:还|已经|都)?在(?!第一时间)/g,
    unlessBefore: /(?:不|本来?|更|早|理|[您你]|我们|客服|商家|快递员|师傅)$/,
  },
  // 大概, 估计 before what is claimed.
  {
    pattern: /大概率?(?!内容|意思|情况|了解|介绍|描述)/g,
    unlessBefore: /[您你](?:这边|那边|方便|想)?$/,
  },
  { pattern: /(?<!预|低|高)估计(?!不足|到|值|数|算)|约莫|大约摸/g, unlessBefore: /[您你]$/ },
  {
    pattern:
      /也许|或许|说不定|没准|八成(?!新)|十有八九|兴许|多半是|我猜|猜测|想必|恐怕是|恐怕要|应当是(?!我们)/g,
    unlessBefore: /[您你]$/,
  },
  {
    pattern: /(?:好像|似乎|貌似|感觉)(?:也?(?:是|有|没|可以|能|会|在|被|已))/g,
    unlessBefore: /[您你]$/,
  },
  // 可能 with a cause, a state or an outcome; general caveats are left alone.
  {
    pattern:
      /可能(?:就|也|还|真)?(?:是|因为|由于|跟|和|与|没|不是|不会|被|卡|堵|在(?!线)|已经?|快|得|要|需要?[\d一二两三四五六七八九十几]|明天|今天|今晚|后天|下周|这[几两]天|过[几两]天|[\d一二两三四五六七八九十几]+[天点号小个]|有点|有些|有问题|出(?:了|现了?)?(?:问题|故障)|坏|漏|丢|忘|错|弄|发|到|超)/g,
    unlessBefore:
      /(?:尽|不|有|很|都|[您你](?:的孩子|家人)?|客户|用户|买家|大家|个别|部分|高峰期?|节假日|天气|雨天|颜色|实物|各地|不同\S{0,4}|一般|有时|偶尔|任何|什么)$/,
  },
  // Said after what is claimed: 轴承坏了吧应该.
  { pattern: /(?<=[吧了的会有到好])(?:应该|好像|大概|估计|貌似|(?<!有)可能)(?:吧|是)?$/g },
  // How it looks, what one reckons with: 看样子是, 按理说, 搞不好.
  {
    pattern:
      /看(?:样子|起来|上去|着)(?:像|好像|是|还是|要|得|没|有点|快|差不多)|感觉(?:像|上)|寻思|琢磨着|大差不差|(?:搞|弄|闹|整)不好|按(?:道)?理(?:说|讲|来说|来讲)?(?=[\p{Script=Han},\d])(?![^,]{0,4}(?:不?该|应))|照理说?|理论上|料想|估摸|怕是(?=要|得|已|还|没|被|出|又)|怕要|多半(?![天年个价数]|要[检看]|得看|需要)|没猜错|八九不离十|约摸/gu,
    unlessBefore: /(?:[您你](?:也|要是|如果)?|不|图片|照片|外观)$/,
  },
  {
    pattern:
      /差不多(?:就|也|要|得|是)?(?:到|在)?(?=[今明后大]天|今晚|周[一二三四五六日末]|下周|这[几两]天|过[几两]天|[\d一二三四五六七八九十两半]{1,3}(?:点|天|号|小时|分钟|个小时|周))/g,
    unlessBefore: /(?:[您你]|都|跟|和)$/,
  },
  // 可能 before somebody who is said to have done it.
  {
    pattern:
      /可能(?:就|也|还|真)?(?:是)?(?:我们的?|那个|这个)?(?:仓库|仓管|快递|物流|骑手|师傅|系统|客服|同事|厂家|网络|信号|线路|店员|后台|服务器|机房|基站|光猫|路由器?|主板|电池|配件|理货员|上一位|前台|库房|驿站|软件|版本|插头|电压|水管|阀门|表)(?!商)/g,
    unlessBefore: /(?:不|有|很|都|[您你]|如果)$/,
  },
]
/** Nothing is a guess without one of these. */
const anyGuess =
  /应该|应当|大概|大约摸|估计|约莫|也许|或许|说不定|没准|八成|十有八九|兴许|多半|猜|想必|恐怕|好像|似乎|貌似|感觉|可能|看样子|看起来|看上去|看着|寻思|琢磨|大差不差|不好|理|料想|估摸|怕是|怕要|猜|八九|差不多|约摸/
const conditional = /如果|若(?!干)|要是|万一|一旦|否则|不然|假如|以免|避免|防止|除非/
const selfQuestion = /[吗么][。？?！!]?$|[?？]$/

function guessesInClause(clause: Sentence): readonly Span[] {
  if (!anyGuess.test(clause.text)) return []
  return guesses.flatMap(({ pattern, unlessBefore }) =>
    everyMatch(clause.text, pattern)
      .filter(({ index }) => !unlessBefore?.test(clause.text.slice(Math.max(0, index - 12), index)))
      .map(({ 0: word, index }) => ({
        start: clause.start + index,
        end: clause.start + index + word.length,
      })),
  )
}

/** Guess words of a plain text that stand for something nobody has checked. */
export function guessesIn(text: string): readonly Span[] {
  if (!anyGuess.test(text)) return []
  return sentencesOf(text).flatMap((sentence) => {
    const clauses = clausesOf(sentence)
    return clauses.flatMap((clause, index) => {
      const found = guessesInClause(clause)
      if (found.length === 0) return found
      const isAsked = index === clauses.length - 1 && selfQuestion.test(sentence.text)
      const isSupposed =
        conditional.test(clause.text) || conditional.test(clauses[index - 1]?.text ?? '')
      return isAsked || isSupposed ? [] : found
    })
  })
}
