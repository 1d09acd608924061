import { everyMatch } from './every-match.ts'

/** anxious 着急, angry 愤怒, cold 冷淡, picky 挑剔; none = no sign of any. */
export type FeelingLabel = 'anxious' | 'angry' | 'cold' | 'picky' | 'none'

/** Words that speak for the label: which message, and UTF-16 offsets into it as given. */
export interface FeelingEvidence {
  readonly message: number
  readonly start: number
  readonly end: number
}

export interface Feeling {
  readonly label: FeelingLabel
  /** False = a best guess on thin or mixed signs: a person should look. */
  readonly isDecided: boolean
  /** In the order written, without overlaps; empty for none. */
  readonly evidence: readonly FeelingEvidence[]
}

/** The one door to whatever tells how a customer feels: word rules today, an engine may take over. */
export type FeelingReader = (messages: readonly string[]) => Feeling

interface Cue {
  readonly label: FeelingLabel
  /** 2 = says it by itself, 1 = a sign beside others. */
  readonly weight: 1 | 2
  readonly pattern: RegExp
}

const cue = (label: FeelingLabel, weight: 1 | 2, ...pieces: readonly string[]): Cue => ({
  label,
  weight,
  pattern: new RegExp(pieces.join('|'), 'gm'),
})

const angry: readonly Cue[] = [
  cue(
    'angry',
    2,
    '推三阻四|吃相|荒唐|笑话|素质|受罪|鬼才信|装(?:糊涂|傻|聋)|写着玩|不如狗|扯(?:淡|皮|谎)|撒谎|说谎|骗我|耍(?:赖|流氓|猴)|不讲(?:理|信用)|没(?:人性)|过河拆桥|甩锅|推卸|死活不|奇葩|可笑|可恶|可恨|讨厌|烦死|服了',
  ),
  cue(
    'angry',
    1,
    '骚扰|骂人|欠我|给你们机会|概率问题|自己(?:去|拍|想办法)|每次都|不处理|不负责|没人负责',
  ),
  // Abuse and contempt.
  cue(
    'angry',
    2,
    '骗子|骗人|无耻|垃圾|恶心|混蛋|滚(?=[，。！!]|$)|呸|狗屁|黑心|流氓|要?不要脸|脸呢|烂透|什么东西|白瞎|装死',
  ),
  cue(
    'angry',
    2,
    '什么破|破(?:服务|公司|玩意|系统)|胆子(?:真|太|不小)|良心|霸王|满嘴|欺负|欺人|店大欺客|当我是?傻|把我当',
  ),
  // Said of oneself.
  cue(
    'angry',
    2,
    '气死|气愤|愤怒|火大|生气|忍无可忍|忍(?:不了|你们)|受够|太过分|过分了|离谱|无语|没完|不吃(?:这|你们)|少来',
  ),
  // What was done to them.
  cue(
    'angry',
    2,
    '忽悠|糊弄|耍我|戏弄|坑(?:人|老|钱|我|爹)|放我?鸽子|踢皮球|推诿|推来推去|敷衍|阴阳怪气|不认账|打发我|存心|故意拖|玩文字游戏|霸占|乱扣|偷偷',
  ),
  // Threats and demands.
  cue(
    'angry',
    2,
    '投诉|12315|消协|起诉|律师|媒体|曝光|工信部|告(?:你们|到底|上)|差评(?!价)|虚假宣传|评论区见|给我(?:一?个)?(?:说法|解释|交代)|(?:让|叫)你们?(?:的)?(?:领导|经理|老板|主管)|拉黑|再也不(?:会|买|来)',
  ),
  cue(
    'angry',
    2,
    '凭什么|谁给你们的|还(?:让不让|要不要)|你们管这叫|你们(?:是不是|就是)(?:觉得|以为|存心|故意|想)|说了[一几多两]?[百千]?[多]?(?:遍|少)|听不懂人话',
  ),
  cue(
    'angry',
    1,
    '退钱|没一?个?人管|越修越坏|第[三四五六七八九十]次|[三四五六七八九十几]回|一分钱|经理(?:呢|出来)|跟抢|明明|转头就|挂了|态度|退费|扣费',
  ),
  cue('angry', 1, '[!！]{2,}|[?？]{2,}|今天必须|还说是|还大品牌|我跟谁急|谁买谁'),
]

