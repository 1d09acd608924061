import type { Span } from '../language/normal.ts'
import { impatience } from './impatience.ts'
import { mockery } from './mockery.ts'
import { ownWordsIn, saidIn, type Phrase, type Speech } from './speech.ts'

const apology: readonly Phrase[] = [
  {
    pattern:
      /抱歉|对不起|对不住|不好意思|道歉|致歉|歉意|赔(?:个|您个)?不是|赔礼|赔罪|过意不去|愧疚|惭愧|请(?:您|你|大家)?原谅|抱谦|道[个了一声]{1,2}歉|认个错|赔[您你]?(?:个|一声)不是/g,
    // 没什么好道歉的, 凭什么道歉
    unlessBefore: /(?:不会|不用|不需要|不必|无需|没什么好|没有必要|凭什么|为什么要|谁)[^,]{0,6}$/,
    unlessAfter: /^(?:什么|有用|没用|有什么用)/,
  },
]

// What the customer went through or feels. Named by the brand, it is care.
const hardship =
  '受累|受惊|受苦|受罪|遭罪|受委屈|委屈|受热|受冻|受气|久等|久候|空等|白等|苦等|干等|白跑|白请|空欢喜|白忙|费心|费神|操心|劳心|劳神|揪心|糟心|闹心|堵心|烦心|寒心|伤心|痛心|窝心|窝火|恼火|冒火|扫兴|败兴|心急|焦心|焦急|焦虑|着急|担惊受怕|提心吊胆|担心|担忧|害怕|不安|生气|气愤|愤怒|难受|难过|难熬|难堪|失望|崩溃|郁闷|无奈|犯嘀咕|不踏实|不放心|不痛快|不愉快|不舒服|不舒心|不好受|不好接受|难以接受|不便|不方便|困扰|添堵|添乱|添麻烦|为难|心疼|折腾|奔波|冤枉钱|恼人|气人|烦躁|焦灼|心寒|窘迫|尴尬|惊吓|煎熬|火大|上火|心慌|沮丧|遗憾|糟糕|不爽|耽误|影响|打乱|心凉|憋屈|堵得慌|火气|怒气|难为|措手不及|哭笑不得'
const you = '您|你|大家|各位|用户|客户|顾客|家人|家里|全家|一家|老人|孩子|宝宝|小朋友|住户|居民'
// Said of ourselves, or to talk the feeling down, it is none.
const ours =
  /(?:我们|我|客服|师傅|同事|工作人员|店里)(?:也|都|其实)?(?:很|挺|非常|真的|是|觉得)?[^,]{0,2}$/
const belittled =
  /什么好|有什么|没什么|没用|至于|何必|何苦|犯得着|用不着|有必要|好意思|谁还没|谁没|不就|又不是|而已|也不会|怎么还|别总|大惊小怪|小题大做|想多了/

