import type { Point, Wanted } from '../language/points.ts'
import { quantitiesIn } from '../language/quantities.ts'
import { clausesOf } from '../language/sentences.ts'
import { timesIn } from '../language/times.ts'
import { blame } from './blame.ts'
import { takesUp, traitsOf } from './echo.ts'
import { impatience } from './impatience.ts'
import { mockery } from './mockery.ts'
import { refusal } from './refusal.ts'
import { ownWordsIn, type Speech } from './speech.ts'

// Greeting, thanks, an apology, a receipt, a promise without a time, or a way to somebody else.
const hollow =
  /^[^,]{0,6}(?:您好|你好|早上好|下午好|晚上好)[^,]{0,3}$|^(?:亲|好的|收到|嗯|谢谢|不客气)(?! ?\d)|抱歉|对不起|不好意思|给您添|让您久等|感谢|谢谢|理解|谅解|(?:已|已经)(?:收到|反馈|记录|登记|转交|上报|提交|受理|知悉)|收悉|尽快|稍后|稍候|及时|耐心|等待|等着|等通知|稍等|关注|重视|处理中|维修中|核实中|在处理|在走流程|走流程|反馈(?:给)?(?:相关)?部门|相关(?:部门|人员|同事)|工作人员|专人|联系您|与您联系|跟进|打扰|祝您|欢迎(?:光临|咨询|再次|选购|下单|购买|体验|关注|到店|随时)|(?:质量|品质|做工|口碑|销量|评价|性价比)[^,]{0,3}(?:好|高|棒|不错|赞)|放心(?:买|拍|购|下单|选|入|冲)|闭眼(?:入|买)|(?:喜欢|需要)(?:的话)?(?:可以|就|请)?(?:直接)?(?:下单|拍|入手)|很高兴|为您服务|拨打|致电|请打|打(?:客服|\d)|热线|咨询(?:客服|门店|营业厅|当地)|(?:去|到)(?:营业厅|门店|柜台|官网)[^,]{0,4}(?:问|咨询|查|了解)|自(?:己|行)[^,]{0,4}(?:查|搜|百度|看|找|问|了解|想)|说明书|百度|不知道|不清楚|问别人|有(?:任何)?(?:问题|疑问|需要)[^,]{0,4}(?:随时|再|联系)|(?:什么|有什么|哪里)[^,]{0,4}(?:帮(?:到)?[您你]|需要)|^[^,]{0,4}(?:在的|在呢)$|^(?:没事|没关系|不要紧|放心)(?:的|吧|哈|啦)?$|^(?:别的|其他|人家)(?:的)?(?:客户|人|用户|顾客)?[^,]{0,4}(?:没事|没问题|正常|好好的)$/

export interface Answer {
  readonly text: string
  /** Says nothing about the matter. */
  readonly isHollow: boolean
  /** Hollow, or only rude. */
  readonly isIdle: boolean
}

function namesFigure(text: string): boolean {
  return quantitiesIn(text).length > 0 || timesIn(text).some((time) => time.isVague !== true)
}

// The agent's code is no figure.
const signature = /^\^[a-z0-9]{1,8}$/

// No channel takes a longer reply; a pasted book is not read to its end.
const longest = 4000

/** The clauses of a reply; those that carry no substance, or only a bad tone, are hollow. */
export function answersIn(speech: Speech): readonly Answer[] {
  const tone = [mockery, impatience, blame, refusal]
    .flatMap((one) => ownWordsIn(speech, one))
    .filter(({ start }) => start < longest)
  const near = speech.sentences.filter(({ start }) => start < longest)
  const clauses = near.flatMap(clausesOf).filter(({ text }) => !signature.test(text))
  return clauses.map(({ start, end, text }) => {
    const isHollow = hollow.test(text) && !namesFigure(text)
    const isRude = tone.some((span) => span.start < end && span.end > start)
    return { text, isHollow, isIdle: isHollow || isRude }
  })
}

// 7天无理由, 24小时热线, 三包 name a service, no time that was asked for.
const setPhrases =
  /\d+\s*天(?:内)?(?:无理由|包退|包换|保价|价保)|(?:7|24)\s*[*×x小时]+\s*\d*(?:小时)?(?:客服|热线|在线|服务)|[一1]站式|近\s*\d+\s*[天日]|\d+\s*小时客服/g