const anxious: readonly Cue[] = [
  cue(
    'anxious',
    2,
    '能马上|马上(?:派|来|就)|立刻|立即|必须(?:到|在|要)|保得住|拦(?:下|得)|救援|救命|音讯|没(?:有)?(?:任何)?消息|吃不下|出汗|发抖|心急|火烧|人命|动不了|手术|不敢|很怕|焦虑|紧张',
  ),
  cue(
    'anxious',
    2,
    '(?<!跟谁|紧)急(?![诊救性速])|着急|焦急|催|赶紧|尽快|快[点些]|加急|在线等|来不及|赶不上|等不[起了及]|抢不到|拖不得|耽误|误了|错过',
  ),
  cue(
    'anxious',
    2,
    '怎么办|担心|害怕|[我好]怕|怕(?:又|是|会)|万一|慌|心里没底|不安|坐不住|睡不着|求(?:你们|求|您|助)|拜托|会不会|是不是(?:被骗|坏了|丢了)',
  ),
  // A moment that comes near.
  cue(
    'anxious',
    2,
    '(?:只剩|还剩|还有|再过)[^，。]{0,4}(?:天|小时|分钟)|(?:今天|今晚|明天|下周|周[一二三四五六日])[^，。]{0,6}(?:之?前|截止|就要|要(?:用|交|出)|不交|交(?=[，。]|$))|等着(?:要|用)',
  ),
  cue(
    'anxious',
    1,
    '还(?:没|是空)|一直(?:没|收不到|转圈|响|失败)|怎么还(?:没|在)|到底|有人(?:在)?吗|在吗|打不通|登不上|不动了|锁了|关机|丢了|断了|[中里]断|吞了',
  ),
  cue(
    'anxious',
    1,
    '什么时候(?:能|才|来|到|恢复)|截止|老人|孩子|宝宝|我[妈爸]|病人|医生|高烧|急救|报警|漏[电水气]|能不能(?:先|帮我盯)|优先|准信|该找谁',
  ),
  cue(
    'anxious',
    1,
    '已经(?:发|等|打|问)了|[一二三四五六七八九十两几\\d]+(?:天|个?小时|个?礼拜|周)(?:了|不)|从早上|等到现在|还能(?:回来|找回)',
  ),
]

const cold: readonly Cue[] = [
  cue(
    'cold',
    2,
    '翻篇|何必|没感觉|没(?:空|心情)|跟我没关系|关我什么|换(?:了)?别家|按流程|^(?:哦哦|看见了|结束|可以，结束|随意|无妨|免了|不必了?|没了|就这|了解)$|回不回|不想(?:参与|再)|没意思|别打(?:了|电话)|别(?:再)?联系',
  ),
  // The whole message.
  cue(
    'cold',
    2,
    '^(?:哦|噢|嗯|行|好吧|行吧|随便|知道了|都行|算了|呵呵|没事|不用|再说|无感|收到|不了)(?:[，, ]?(?:行|知道了|哦|嗯|谢谢))?[吧了啦。.…~ ]*$',
    '^嗯+[。.…]*$',
  ),
  cue(
    'cold',
    2,
    '无所谓|随(?:便|你们?)(?:吧|了|$|[，。])|爱[退回来修]不|不想(?:说|讲|聊)|懒得|没什么好说|没必要|不重要了|习惯了|到此为止|就这样|先这样|不评价|别解释|别烦|没指望|不关心|无感',
  ),
  cue(
    'cold',
    2,
    '你们(?:看着办|定吧|决定)|怎么(?:处理|样|弄)都(?:可以|行)|(?:也|都|反正)不会再(?:用|来|买)|按你们说的|话不投机|那没事了|你说什么就是',
  ),
  cue(
    'cold',
    1,
    '不用(?:了|回|再|麻烦)|不需要|没兴趣|那就不麻烦|反正|别的不用|算了|行吧|^嗯，|^哦，|^不了|都可以',
  ),
]