const feeling: readonly Phrase[] = [
  // Said by itself: 能理解。 and what is said to mourners.
  {
    pattern:
      /(?<=^|[,。!?;~\n])(?:我|我们|小\p{Script=Han}|这边)?(?:都|很|完全|非常|特别|十分|真的)?能?理解的?(?=[,。!~])|节哀|(?<=[您你请]|多)保重/gu,
    unlessAround: belittled,
  },
  {
    pattern:
      /(?:理解|明白|懂得?|体会|感受|体谅|感同身受|想象|看得?出|听得?出|知道|了解)[^。!?]{0,10}(?:您|你|大家|各位|心情|感受|处境|难处|不易|着急|焦急|担心|顾虑|担忧|不满|气愤|生气|失望|委屈|害怕|无奈|急|气|难受|心疼)/g,
    unlessBefore:
      /(?:请|望|希望|盼|感谢|谢谢|多谢|[您你]的?|能|不|没有?|无法|难以|不太|如何|怎么)(?:能|要|也|多多?|够|太|是)?$/,
    unlessAround: belittled,
  },
  {
    pattern:
      /(?:心情|感受|心意|委屈|难处|处境|不满|焦急|着急|担心|顾虑|失望|火气|怒气|愤怒|气愤|困扰|担忧|不易|辛苦|疑问|疑虑|急切|期盼|声音|不容易)[^。!?]{0,8}(?:理解|明白|都?懂|体会|听到|收到|感受|知道|看到|放在心上|记下|感同身受|(?:也|都|很)能想)/g,
    unlessBefore: /(?:我们|客服)的?$/,
    unlessAround: belittled,
  },
  {
    pattern: new RegExp(
      `(?:换[谁我作成]|搁谁|任谁|谁(?:遇|碰|看|等|收|都)|要是我|如果是我|换位)[^。!?]{0,24}`,
      'g',
    ),
    unlessAround: belittled,
  },
  {
    pattern: new RegExp(`(?:${hardship}|(?<=[您你让])(?:急|烦|气)(?:坏|死|了))`, 'g'),
    unlessBefore: new RegExp(
      `(?:(?:受|因|由于)[^,]{0,8}|不|没有?|别|不会|并未|未|避免|免得|以免|以防|防止|请勿|不必|不用|无需|无须|如有|是否|会不会|敬请|凭什么|(?:请|麻烦)[^,]{0,6}|${ours.source})$`,
    ),
    unlessAround: belittled,
  },
  {
    pattern: new RegExp(
      `(?:影响|耽误|打扰|怠慢|辜负|连累|冷落|惊扰|坑|害苦?|苦|热坏|累坏|急坏|气坏|吓坏|冻坏|饿坏)了?到?(?:${you})`,
      'g',
    ),
    unlessBefore: /(?:不|没|没有|未|避免|免得|以免|如|会)$/,
  },
  // 让您卡了一晚上, 让您多花了钱: what we did to them.
  {
    pattern:
      /(?:让|害|令|使)(?:您|你|大家|孩子|老人|家人|全家|宝宝)(?:和[^,。]{1,6})?(?:们)?(?:白|空|多|苦|干|久|一直|反复|来回|连续|又|再次|等|跑|卡|急|气|担|操|费|受|没法|没能|没有|无法|失|心|不(?:痛快|愉快|舒|方便|安|放心|踏实|省心|满意|爽|高兴|开心|便|好受|得)|烫|冻|热|饿|闻|碰上|遇到|遇上|收到|花|玩得|住得|用得|为难|着|揪|误|惦记|挂念|难|闹|糟|添|破费|折腾|蒙)/g,
    unlessBefore: /(?:不会|不|别|避免|免得|以免|没有)$/,
  },
  {
    pattern:
      /给[^,。]{0,6}(?:添|带来|造成)[^,。]{0,8}(?:麻烦|堵|乱|不便|困扰|困惑|烦恼|影响|损失|不愉快|负担|担忧)/g,
  },
  {
    pattern: /(?:心疼|揪心|牵挂|替[您你]着急|为[您你]着急|[跟和][您你]一样)/g,
    unlessAround: belittled,
  },
  {
    pattern:
      /(?:很|非常|深感|深表|十分|万分|真是)?(?:遗憾|痛心|同情|难过)(?=[^。!?]{0,6}(?:听|得知|看到|给[您你]|让[您你]|发生|遇|出现))|(?:听到|得知|看到)[^。!?]{1,20}(?:遗憾|痛心|难过|难受|心疼)/g,
  },
  {
    pattern: /辛苦(?:[您你]|大家|了)/g,
    unlessAround: /辛苦[您你](?:提供|发|拍|填|私信|再|先|核|确认|联系|留)/,
  },
]

// 别怕, 别着急 comforts where there is fear or worry; an angry customer told to calm down is not heard.
const soothing: readonly Phrase[] = [
  {
    pattern:
      /(?:别|不要|不用|不必|请勿)(?:太|过于|再)?(?:着急|担心|慌|怕|生气|上火|动气|难受|紧张|难过|害怕|焦虑|有压力|自责)/g,
    unlessAround: belittled,
  },
]