const atOnce =
  /派送中|正在派|在派送|配送中|派件|路上了?|在途|马上|立即|立刻|现在就|这就|随时|当场|当天|当日|现场|全天|半天|几天|一两|两三|三五|四五|几个|已(?:经)?[^,。]{0,2}(?:到(?!您的|反馈)|发(?!现)|好|完成|寄|修好|通(?!知|过)|恢复|出库|上架|退(?:回|还|了))|还没|尚未|没定|未定|待定|没有(?:确切|具体|准确)|暂(?:时)?(?:无|没|未)|不确定|刚[^,]{0,2}(?:到|发|出库)|当月|次月|下个?月|当周|[本下]周|月[初底末]|元旦|春节|除夕|清明|五一|端午|中秋|国庆|双十?[一1]1?|圣诞|年[底前后初]|过?一?会儿|[过再][一两三几]天|不久|即时|无限|不限|实时|终身|长期|永久|一直(?:有效|都)|次日|隔天/
const money =
  /免费|不收|不要钱|不用钱|不花钱|不另收|包邮|原价|半价|全免|免收|[\d一二三四五六七八九]折|收费标准|[一二两三四五六七八九几]{1,2}[百千](?!度|兆|字)|[二两三四五六七八九几]{1,2}十块|百来块|价格(?:不变|以|见|是|表)|费用(?:由|我们|全)|赠送|(?:费|价格?|钱|款|押金)[^,。\d]{0,4}\d/
const people =
  /承担|出(?![现错问了发来去库])|付|负责|包邮|免(?:费|邮|运)|自费|报销|算我们|我们来|不用您|不收|运费险|到付|赔您|退您/
const anyPerson =
  /我们|师傅|专员|同事|部门|客服|物业|门店|营业厅|小[\p{Script=Han}]|厂家|快递员|本人|您|\d{5}/u
const places =
  /[路街号店厅楼层区城站柜仓]|网点|门口|附近|地址|导航|app|小程序|官网|页|菜单|入口|点击|点开|打开|链接|http|位于|地下|右|左|旁|背面|底部|包装|设置/
const unlimited = /无限|不限|没有|全部|所有|一样|单个|一个|两个|[一二两三四五六七八九十半]/

// What an answer to 什么X may look like without naming X.
export const heads: readonly (readonly [RegExp, RegExp])[] = [
  [/材料|证件|手续|资料|东西|单据|条件|要求/, /证|件|合同|发票|单|本人|卡|照|材料|号|册|表|满|岁/],
  [/颜色|色/, /色|黑|白|红|蓝|灰|绿|粉|紫|金|银/],
  [/快递|物流/, /顺丰|圆通|中通|韵达|京东|邮政|ems|申通|极兔|次日达|物流|德邦/],
  [/尺码|码|规格|尺寸|型号|版本|配置/, /码|寸|[a-z\d]|升级|标准/],
  [/优惠|活动|赠品/, /折|减|送|券|活动|优惠|赠|满/],
]

/** What an answer of each kind shows. */
export const evidence: Readonly<
  Record<Exclude<Wanted, 'whether' | 'which' | 'way' | 'reason' | 'act'>, (text: string) => boolean>
> = {
  time: (text) => {
    // 抱歉让您等了五天 looks back.
    if (/等了|久等|空等|让您|拖了|耽误|过去|没按|没在|过了|说好/.test(text)) return false
    const plain = text.replace(setPhrases, '')
    return (
      atOnce.test(plain) ||
      timesIn(plain).some((time) => time.isVague !== true) ||
      /(?<!\d)\d{1,2}[日号](?!楼|线|店)/.test(plain) ||
      quantitiesIn(plain).some(({ kind }) => kind === 'length')
    )
  },
  money: (text) =>
    money.test(text) ||
    /(?<![\d.])\d{1,5}(?:\.\d{1,2})?(?=$|[ 一/每起]|左右|[哦哈的])/.test(text) ||
    quantitiesIn(text).some(({ kind }) => kind === 'money'),
  number: (text) =>
    quantitiesIn(text).some(({ kind }) => kind !== 'money' && kind !== 'length') ||
    unlimited.test(text) ||
    /\d/.test(text.replace(/\d+(?:\.\d+)?\s*(?:元|块|天|小时|个月|年|月|日|号)/g, '')),
  who: (text) => people.test(text),
  place: (text) => places.test(text),
}

