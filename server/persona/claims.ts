import { everyMatch } from '../language/every-match.ts'
import { normalise, type Span } from '../language/normal.ts'
import { sentencesOf } from '../language/sentences.ts'
import { fields, ranks, superlatives } from './absolute-terms.ts'
import type { LintContext } from './context.ts'
import { mentionsIn } from './mentions.ts'
import { after, before } from './speech.ts'

const longestFirst = (a: string, b: string): number => b.length - a.length
const escaped = (word: string): string => word.replace(/[.%]/g, '\\$&')
const praised = [...superlatives].sort(longestFirst).join('|')
const ranked = [...ranks].sort(longestFirst).map(escaped).join('|')
const claim = new RegExp(
  `(?:${fields})[^,。!?;:\n]{0,4}?(?:第一(?![次步时手线代批期个位轮天年])|最(?:${praised}|低|高|大|多|齐全|领先)(?!级|限)|唯一|独家|首家|首款|首创|首选)` +
    `|${ranked}` +
    `|(?:安全|质量|品质|速度|服务|口碑|销量|信号|性价比|效果|技术|效率)(?:都|是|绝对)?(?:全[国网球]|行业|业界)?第一(?![次步时手线代批期个位轮])` +
    '|唯一(?:能|可以|拥有|具备|获得|做到)' +
    `|绝对(?:是)?(?:最|第一|零|0|无甲醛|不含|正品中)[^,。!?;:\n]{0,4}` +
    `|(?:最|zui)(?:${praised})(?!级别)` +
    `|(?:首选|第一)(?:品牌|大牌)|(?:行业|业界|全国|全网)(?:老大|龙头|标杆|王者|首选)`,
  'g',
)

const inField = new RegExp(fields)

// Attitude, aims and wishes claim nothing (guide, article 5).
const aim =
  /争取|努力|尽力|尽量|力争|力求|追求|目标|希望|愿|致力|为了|打造|做到|成为|朝着|才是|以(?:最|第)|用最|尽(?:最|可能)|给[您你大]家?(?:带来|提供|一个)?(?:的)?$|为[您你大](?:家)?(?:提供|带来|安排|选|找|争取|准备|挑)[^,。]{0,6}$|(?:帮|替|给)[您你][^,。]{0,6}(?:选|挑|找|算|配|申请|安排|按)[^,。]{0,4}$/
// Comparison with one's own goods, or within what the customer chooses from (article 6).
const own =
  /(?:(?:系列|套餐|方案|型号|款式|颜色|档位?|时段|品类)(?:里|中|内)|店[里内]|家里|在售|目前|这几款|[两三四五六几]款(?:里|中)?|里面|其中|之中|当中)(?:面)?[^,。!?;]{0,6}$/
// 我们家最轻的一款是…
const ownOne = /^的(?:一?[款档个种]|是|套餐|型号)/
const denied =
  /不(?:敢|能|会|一定|见得|算|是|用|可能)|没有|没|未必|并非|谁|哪|什么|怎么|别|非|说成|吗|[?]/
// 最佳使用温度, 最好的礼物, 最快今天: advice, thanks, time.
const otherwise =
  /^(?:的)?(?:使用|观看|赏味|食用|饮用|时间|时机|时候|时期|状态|位置|角度|距离|温度|湿度|拍摄|实践|匹配|办法|方法|方式|途径|选择|结果|安排|礼物|鼓励|动力|肯定|认可|回报|奖励|祝福|诚意|支持|安慰|努力|解决|方案|处理|路线|做法|消息|证明|朋友|体验来自|(?:今|明|后)[天晚早日]|(?:也)?(?:要|需|得)?\d|[一二两三四五六]?[个天小]|(?:是)?先|还是|能|请|别|不要|再|多|提前|(?:检测|质检|实验|认证|标准|非遗|专利|景区|赛事|证书|奖|荣誉|高新|中心|工程|域名))/
const selfless =
  /(?:在|放)第一位|安全第一[,。!?]|客户第一|(?:安全|健康|质量|服务)第一(?:的原则|,|。|$)/

interface Sentence extends Span {
  readonly text: string
}

/** 最好先断电, 最快今天, 第一时间: an adverb, no praise. */
function isAdverb(word: string, text: string, end: number): boolean {
  const next = after(text, end)
  if (
    /最好$/.test(word) &&
    !/^(?:的(?!办法|方法|方式|选择)|[,。!?;\n]|$|用|看|吃|喝|玩|没有|了)/.test(next)
  )
    return true
  if (/最快$/.test(word) && !/^(?:的(?:网|宽带|手机|配送|平台|速度$)|,|。|!|$)/.test(next))
    return true
  return /最(?:快|稳|轻|火|美|顶|灵)$/.test(word) && /^(?:速度|捷)/.test(next)
}

function isExempt(sentence: Sentence, start: number, end: number): boolean {
  const { text } = sentence
  const left = before(text, start)
  const word = text.slice(start, end)
  const next = after(text, end)
  if ((!inField.test(word) && isAdverb(word, text, end)) || denied.test(left) || aim.test(left))
    return true
  if (!inField.test(word) && (own.test(left) || (/(?:家|店)$/.test(left) && ownOne.test(next))))
    return true
  return otherwise.test(next) || selfless.test(text.slice(Math.max(0, start - 4), end + 8))
}

const firstPerson =
  /我们|我家|我司|我店|咱们?家|咱们|本店|小店|本品|本公司|本司|本产品|自家|这个(?:套餐|产品|牌子|品牌|系列|型号|版本|款|机型|手机|宽带|平板|耳机|机器|面料|礼盒|会员|活动)|这款|该款|此款|这个产品|该产品|这[台部双件套瓶支张只床](?!票)|官方旗舰/
const othersGoods = /别家|其他家|同行|竞品|对手|他们家|他家/

/** Whether a sentence speaks of our goods or services. */
function isAboutUs(text: string, names: readonly string[]): boolean {
  if (othersGoods.test(text) && !firstPerson.test(text)) return false
  return firstPerson.test(text) || mentionsIn(text, names).length > 0
}

/** The brand, the persona, the products; `m3` for M3手机. */
function namesOf({ brand, persona }: LintContext): readonly string[] {
  const names = [brand?.name ?? '', persona?.name ?? '', ...(brand?.products ?? [])]
  return names
    .map((name) => normalise(name).text)
    .flatMap((name) => [name, /^[a-z]{1,4}\d{1,4}/.exec(name)?.[0] ?? ''])
    .filter((name) => name !== '')
}

/** Superlatives about our own goods or services in a plain text, in order. */
export function claimsIn(text: string, context: LintContext): readonly Span[] {
  const { ticket } = context
  const names = namesOf(context)
  const isOwnTalk = context.proactive === true || ticket?.type === 'presales'
  let isCarried = false
  return sentencesOf(text).flatMap((sentence) => {
    const isOurs = isAboutUs(sentence.text, names)
    const isMeant = isOurs || isOwnTalk || isCarried
    isCarried = isOurs
    if (!isMeant) return []
    return everyMatch(sentence.text, claim)
      .map(({ 0: word, index }) => ({ start: index, end: index + word.length }))
      .filter(({ start, end }) => !isExempt(sentence, start, end))
      .map(({ start, end }) => ({ start: sentence.start + start, end: sentence.start + end }))
  })
}