const accepted: readonly Phrase[] = [
  { pattern: /(?:感谢|谢谢|多谢)[您你]?[^,。!?]{0,6}(?:直说|批评|指正|指出|监督|骂|坦率|直言)/g },
  {
    pattern:
      /(?:错|责任|问题|毛病|根子|过失)(?:就|都|完全|全|主要)?(?:在|出在|是在)(?:于)?(?:我们?|小[\p{Script=Han}]|我司|本店|平台)|(?:怪|怨)我们/gu,
    unlessBefore: /(?:不|别|还|能|会|不能|不该|老)$/,
  },
  {
    pattern:
      /心里(?:也|很|真|特别|一直|实在)*(?:不是滋味|不好受|难受|过不去|自责|内疚)|(?:很|深感|非常|十分|特别)(?:自责|内疚)/g,
  },
  {
    pattern:
      /(?:糟糕?|差|不好|坏|不愉快|不佳|不满意|难受)的?(?:一次)?(?:购物|使用|服务|收货|用餐|安装)?(?:体验|经历|印象|感受|感觉)/g,
    unlessBefore: /(?:不会|没有)[^,]{0,4}$/,
  },
  { pattern: /消(?:消|一?下)?(?:气|火)|息怒/g, unlessAround: /取消|撤消/ },
  {
    pattern:
      /(?:说|批评|骂|教训|提醒|提|反映|指正|质疑|吐槽|问)得?的?(?:很|非常|都|太|完全|特别)?(?:对|是|有道理|在理|中肯|到位|没错)(?!于|比|方|应|象|外|面|账|否|不是|您|我|什么|怎么|因)/g,
    unlessBefore: /(?:不|没|未|难道|如果|跟|和|我们?|同事)$/,
  },
  {
    pattern:
      /(?:批评|指正|意见|质疑|吐槽|疑问|担心|要求|投诉|反馈|建议|诉求)[^,。!?]{0,6}(?:接受|虚心|有道理|记下|很对|合理|成立|是对的|完全正确|照单全收|收下|认)/g,
    unlessBefore: /(?:不|没有?)$/,
    unlessAround: /(?:不|没有?)(?:太)?(?:接受|合理|成立|认|有道理)/,
  },
  { pattern: /[您你](?:做|处理)得(?:很)?对/g },
  {
    pattern:
      /(?:确实|实在|真的?|太|真是?|得)(?:是|也)?(?:不地道|不像话|说不过去|不应该|不够意思|差劲|掉链子|欠妥)|掉链子|没(?:能)?做好,认|赔(?:个|您个)?礼|(?:急|吓|饿|冻|累|热|气|愁)坏了/g,
    unlessBefore: /(?:不|没|别|[您你](?:也|这样|这|做得|说得))$/,
    unlessAround: belittled,
  },
  {
    pattern:
      /(?:是|怪|怨|都是|属于|确实是|错在)(?:了)?(?:我们?|小[\p{Script=Han}]|我司|本店|客服)(?:这边|这次|团队|平台|店|家)?(?:的|没|疏|失|做|考虑|不|慢|漏|跟|大意|沟通|没能|忘|拖)/gu,
    unlessBefore: /(?:不|并不|并非|哪|难道|不全|又不|不能|别|怎么)$/,
    unlessAfter: /^(?:规定|政策|制度|会员|产品|标准|活动|一贯)/,
  },
  {
    pattern:
      /(?:我们|咱们?|这次|这事|确实|实在|真的|客服|服务|工作|回复|处理|沟通|跟进|安排|包装|流程)(?:[^,。!?]{0,6})(?:没做好|没有做好|做得不好|做得不够|做得不对|做得不到位|没到位|不到位|不周|疏忽|疏漏|失职|失约|食言|失误|理亏|太慢|慢了|晚了|迟了|拖了|欠妥|没保障好|没照顾|没跟上|没说清|没讲清|没有说清|不及时|没有及时|没及时|没提前|没能按|没按|没主动|没能让|没让|不够好|有亏欠|不应该|不该)/g,
    unlessBefore: /(?:不是|并非|没有?)$/,
  },
  {
    pattern: /(?:认错|认罚|检讨|反省|反思|自查|负有?责任|责无旁贷|难辞其咎|引以为戒|长记性)/g,
    unlessBefore: /(?:[您你]|自己|请|不|要|该)[^,]{0,4}$/,
  },
  { pattern: /拖了(?:您|这么|那么|太|[一二两三四五六七八九十\d]{1,3}[天周月个])/g },
]

// Later than this an acknowledgement comes too late for any rule; it also keeps long pastes cheap.
const openingLength = 1500

function openingOf(speech: Speech): string {
  return speech.whole.slice(0, openingLength)
}

/** Apologies in a draft's opening, 1,500 signs. */
export function apologiesIn(speech: Speech): readonly Span[] {
  return saidIn(openingOf(speech), apology)
}

/** Places in the opening that name what the customer feels or went through, or accept the reproach. */
export function caresIn(speech: Speech, anger = 0): readonly Span[] {
  const phrases = [...feeling, ...accepted, ...(anger < 2 ? soothing : [])]
  const opening = openingOf(speech)
  const cares = saidIn(opening, phrases)
  const sneers = [mockery, impatience]
    .flatMap((tone) => ownWordsIn(speech, tone))
    .filter(({ start }) => start < openingLength)
  // Named and mocked in one sentence, a feeling is not acknowledged: 您别急，谁还没等过人呢.
  const mocked = speech.sentences.filter(
    (sentence) =>
      sentence.start < openingLength &&
      sneers.some(({ start }) => sentence.start <= start && start < sentence.end),
  )
  return cares.filter(({ start }) =>
    mocked.every((sentence) => start < sentence.start || start >= sentence.end),
  )
}

const known = new WeakMap<Speech, Map<boolean, readonly Span[]>>()

/** Apologies, named feelings and accepted reproaches of the opening, in order. */
export function acknowledgementsIn(speech: Speech, anger = 0): readonly Span[] {
  const byAnger = known.get(speech) ?? new Map<boolean, readonly Span[]>()
  known.set(speech, byAnger)
  const isAngry = anger > 1
  const cached = byAnger.get(isAngry)
  if (cached) return cached
  const found = [...apologiesIn(speech), ...caresIn(speech, anger)].sort(
    (a, b) => a.start - b.start,
  )
  byAnger.set(isAngry, found)
  return found
}