const yesOrNo =
  /^(?:您好,?)?(?:可以|能|会|还有|有|没有|没|是|是的|不是|对|对的|支持|不支持|不能|不会|不行|不用|不需要|需要|行|好|好的|没问题|在|不在|包|不包|要|不要|值得|算|不算)(?:[一-龥]{0,2}?)(?:的|哦|呢|啊|呀|滴|噢|了|哈|哒|换|退|用|办|做)*(?=[~～ ]|$)/

/** A clause without the sums and numbers that the customer named first: 59元套餐. */
function withoutEcho({ wanted }: Point, text: string, heard: string): string {
  if (wanted !== 'money' && wanted !== 'number') return text
  return quantitiesIn(text).reduceRight(
    (rest, { start, end }) =>
      heard.includes(text.slice(start, end)) ? rest.slice(0, start) + rest.slice(end) : rest,
    text,
  )
}

/** Whether a clause is spent on a point that wants a time, a sum, a number, a person or a place. */
export function isSpent(text: string, points: readonly Point[], heard: string): boolean {
  return points.some((point) => {
    const { wanted } = point
    return wanted !== undefined && wanted in evidence
      ? evidence[wanted as keyof typeof evidence](withoutEcho(point, text, heard))
      : false
  })
}

export interface Question {
  readonly answers: readonly Answer[]
  readonly point: Point
  /** How many points are asked, and how many of them want the same kind of answer. */
  readonly asked: number
  /** All the customer wrote; figures in it are no news. */
  readonly heard: string
  readonly alike: number
  readonly others: readonly Point[]
}

/** What a point asks beside the others: of 冰箱哪天送 and 旧冰箱收不收 the second asks for 旧冰 and 收不收. */
function ownPart({ point, others }: Pick<Question, 'point' | 'others'>): string {
  const shared = traitsOf(point.text).filter((trait) =>
    others.some(({ text }) => text.includes(trait)),
  )
  const own = shared.reduce((text, trait) => text.replaceAll(trait, ' '), point.text)
  return traitsOf(own).length > 0 ? own : point.text
}

// Where is my parcel: its state is an answer as well as a place.
const stateAsked =
  /(?:到|走|送|寄|发|卡|停)(?:到|在)?了?(?:哪|哪里|哪儿)|到哪(?:里|儿)?了|进度|进展/
const stateTold =
  /派送|派件|配送|送|路上|在途|途中|运输|运|中转|转运|揽收|签收|出库|打包|发[出往货走了]|到达|抵达|到了|到货|到家|站|分拣|仓|海关|清关|预计|完成|处理|办|审核|安排|修|查|核实/

function isStateTold({ answers, point }: Question): boolean {
  return (
    stateAsked.test(point.text) &&
    answers.some(({ text, isHollow }) => !isHollow && stateTold.test(text))
  )
}

// 是不是抄错了: an answer may also say that it is being checked, or give the figures.
const guessed = /^(?:是不是|是否|会不会是|难道|不会是|莫非|该不会)/
const checked = /查|核实|复核|核对|检|排查|\d/

// Not knowing is no answer; a refusal is one, if a cold one.
export const unknowing = /不知道|不晓得|不清楚|不了解|说不[准好清上定]|不好说|不懂|别问/

/** 可以无限次回看: yes or no comes first, whatever follows. */
const opensWithYesOrNo =
  /^(?:您好,?|亲,?)?(?:可以|可|能|会|还?有(?:的|呢|呀|哦|$)|还[能可]|支持|没问题|不可以|不能|不行|不支持|不用|不需要|需要|要的|不会|没有|没货|有货|是的|不是|都能|都可以|也可以|也能)/

