import { everyMatch } from './every-match.ts'
import type { Span } from './normal.ts'
import { normalise } from './normal.ts'
import { clausesOf, sentencesOf, type Sentence } from './sentences.ts'

/** What would answer a point: a time, a sum, a number, a person, a place, a way, a reason, a choice, yes or no, an act. */
export type Wanted =
  'time' | 'money' | 'number' | 'who' | 'place' | 'way' | 'reason' | 'which' | 'whether' | 'act'

/** Something a customer asks, demands or complains of; the span lies in the text as given. */
export interface Point extends Span {
  readonly kind: 'question' | 'demand' | 'complaint'
  /** The customer's own words. */
  readonly text: string
  /** Absent for complaints. */
  readonly wanted?: Wanted
}

// Order matters: 多久 before 多少, 怎么回事 before 怎么.
const askedFor: readonly (readonly [Wanted, RegExp])[] = [
  [
    'time',
    /什么时候|啥时候|什么时间|啥时间|何时|几时|多会儿|多久|多长时间|几点|几号(?!楼|线|店|电池|门|机|桌)|哪天|哪一天|周几|星期几|(?<![这那过好近没])(?<!(?<!提)前)几天|多少天|几年|多少年|几周|多少小时|几个?(?:小时|工作日|星期|月)|几分钟|时长|日期是/,
  ],
  [
    'money',
    /多少钱|(?:费|价|价格|钱|金|款|额|利息|补贴|成本)(?:用|是|要|得|一共|大概)?多少|多少元|多少费|多少运费|什么价|啥价|价格(?:呢|多少|是|怎么|如何|[?]|$)|价位|怎么卖|怎么收费|如何收费|收多少|收费标准|费用(?:多少|是多少|怎么|呢)|(?:赔|补偿|补|退|减|省|便宜|贵)多少|几块|几元|几折/,
  ],
  [
    'who',
    /谁(?:来|出|付|承担|负责|掏|管|给|家|的|能|可以|会|去|签|修|寄)|(?:找|联系|问)(?:谁|哪位|哪个部门)|哪个部门/,
  ],
  ['which', /(?:差|区别|不同|差别|好)在哪|差哪/],
  [
    'place',
    /哪里|哪儿|在哪|去哪|到哪|放哪|搁哪|上哪|什么地方|啥地方|地址(?:是|在|呢|[?])|怎么走|怎么去/,
  ],
  [
    'reason',
    /为什么|为啥|为何|怎么回事|咋回事|咋(?:又|还|这么|就|会|没|不|扣|涨|断|停)|什么原因|啥原因|什么情况|啥情况|什么意思|凭什么|怎么(?:会|还|又|就|突然|比|多|少|变|没|不|老是|总是|越来越|这么|那么|都|一直|扣|涨|断|停|坏|黑|慢|降)/,
  ],
  [
    'way',
    /怎么|如何|怎样|咋(?:办|弄|整|用|操作|搞|交|缴|退|换|查|装|开|关|连|改|申请|报|修|付|领|绑|设|取|寄|去|走|预约|注册|登录|充|处理|解决)|啥办法|什么办法|有(?:什么|啥)(?:办法|方法|流程)|流程(?:是|呢)|步骤/,
  ],
  [
    'number',
    /多少|多大|多重|多高|多宽|多长|多厚|多快|几(?:个|件|g|兆|寸|升|米|块|张|台|位|人|级|层|楼|成|斤|公斤|瓶|盒|份|套|次|种|款|gb|mb|年|遍)(?!月)|尺寸(?:是|呢|多)|容量/,
  ],
  [
    'which',
    /(?:什么|啥)(?:材料|条件|证件|手续|颜色|型号|规格|尺码|码|牌子|品牌|快递|物流|口味|材质|配置|系统|版本|套餐|活动|优惠|赠品|区别|不同|要求|资料|东西|单据|方式|渠道|平台|接口|功能|内容|款|牌|业务|政策|规定|档次|成分|功效|面料)|哪(?:个|种|款|些|几|家|一|条|样|位|档)|有(?:什么|啥|哪)|(?:要|带|准备|提供|交|买|选|需要|用|是)(?:什么|啥)|[换送补赔拿选领办挑]点(?:什么|啥)|比谁|谁更?(?:强|好|大|快|久|划算|值)/,
  ],
  [
    'whether',
    /吗|能不能|可不可以|可以不(?:可以)?|是不是|有没有|有无|能否|可否|是否|行不行|要不要|会不会|好不好|对不对|支不支持|够不够|用不用|需不需要|值不值|值得|难不难|([\p{Script=Han}])不\1|(?:还|能|可以|支持|有货|免费|包邮|要|算|在|够)[^,。!?]{0,10}[?]|(?:^|,)[^,。!?]{1,6}呢[?]?$|么[?]?$|[\p{Script=Han}](?<![了的要也都就又从])不[?]$|(?:能|可以|会|有|要|行|支持|包|带|在|够|用|收[费钱]|免费|赔|退|换|送|贵)[^,。!?]{0,8}不$|没(?:有)?[?]$/u,
  ],
]