const picky: readonly Cue[] = [
  cue(
    'picky',
    2,
    '大小不[一匀]|深浅|拼反|装反|指纹|摆盘|备注(?:的|了)|会硌|实物|慢(?:半拍|[一二三四五六七八九十\\d]+秒)|应该是|只保留|比[^，。]{1,8}(?:软|硬|厚|薄|轻|重|响|短|长|淡|咸|甜|暗)|[一二两三半][毫厘]米|毛糙|粗糙|松紧|不平|不齐|不匀|异味|错别字|标点|严谨|细节',
  ),
  cue(
    'picky',
    2,
    '色差|色号|线头|缝线|走线|针脚|做工|瑕疵|划痕|气泡|毛边|木纹|压(?:了|痕|坏)|歪了|偏(?:黄|左|右|大|小|色|硬|淡|薄)|没对齐|不对齐|不均|不一致|不一样(?![？?吗]|$)|不符|对不上|有出入|强迫症|别扭',
  ),
  cue(
    'picky',
    2,
    '[和跟与比](?:图片|图|样品?图?|样册|描述|详情页?|效果图|宣传图?|展示机|量杯)[^，。]{0,4}(?:差|不|大|小|细|有)|别家|同城的店都|人家(?:是|都|送)|标(?:称|着|的是)|我(?:这(?:个|袋|件|台)|称了|量了|数了|测了)|实测|测速',
  ),
  cue(
    'picky',
    2,
    '凑近|对着光|仔细(?:看|听)|针尖|哪(?:句|个|条)(?:算数|为准)|以哪个|第[一二三]句|喝着像|吃着像|看着像',
  ),
  cue(
    'picky',
    1,
    '到底(?:以|是)[^，。]{1,12}(?:为准|还是)|还是[^，。]{1,8}天|为什么(?:不能|要另)|差(?:了)?[^，。]{0,4}(?:毫米|厘米|克|块|元|兆|个|格)|一点点|不够|太小|也乱|有点多|一般|写(?:的是|错|着)|少了一个',
  ),
  cue(
    'picky',
    1,
    '说明书|详情页|样图|标准|认真点|口径|效果图|配方|排版|间距|重开|重寄|更正|刻度|另算|我要换新|新机|虽然[^。]{1,10}但|左右|最[宽窄大小厚薄]的',
  ),
]

/** A plain errand: somebody asks, tells or thanks. */
const none: readonly Cue[] = [
  cue(
    'none',
    1,
    '(?:吗|么|没|不)[？?。]?$|几(?:月|点|天)|有没有|可不可以|了解一下|正好|收到了|解决了|请把|给我一份',
  ),
  cue(
    'none',
    1,
    '请问|怎么(?!还|办|回事|处理都|弄都)|(?:可以|能|支持|需要|有|防水|算)[^，。]{0,12}吗|多少|几[号点]|哪(?:家|里|些)|什么区别|是什么',
  ),
  cue(
    'none',
    1,
    '谢谢|多谢|感谢|辛苦|好评|挺好|^(?:你|您|早上|下午|晚上)好|想(?:约|查|咨询|办|问|装)|(?:改|换)成|改到|寄到|自提|帮(?:我|忙)(?:查|改|把)|麻烦(?:发|看)|发你了',
  ),
]

const cues: readonly Cue[] = [...angry, ...anxious, ...picky, ...cold, ...none]
const order: readonly FeelingLabel[] = ['angry', 'anxious', 'picky', 'cold', 'none']
/** A page is not a message: what goes beyond says no more. */
const readLength = 2000

interface Hit extends FeelingEvidence {
  readonly label: FeelingLabel
  readonly weight: 1 | 2
}

function hitsIn(text: string, message: number): readonly Hit[] {
  const read = text.slice(0, readLength)
  return cues.flatMap(({ label, weight, pattern }) =>
    everyMatch(read, pattern)
      .filter(({ 0: words }) => words !== '')
      .map(({ 0: words, index }) => ({
        message,
        start: index,
        end: index + words.length,
        label,
        weight,
      })),
  )
}

/** One word counts once for a label, with its heaviest cue. */
function apart(hits: readonly Hit[]): readonly Hit[] {
  const inOrder = [...hits].sort(
    (a, b) => a.message - b.message || a.start - b.start || b.weight - a.weight,
  )
  const kept: Hit[] = []
  for (const hit of inOrder) {
    const last = kept.at(-1)
    if (last?.message === hit.message && hit.start < last.end) {
      if (hit.weight > last.weight) kept[kept.length - 1] = hit
    } else kept.push(hit)
  }
  return kept
}

/**
 * How a customer feels, by the words used: each label's cues are weighed, the heaviest label wins. It is
 * decided when one cue says it by itself or two agree, and no other label weighs as much. Without any
 * cue nothing is decided: silence is no sign of calm.
 */
export const readFeeling: FeelingReader = (messages) => {
  const hits = messages.flatMap(hitsIn)
  const scored = order
    .map((label) => {
      const own = apart(hits.filter((hit) => hit.label === label))
      return { label, own, score: own.reduce((sum, { weight }) => sum + weight, 0) }
    })
    .sort((a, b) => b.score - a.score)
  const errand = scored.find(({ label }) => label === 'none')?.score ?? 0
  const [first, second] = scored.filter(({ label }) => label !== 'none')
  if (!first || first.score === 0) return { label: 'none', isDecided: errand > 0, evidence: [] }
  // One weak sign beside a plain errand is the errand: 有老人专用的吗.
  if (first.score === 1 && errand > 0) return { label: 'none', isDecided: false, evidence: [] }
  return {
    label: first.label,
    isDecided: first.score >= 2 && first.score > (second?.score ?? 0),
    evidence: first.own.map(({ message, start, end }) => ({ message, start, end })),
  }
}