// Whether something costs: neither 可以 nor a date tells.
const chargeAsked =
  /(?:收|要|花|用|加|出|扣|另)(?:不(?:收|要|用|花))?(?:我)?(?:另外|额外|多|的)?(?:钱|费)|收费|免费|贵不贵|自费|贵吗/
const chargeTold = /[一二两三四五六七八九]十|费|钱|免|元|块|收|付|贵|价|\d折|报销|不用|不需要|需要/

export function isChargeAsked({ wanted, text }: Point): boolean {
  return wanted === 'whether' && chargeAsked.test(text)
}

function isChargeTold({ answers, point }: Question): boolean | undefined {
  if (!chargeAsked.test(point.text)) return undefined
  return answers.some(({ text }) => chargeTold.test(text) || yesOrNo.test(text))
}

/** `isStrict`: no statement counts that might be about something else. */
export function isWhetherAnswered(question: Question, isStrict = false): boolean {
  const { answers, point, asked, alike } = question
  const isTold = isChargeTold(question)
  if (isTold === false || (isTold === true && !isStrict)) return isTold
  if (guessed.test(point.text) && answers.some(({ text }) => checked.test(text))) return true
  const opened = answers.filter(({ text, isHollow }) => !isHollow && opensWithYesOrNo.test(text))
  if (opened.length >= alike) return true
  // Many questions, and as many statements: each has one, in words we do not know.
  if (!isStrict && asked > 2 && answers.filter(({ isIdle }) => !isIdle).length >= asked) return true
  const matter =
    answers.filter(({ isIdle }) => !isIdle).length < asked ? ownPart(question) : point.text
  const mentionsTime =
    /了(?:吗|没)|赶[上得]|来得及|能到|到得了|[今明后]天[^,]*(?:到|发|修|好|送)/.test(point.text)
  return answers.some(
    ({ text, isHollow, isIdle }) =>
      (!isStrict && takesUp(text, matter) && !(isIdle && unknowing.test(text))) ||
      yesOrNo.test(text) ||
      (mentionsTime && !isHollow && evidence.time(text)) ||
      (!isStrict && asked === 1 && !isIdle),
  )
}

function isWhichAnswered({ answers, point }: Question): boolean {
  const head = heads.find(([asked]) => asked.test(point.text))
  return answers.some(
    ({ text, isIdle }) =>
      !isIdle && (head === undefined || head[0].test(text) || head[1].test(text)),
  )
}

function isSubstance({ answers, point, others, heard, asked }: Question): boolean {
  const told = answers.filter(({ isIdle }) => !isIdle)
  // 22号下午2点到 says when, and nothing of why.
  const isSpare = told.length >= asked || told.some(({ text }) => !isSpent(text, others, heard))
  const byPhone = point.wanted === 'way' && answers.some(({ text }) => /\d{5}/.test(text))
  const named = point.wanted === 'act' && answers.some(({ text }) => takesUp(text, point.text))
  return byPhone || named || (told.length > 0 && isSpare)
}

/** Whether a reply answers a point: an answer of the kind wanted, about the matter if several want it. */
export function isAnswered(question: Question): boolean {
  const { answers, point, alike, heard } = question
  const isPhone = /电话|热线|号码/.test(point.text)
  if (isPhone && answers.some(({ text }) => /\d{5}/.test(text))) return true
  if (isStateTold(question)) return true
  switch (point.wanted) {
    case undefined:
      return true
    case 'whether':
      return isWhetherAnswered(question)
    case 'which':
      return isWhichAnswered(question)
    case 'way':
    case 'reason':
    case 'act':
      return isSubstance(question)
    default: {
      const isPerson = point.wanted === 'who' && !/出|付|承担|负责|掏/.test(point.text)
      const shows = isPerson ? (text: string) => anyPerson.test(text) : evidence[point.wanted]
      const found = answers.filter(
        ({ text, isHollow }) => !isHollow && shows(withoutEcho(point, text, heard)),
      )
      const isNamed =
        point.wanted === 'who' &&
        answers.some((one) => !one.isIdle && takesUp(one.text, point.text))
      return isNamed || found.length >= alike || found.some(({ text }) => takesUp(text, point.text))
    }
  }
}
