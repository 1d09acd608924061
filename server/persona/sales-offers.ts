import { everyMatch } from '../language/every-match.ts'
import { mayHold } from '../language/may-hold.ts'
import type { Span } from '../language/normal.ts'
import { clausesIn, type Clause } from './clauses.ts'
import type { Speech } from './speech.ts'

/** Words that invite to spend; they sell only together with something to buy. */
const invitation =
  /要不要|要吗|需不需要|是否需要|想不想|了解(?:一下|下)|可以了解|看看(?:我们的?新|新)|(?:有空|欢迎|到店|过来)[^,。!?;\n]{0,4}看看|考虑(?!到|过|不周|得|了)|欢迎(?:选购|购买|了解|来店|到店|光临|下单|再来|办理|订购|体验)|(?:推荐|安利)(?!信|人|码)|不如|不妨|(?<!是否|更|不|比较)划算|心动|入手|加购|换购|选购|囤|(?<!您|你|已|当时|之前)下单(?!时|的|后|页|记录|之后|当天|日期|成功)|关注我们|别错过|不容错过|抓紧(?:下单|抢|购|买|办)|喜欢(?:可以|的话)|感兴趣|有兴趣|(?:可以|建议您?|不妨|现在)(?:升级|加办|办一个|续费|充值)|建议您?(?:办理|开通|购买)|顺便|一起带|再(?:买|来一|带|加)|现在(?:购买|办理|办|入会|续费)|趁(?:现在|活动|优惠|大促|促销|有)/g
/** What there is to buy, or its price. */
const goods =
  /新款|新品|新机|新到|首发|上新|上市|新空调|新冰箱|套餐|会员(?!中心)|[年季月]卡|加速包|升级包|碎屏险|保护壳|贴膜|增值服务|延保|保险|流量包|加油包|优惠|活动|[\d一二三四五六七八九.]{1,3}折|特价|促销|立减|满减|[优代礼现]?[惠金品]?券|\d{1,6}元|元换|价(?!格为|钱是)|礼盒|同款|第二[件份盒]|千兆|融合|省电|省心|[一两][张条款件份盒瓶箱双套床台部只个](?!月|小时|工作日|问题|办法|方案|原因|步|情况|电话|短信|地方|师傅|工单|客服)/g
/** Deals that sell by themselves. */
const deal =
  /第二[件份盒]半价|买[一二两\d]送[一二两\d]|满\d{1,5}减\d{1,5}|充\d{1,5}送\d{1,5}|限时(?:优惠|特价|折扣|抢购|秒杀|[^,。]{0,4}折)|秒杀|大促(?!期间|时|那|当)|正在促销|(?:新品|新款|全场|会员日)[^,。!?;\n]{0,6}(?:[\d一二三四五六七八九.]{1,3}折|打折|促销)|拼团价|再(?:买|带|来一?)[一两]?[个件台盒份双套]|下单[^,。!?;\n]{0,4}(?:立减|[\d一二三四五六七八九.]{1,3}折|减\d|送)|(?:升级|开通|办|加入|充)(?:个|一个|成|为)?(?:会员|年卡|季卡|套餐|vip|尊享|畅享)[^,。!?]{0,4}(?:能|可以|可|就|还|立)(?:打|享|送|减|返|有|便宜)|(?:换|升级?)(?:个|成|到)?(?:贵|高|更?大|更好|高档)[^,。!?]{0,3}(?:套餐|档|机型|款)|拍[两二三]件(?:更|才|立|享|还)|还送(?:[一两三您]|个|礼|话)[^,。!?]{0,4}|加\d+元(?:换|得|送)|(?:月租|月费|年费|首月|每月|一年)(?:才|只要?|仅|低至)\d+|(?:才|只要|仅需|低至)\d+(?:元|块)?(?=[,。!~]|$)|(?:今天|现在|今晚|本周|这个月)(?:就)?(?:办|开|买|签|报名|下单|续)(?:卡|通)?[^,。!?]{0,3}(?:送|减|享|立)|新人价|特惠|超值|抢购|首发价|以旧换新|(?:新款|新机|新品)[^,。!?;\n]{0,3}上市/g
// Making good, mending, taking back and what they bought before are no offers.
const settling =
  /补偿|歉意|致歉|弥补|赔|免费|不收费|补差|差价|差额|补发|补寄|退|换货|更换|换成|调换|换新|固件|系统|版本|驱动|温控|备用|备机|取消|不用|不需要|不必|规则|算错|没减|没享受|没生效|未生效|当时|之前|上次|(?<!推荐|建议|邀请|给|帮)(?:您|你)(?:参加|购买|办理|反映|提到|领)|进度|进展|记录|原因|检测|复核/

function matches(clause: Clause, pattern: RegExp): readonly Span[] {
  return everyMatch(clause.text, pattern).map(({ 0: words, index }) => ({
    start: clause.start + index,
    end: clause.start + index + words.length,
  }))
}

/** The offer in one sentence, if it makes one. */
function offerIn(clauses: readonly Clause[]): Span | undefined {
  const open = clauses.filter(({ text }) => !settling.test(text))
  const deals = open.flatMap((clause) => matches(clause, deal))
  const invited = open.flatMap((clause) => matches(clause, invitation))
  if (deals.length === 0 && invited.length === 0) return undefined
  const things = open.flatMap((clause) => matches(clause, goods))
  const isOffer = deals.length > 0 || (invited.length > 0 && things.length > 0)
  if (!isOffer) return undefined
  const all = [...deals, ...invited, ...things]
  return {
    start: Math.min(...all.slice(0, 50).map(({ start }) => start)),
    end: Math.max(...all.slice(0, 50).map(({ end }) => end)),
  }
}

/** Sales talk in a draft, one span for each sentence: an invitation to buy, or a deal held out. */
export function offersIn(speech: Speech): readonly Span[] {
  const { text } = speech
  if (!mayHold(text, deal) && !(mayHold(text, invitation) && mayHold(text, goods))) return []
  const sentences: Clause[][] = []
  for (const clause of clausesIn(speech)) (sentences[clause.sentence] ??= []).push(clause)
  return sentences.flatMap((clauses) => offerIn(clauses) ?? [])
}
