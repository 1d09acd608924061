import type { LintContext } from '../context.ts'
import { normalise } from '../../language/normal.ts'
import type { PersonaRule } from '../rule.ts'
import { softerInPrivate } from '../severity.ts'
import { saidIn, speechOf, type Phrase } from '../speech.ts'

// A judgement of things, not a feeling for the customer and not advice on what to do.
const verdict =
  '(?:太(?!好|感谢|谢|抱歉|开心|暖|用心|细心|贴心|棒|对)[一-龥]|不?应该|不该|不?合理|不?正常|不?公平|不?值得?|不?划算|没?有?必要|不至于|至于|严重|过分|夸张|离谱|荒唐|可笑|(?<!被)坑(?=[,。!?了]|$)|好笑|无聊|奇怪|无所谓|没什么|还好|还行|还可以|凑合|多余|活该|小题大做|小事|大不了|麻烦|不?(?:好看|好用|好吃|难看|丑|美|土|贵|便宜|久|慢|快|长|多|少|差|烂|错|对|强|高|低|厉害|靠谱|专业)(?!的话|处|久|少钱|长时间)|不行|不怎么样|不咋[地的样滴]|没(?:啥|什么)用|一般|失败|差劲|糟糕|后悔|不妥|不算|算不上|谈不上|没道理|有道理|没有?(?:理由|资格|权利|意思|意义)|站不住脚|想多了|(?:很|挺|蛮|超|特别)(?!好|感谢|抱歉|高兴|开心|荣幸|温暖|感动|欣慰|惭愧|内疚|自责|不安|难过|心疼|遗憾|有必要[跟向给帮为]|幸|暖|乐意|愿意|理解|着急)[一-龥]|是好事|是坏事|比.{1,10}[好强差])'
// Feeling with the customer, agreeing, apologising or advising is no private judgement.
const caring =
  /^[^,。!?]{0,6}(?:抱歉|对不起|愧疚|惭愧|过意不去|不好意思|难过|心疼|遗憾|着急|揪心|高兴|开心|荣幸|温暖|感动|欣慰|幸运|理解|[您你](?:说|提|讲|的(?:意见|建议|批评|心情|感受|要求|想法|顾虑))|(?:更)?适合[您你]|[您你](?:可以|不妨|先)|可以帮)/
const themselves =
  /(?:[您你他她]们?|每|各|客户|用户|顾客|家长|朋友|同学|如果|要是)(?:自己|本人)?也?$/

const outright: Phrase = {
  pattern:
    /(?:我|本人)?(?:以|就|从)?个人(?:认为|觉得|感觉|以为|看来|看法|观点|意见|猜测?|喜好|偏好|更?喜欢|更?爱|偏爱|推荐|不?建议买|比较喜欢|更?倾向|愿意相信|而言|来说|角度)|(?:我|本人|以我|依我|照我|在我)(?:个人)?(?:看来|之见|的看法(?:是)?|的观点(?:是)?|个人)(?!信息|账[户号]|资料|微信|电话|名义)|(?:依|照|要|让|叫)我(?:看|说|讲|来看|来说)(?!到|见|过|一下|看|明|下|的话)|(?:在下|小编|本客服|本小编)(?:私下|个人|自己)?(?:觉得|认为|看来|以为)/g,
  unlessBefore:
    /(?:[您你他她]们?的?|每|各|客户的?|用户的?|因|由于|任何|不代表|不是|并非|不掺杂|不谈|不做|不发表|没有|如果|要是|请问|了解)$/,
  unlessAfter: /^(?:不同|而异|不一|各异|情况|需求|喜好|习惯|体质|资料|信息|账)/,
}
const taste: Phrase = {
  pattern:
    /(?:我|本人)(?:也|都|其实|一直|最|就|是|真的|真|挺|非常|很)?(?:不喜欢|讨厌|看不惯|看不上|看不起|瞧不起|瞧不上|反感|受不了|鄙视|嫌弃|不屑|无语|烦这|烦那|恶心|排斥|偏爱)|(?:我|本人)(?:本人|个人|自己)?(?:是|也|都)*不(?:太|怎么)?(?:赞成|认同|同意|支持|看好)|换(?:做|作|成)?我[,]?我?(?:也|就|才|肯定|绝对)(?:不|退|换|买|选|去|用|投诉)|(?:我|本人|我本人)(?:本人|个人|自己|更|还是|倒是|比较)+(?:推荐|喜欢|倾向|偏向|偏爱|看好|建议买|会选|会买)|(?:以|凭|按)我(?:的|多年的?|这么多年的?)?(?:经验|直觉|判断)|(?:私以为|窃以为|愚见|鄙人)|我自己(?:也|都|平时|在家|就|从来)*(?:用|买|不用|不买|不吃|不喜欢|不爱|喜欢|爱|吃|家)/g,
  unlessBefore: /(?:[您你如若])[^,]{0,4}$/,
}
const franklyPattern = new RegExp(
  `(?:说实话|老实说|讲真|说真的|说句(?:实话|公道话|心里话|不好听的|难听的|良心话)|坦白(?:讲|说)|平心而论|凭良心(?:说|讲)|恕我直言|不瞒您说|私下(?:说|讲)|说白了)[,:]?[^,。!?]{0,14}?${verdict}`,
  'g',
)
const frankly: Phrase = {
  pattern: franklyPattern,
  unlessAround: /抱歉|对不起|[换搁]谁|是我们|我们[^,]{0,6}(?:没做|不够|做得|不该)|对不住/,
}