// Asked in anger, wanting no answer: 管不管, 还想不想做生意, 品控呢, 死哪去了, 损失谁赔.
const rhetorical =
  /管不管|有没有人(?:管|理|在|处理|负责)|还有没有(?:人|王法|良心|天理)|有没有(?:搞错|良心|王法|职业|一点|点|责任心|底线)|要不要脸|是人吗|还是人|配吗|想不想(?:做|干|好)|做不做生意|还做不做|干什么吃|吃什么的|干嘛的|什么(?:态度|破|垃圾|烂|鬼|玩意|东西|服务|公司|店|素质|人啊|质量)|死哪|死了吗|(?:品控|良心|诚信|服务|素质|质量|人|客服|售后|态度|职业道德|责任心|信誉|承诺|道理|王法|公平|脸)(?:呢|在哪|去哪|何在)|能不能(?:靠谱|有点|长点|上点心|干点|做个人|负责点|专业|别(?!的)|不要|用点心)|(?:到|等|拖|处理|骗|忽悠|修|查|忍)到(?:什么时候|何时|几时|猴年|哪年|啥时候)|谁(?:来)?(?:管|赔|负责|给个说法|还敢|受得了|买单|信)|还(?:让不让|给不给)|讲不讲|骗谁|糊弄谁|玩谁|耍(?:我|谁|人)|好意思吗|合适吗|合理吗|像话吗|至于吗|有意思吗|对得起|不(?:是)?忽悠|(?:是不是|是吗)(?:忘|傻|有病|疯|故意|欺负|骗|又在|想赖|都|瞎|玩我|耍我|不想)|还(?:在|敢|有脸)(?:卖|收|宣传|营业|推)|吹的|当(?:我|客户|消费者)(?:们)?(?:是)?(?:傻|猴|什么|冤)|(?:难道|凭什么|凭啥)|吧[?]?$|还(?:要|想|得)(?:我)?(?:怎么|怎样|催几|打几|跑几|多少次)|多少(?:次|遍)了|第几次了|几次了|知道吗$|懂吗|明白吗|看不见吗|听不懂吗|瞎吗|在吗[?]?$|有人吗|人呢|怎么(?:做事|搞的|办事|做生意|当的|好意思|这样|这么(?:不|差|慢|垃圾|难|烂|坑|贵|久|敷衍|离谱|黑|过分)|还(?:不|没|有脸|在)|能这样)/

const demanded =
  /(?:请|麻烦|帮(?:我|忙)|给我|替我|我要(?!疯|被|气|崩|投诉|曝光|是|不是|说|看看|等|怎么|问)|我想(?!知道|问|说|骂|哭|不)|要求|希望(?:你们|能|可以|贵)|赶紧|赶快|快点|立刻|马上|必须|尽快|务必)[^,。!?]{0,10}(?:退|换|赔|补|修|查|取消|开|改|寄|发货|送|上门|恢复|解决|处理|安装|道歉|回复|答复|联系|安排|核实|关|停|加急|登记|预约|留|拆|派|说法)|^(?:退货|退款|退钱|换货|赔钱|赔偿|道歉|取消订单|退订|开发票|补发|加急)/

// Words that join two questions in one breath.
const joints =
  /(?<=.{2})(?:另外|还有(?=[^,。]{3})|以及|顺便|再问|第[二三四](?=[,是个])|其次|然后(?=[^,。]{2,}(?:吗|什么|多|几|怎|谁|哪)))/g

function pieces(sentence: Sentence): readonly Sentence[] {
  return clausesOf(sentence).flatMap((clause) => {
    const cuts = [
      0,
      ...everyMatch(clause.text, joints).map(({ index }) => index),
      clause.text.length,
    ]
    return cuts.slice(1).map((end, i) => {
      const from = cuts[i] ?? 0
      const start = clause.start + from
      return { start, end: clause.start + end, text: clause.text.slice(from, end) }
    })
  })
}

function wantedIn(text: string): Wanted | undefined {
  return askedFor.find(([, pattern]) => pattern.test(text))?.[0]
}

const upset =
  /坏|断|停|慢|卡|差|破|碎|裂|漏|错|没(?:到|发|人|收|修|来|有)|不(?:通|了|到|行|好|对|理|管|发|能|给|退|见)|烂|垃圾|投诉|失望|气|骗|坑|敷衍|拖|贵|涨|扣|多收|乱|异味|刺鼻|烫|吵|脏|臭|催|等了|白跑|空等|打不通|装死|忽悠|曝光|12315|没动静|没反应/

/** The kind of one piece of a sentence; `mark` is a question mark that follows it. */
function read(piece: Sentence, mark: string): Omit<Point, keyof Span | 'text'> | undefined {
  const { text } = piece
  const asked = text + mark
  if (rhetorical.test(asked)) return { kind: 'complaint' }
  // 我没订过什么业务 denies, it does not ask.
  const denies = /没(?:有)?[^,]{0,6}(?:什么|啥|多少|几)/.test(text) && !asked.endsWith('?')
  const wanted = denies ? undefined : wantedIn(asked)
  if (wanted !== undefined) return { kind: 'question', wanted }
  if (demanded.test(text)) return { kind: 'demand', wanted: 'act' }
  return upset.test(text) ? { kind: 'complaint' } : undefined
}

/**
 * What a customer asks, demands and complains of, in order, split at marks and joining words.
 * A question asked only in anger is a complaint.
 */
export function pointsIn(message: string): readonly Point[] {
  const normal = normalise(message)
  return sentencesOf(normal.text).flatMap((sentence) =>
    pieces(sentence).flatMap((piece): readonly Point[] => {
      const mark = normal.text
        .slice(piece.end, piece.end + 2)
        .trim()
        .startsWith('?')
        ? '?'
        : ''
      const point = read(piece, mark)
      if (!point) return []
      const span = normal.spanOf(piece.start, piece.end)
      return [{ ...span, ...point, text: message.slice(span.start, span.end) }]
    }),
  )
}

/** The points that want an answer: questions and demands. */
export function pointsAskedIn(message: string): readonly Point[] {
  return pointsIn(message).filter(({ kind }) => kind !== 'complaint')
}
