import { everyMatch } from '../../language/every-match.ts'
import type { Escalation, Span } from '../result.ts'

type Kind = Exclude<Escalation, 'none'>

export interface EscalationHit extends Span {
  readonly kind: Kind
}

interface Rule {
  readonly kind: Kind
  readonly pattern: RegExp
}

// Numbers stand alone: 12345 inside an order number or as a password is none.
const regulator =
  /(?<!\d)(?:12315|12300|12345(?!6)|10315|12398|12378|12363|96315|12377|12331|12369|12328|12358|12329|12333)(?![\d元块])|(?<![\d-])315(?:投诉|平台|热线|举报|维权|去|见|上|打|投)|(?:打|拨|找|去|上|投|告|报)315(?![\d元块])|工信部|工信委|工业和信息化部|通管局|通信管理局|银保监|金融监管(?:总局|局)?|银监|证监|保监|人民银行投诉|市监局?|市场监管|市场监督|市管局|工商局?(?:投诉|举报|所|见|反映|去|来|查)|(?:找|打|去|上|告|报|向|到)工商|工商部门|消协|消费者协会|消保委|消委会?|消费者权益保护委员会|物价局|质监局?|药监局?|食药监|卫健委|卫生监督|城管(?:局|投诉)|住建[局委]|住房和城乡建设|房管局|能源局|电力监管|电监|供水监管|邮政管理局|邮管局|邮政局申诉|邮政申诉|国家邮政|网信办|信访|市长(?:热线|信箱|电话)|市民热线|政务热线|便民热线|政府热线|发改委|交通局|环保局|监管部门|主管部门|有关部门(?:投诉|举报|反映)|人社局|劳动监察|纪委|巡视组|文旅局|教育局|商务局|税务局?(?:举报|投诉)|(?:向|去|找|到)税务|越级投诉|国家信访|上级主管|监管(?:局|机构|投诉|那边)|全国12315/g
const media =
  /曝光(?![度率补量时参值]|过度|不足)|曝出来|爆光|爆料|记者|(?<![融多全新自流])媒体(?!中心|文件|库|播放|服务|框)|电视台|新闻(?:频道|栏目|热线|媒体)|焦点访谈|今日说法|1818黄金眼|黄金眼|小莉帮忙|都市频道|民生栏目|帮忙栏目|315晚会|3[.·]15晚会|三一五晚会|黑猫(?!警长)(?:投诉|平台|上|见|了|走起|伺候|搞起|已)?|聚投诉|(?:上|去|找|发|投诉到?|挂)黑猫|消费保(?:投诉|平台)|(?:发|挂|传|放|晒|捅|投|登|写)(?:到|在|上|去|个)?(?:微博|抖音|小红书|朋友圈|网上|论坛|知乎|快手|b站|豆瓣|贴吧|全网|热搜|视频号|本地号|大众点评|点评网)|(?:微博|抖音|小红书|朋友圈|网上|论坛|知乎|快手|b站|贴吧|视频号|点评)(?:上|里)?(?:曝|挂|避雷|见|发帖|吐槽你|说说|公开|伺候|揭)|(?:小红书|抖音|全网)避雷|避雷(?:帖|贴|笔记|文)|挂(?:你们|出来|网上|出去|热搜)|上热搜|公之于众|公开出来|发帖|发视频|网络曝|拍(?:成)?视频发|做成视频|让(?:大家|全网|所有人|网友)(?:都)?(?:看看|知道|评评|来)|大v|自媒体|@(?:人民日报|央视|新华|头条新闻|央广)|剪(?:成|个)视频/g
const legal =
  /起诉|上诉|诉讼|律师(?!事务所(?:楼|旁|门口|附近))|(?<!我们|在|去|到|是)法院(?!路|站|旁|附近|宿舍|小区|门口|对面|家属)|(?:去|到|在|上)法院(?:起诉|立案|告|见|解决|提|递|走)|法庭|打官司|吃官司|走法律|法律(?:途径|手段|程序|武器|责任|渠道|解决|维权|诉)|法律(?:来|保护|追究)|法务(?:见|联系)|仲裁|立案|报(?:了|个|过)?警(?![器灯声铃音值响系装示提功短号页信代])|已报案|报案|报公安|(?:找|去|到|打|叫|告|喊)(?:了)?(?:警察|公安|派出所|110|经侦)|警察(?:见|来了|处理|介入)|经侦|网警|公安(?:局|机关)?(?:报|备案|见|已|介入)|派出所(?:见|报|备案|立案|走|调解|已)|刑事|传票|追究(?:.{0,6})责任|告(?:你们|你|他们|上法|到法|死你|倒你)|取证|公证处|保全证据|证据(?:已|都)?(?:保全|公证)|小额诉讼|支付令|消费欺诈罪|侵权(?:责任|起诉)|代理人|发函|律师函/g

const rules: readonly Rule[] = [
  { kind: 'legal', pattern: legal },
  { kind: 'regulator', pattern: regulator },
  { kind: 'media', pattern: media },
]
const order: readonly Escalation[] = ['legal', 'regulator', 'media']

/** What stands right before or after a word and takes the threat out of it. */
const before =
  /(?:密码|验证码|尾号|邮编|型号|编号|代码|房号|(?:看|刷)到(?:新闻|有人|别人|网上)?|听说|据说|新闻(?:里|上)?说?|是不是(?:要|得)|不(?:会|想|用|必|打算|需要|至于)(?:去|找|打|再)?|没(?:有)?(?:打算|想|必要)(?:去|找)?|别(?:去|找)?|帮(?:我)?转(?:接)?|感谢|谢谢|幸好|多亏|烟雾|燃气|可燃|煤气|温度|火灾|车辆|防盗|一直|自动|相机|长|双重|双|手动|多重|测光|白平衡|对焦|iso|减少|增加|提高|我是|当|做|应聘|考|像|成|比|什么|哪个|哪家)$/
const after =
  /^(?:是(?:什么|啥|干|谁|不是)|的?(?:电话|号码|网站|官网|网址|工作时间|上班时间|客服)(?:是|多少|几点)|怎么(?:打|用|查|进|走|填)|能(?:管|查|投诉)(?:什么|哪些|吗)|(?:这个)?号码|(?:的)?(?:备案|许可|入网|规定|政策|要求的|通知|文件|发布|公布|统计|白名单|认证|合格)|局?(?:路|街|站|旁|附近|门口|对面|宿舍|家属|小区|大楼|那边信号)|采访|出身|朋友|节|太亮|太暗|有点|参数|时间|模式|偏|宝)/

/** A question about the thing: asking what 12315 is threatens nobody. */
const onlyAsks =
  /(?:是什么|什么意思|是啥|干嘛的|干什么的|怎么打|电话多少|号码多少|有用吗|算不算|管(?:不管)?这)/

function isMeant(plain: string, { start, end }: Span): boolean {
  if (before.test(plain.slice(Math.max(0, start - 8), start))) return false
  const rest = plain.slice(end, end + 12)
  return !after.test(rest) && !onlyAsks.test(rest)
}

/** The words that threaten or tell of an escalation, as spans of a plain text. */
export function escalationHits(plain: string): readonly EscalationHit[] {
  return rules.flatMap(({ kind, pattern }) =>
    everyMatch(plain, pattern)
      .map((match) => ({ kind, start: match.index, end: match.index + match[0].length }))
      .filter((hit) => isMeant(plain, hit)),
  )
}

/** Of several, law comes before regulators, regulators before publicity. */
export function gravestOf(hits: readonly EscalationHit[]): Escalation {
  return order.find((kind) => hits.some((hit) => hit.kind === kind)) ?? 'none'
}