function judging(names: readonly string[]): Phrase {
  const self = ['我', '本人', '俺', ...names].join('|')
  return {
    pattern: new RegExp(
      `(?:${self})(?:倒|也|还是|就|真|真的|其实|本人|个人|自己|反而|总|一直|反正|是|私下|私底下)?(?:觉得|认为|感觉(?!到)|以为|看(?=挺|就是|没必要|不至于|不算|还好|也就|无所谓))[^,。!?]{0,16}?${verdict}`,
      'g',
    ),
    unlessBefore: themselves,
    // Owning up in the first person is no opinion: 我觉得确实太久了，对不起.
    unlessAround:
      /(?:抱歉|对不起)[^。!?]*(?:确实|实在|真的)[^,。]{0,4}(?:久|慢|长|不该|不应该)|(?:确实|实在|真的)[^,。]{0,4}(?:久|慢|长|不该|不应该)[^。!?]*(?:抱歉|对不起)/,
  }
}

const plain = [judging([])]
const named = new Map<string, readonly Phrase[]>()

/** The persona that judges under its own name, 小桥觉得, judges all the same. */
function judgingAs({ persona }: LintContext): readonly Phrase[] {
  const name = persona ? normalise(persona.name).text : ''
  if (!/^[\p{L}\p{N}]{2,8}$/u.test(name)) return plain
  const known = named.get(name)
  if (known) return known
  const made = [judging([name])]
  if (named.size > 100) named.clear()
  named.set(name, made)
  return made
}

const opening = /^[^,。!?]*?(?:觉得|认为|感觉|以为|看)/

/** W-P2: the account belongs to the brand, not to the person who runs it. */
export const noPrivateOpinion: PersonaRule = {
  id: 'W-P2',
  because: {
    zh: '账号属于品牌，不属于运营它的人；个人看法会被当成公司立场。',
    en: 'The account is the brand’s, not its operator’s; a private view is read as the company’s.',
  },
  check(draft, context) {
    const speech = speechOf(draft)
    const judged = saidIn(speech.text, judgingAs(context)).filter(({ start, end }) => {
      const words = speech.text.slice(start, end + 12)
      return !caring.test(words.replace(opening, ''))
    })
    const spans = [...saidIn(speech.text, [outright, taste, frankly]), ...judged].sort(
      (a, b) => a.start - b.start,
    )
    const separate = spans.filter(({ start }, index) => start >= (spans[index - 1]?.end ?? 0))
    return separate.map(({ start, end }) => ({
      rule: 'W-P2',
      severity: softerInPrivate('error', context),
      ...speech.spanOf(start, end),
      message: {
        zh: '不要代表品牌发表个人看法，请只说事实和办法。',
        en: 'Do not voice a private view for the brand; give facts and what will be done.',
      },
    }))
  },
}
