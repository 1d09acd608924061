import type { Span } from '../result.ts'
import { keyOf, type Gazetteer, type Name } from './gazetteer.ts'
import { levelOf } from './place.ts'

/** A name of a place as it stands in a text. */
export interface Mention extends Span {
  readonly name: Name
  readonly before: string
  readonly after: string
}

const look = 12
/** No message names more places; a list of all cities tells of none. */
const most = 64

/** Roads, then dishes, firms and clubs called after a place; 武汉街道口 and 深圳街上 are none of them. */
const road =
  /^(?:[东南西北中]?[一二三四五六]?(?:路(?!上|边|口|况|灯|过|由)|街(?!道口|上|头|边)|大道|大街|巷|胡同)|大厦)/
const goods =
  /^(?:(?:农商)?银行|大学(?!城)|农商行|啤酒|时间|牌|卡(?!在|住|顿|的|了|死)|人寿|证券|航空|卫视|电视台|日报|晚报|晨报|早报|话(?!费|务|筒)|方言|口音|腔|菜(?!鸟|市)|火锅|烤鸭|烧鸭|烤鱼|小面|拉面|面馆|面条|热干面|米粉|米线|烩面|凉皮|肠粉|汤圆|粽子|小笼|炒饭|扒鸡|烧鸡|烤鸡|板鸭|鸭脖|盐水鸭|豆腐|豆皮|牛肉|羊肉|大米|苹果|葡萄|红枣|大枣|核桃|木耳|蜜瓜|甜瓜|脐橙|柚子|荔枝|芒果|蜜桃|樱桃|草莓|螃蟹|大闸蟹|海鲜|火腿|香肠|腊肠|腊肉|黄酒|白酒|毛尖|绿茶|红茶|白茶|茶叶|瓜片|陈醋|豆瓣|榨菜|麻花|包子|煎饼|饺子|烧饼|锅盔|月饼|刀削面|螺蛳粉|生煎|炸酱面|烧烤|串串|麻辣烫|冒菜|料理|风味|味道|口味|特产|小吃|早茶|大众|现代|奔驰|本田|丰田|通用|汽车(?!站|南站|北站|东站|西站|客运)|牛奶|乳业|股份|集团|实业|男篮|女篮|男排|女排|队(?!伍)|马拉松|冬奥|奥运|亚运|世博|保卫战|条约|会议|共识|出版社|牛肉面|香菇|刺绣|丝绸|瓷器|陶瓷|青瓷|瓷砖|紫砂|皮鞋|皮衣|家纺|羊毛衫|羊绒|珍珠|水晶|小商品(?!城)|习酒|米酒|药酒|酒(?![店吧泉楼])|带鱼|对虾|海参|鲍鱼|小?龙虾|年糕|腐乳|酱油|辣酱|辣椒|花椒|大蒜|土豆|红薯|板栗|冬枣|酥梨|春橘|蜜桔|柑橘|水蜜桃|大桃|黄桃|香梨|西瓜|菠萝|椰子|香蕉|杨梅|枇杷|猕猴桃|石榴|竹笋|莲子|茶油|花生|芝麻|小米(?!之家|手机)|面粉|挂面|凉粉|枸杞|灵芝|天麻|人参|燕窝|咖啡|蜂蜜|矿泉水|药材|牧业|高速(?!口|服务|上|路|站|收费)|照明|家具|灯具|眼镜|皮具|服装|女装|玩具|制造|出品|产的|的哥们|妹子|小伙|姑娘|女孩|大妈|大爷|老乡|男人|女人|籍|户籍|户口|方面军)(?![园城]|基地|种植|合作社|产区|棚|市场)/
const ofFirm = /^[\u4e00-\u9fff]{0,12}(?:有限|股份|责任)/
const inside =
  /^(?:镇(?!江)|乡(?!下|镇|村|亲)|村|街道(?!口)|社区|庄园|花园|小镇|山庄|公馆|豪庭|国际(?!机场))/
/** A full name whose last sign begins another word: 合作市场, 大方区别, 红旗旗舰店. */
const runsOn: Readonly<Record<string, RegExp>> = {
  市: /^(?:[中南北]区|场|值|面|民|价|政|集|委|局)/,
  区: /^(?:别|分|间|块链|隔)/,
  旗: /^(?:舰|下|袍)/,
  县: /^$/,
  州: /^$/,
}
/** Signs that make a name part of another word: 长江门店, 便宜宾馆. */
const fragments: Readonly<Record<string, readonly [RegExp | undefined, RegExp | undefined]>> = {
  道里: [/[楼井街管轨通隧巷]$/, undefined],
  偏关: [/[偏]$/, undefined],
  孟连: [/小$/, undefined],
  朝阳: [undefined, /^(?:产业|行业|群众|大妈)/],
  海口: [/[出入]$/, undefined],
  江门: [/[长珠沿临黑]$/, undefined],
  厦门: [/大$/, undefined],
  宜宾: [/便$/, /^馆/],
  成都: [/[完变达生做造分组养形促赞不]$/, undefined],
  天津: [/[每两几一今]$/, /^贴/],
  合肥: [/化$/, /^料/],
  长沙: [/成$/, /^龙/],
  大连: [undefined, /^[续接忙累环锁]/],
  南通: [/[东西]$/, /^[道过]/],
  东营: [/[京东山广]$/, /^[业销]/],
  新余: [undefined, /^额/],
  南充: [undefined, /^[值电]/],
  周口: [/[每四两一]$/, undefined],
  包头: [/[面钱书红背]$/, undefined],
  三明: [undefined, /^治/],
  衡阳: [/平$/, undefined],
  黄山: [undefined, /^毛峰/],
  中山: [/[孙钟]$/, /^[装陵狼]/],
  西安: [/[广]$/, /^[装全]/],
  昆山: [undefined, /^仑/],
  沙田: [undefined, /^柚/],
  安顺: [/平$/, /^[利着手]/],
  河源: [undefined, /^头/],
  德州: [undefined, /^[扑仪]/],
  成华: [/[大完]$/, undefined],
  从化: [undefined, /^[学妆]/],
  海门: [/[大]$/, undefined],
  武昌: [undefined, /^鱼/],
  云南: [/[青]$/, undefined],
  宝安: [/元$/, undefined],
  江夏: [/[长]$/, undefined],
  福田: [undefined, /^[汽雷]/],
  天河: [undefined, /^[二三一]号/],
  香河: [undefined, /^肉/],
  宁德: [undefined, /^时代/],
  深圳: [undefined, /^宽带山/],
  和县: [/[省市区]$/, undefined],
  保德: [undefined, /^[利信]/],
}

function isFragment(word: string, before: string, after: string): boolean {
  const [ahead, behind] = fragments[word] ?? []
  return ahead?.test(before) === true || behind?.test(after) === true
}

function isElse({ name, before, after }: Mention, isBeside: boolean): boolean {
  const { word, kind } = name
  if (isFragment(word, before, after)) return true
  if (kind === 'landmark') return false
  if (kind === 'full') return runsOn[word.at(-1) ?? '']?.test(after) === true
  if (road.test(after) || ofFirm.test(after)) return true
  // 镇江句容草莓园: behind its city it is a place, whatever grows there.
  if (!isBeside && goods.test(after)) return true
  const isDistrict = name.places.every((place) => levelOf(place) === 3)
  return isDistrict && inside.test(after)
}

const isLetter = (code: number): boolean => code >= 97 && code <= 122

/** 'hk' in 'hkust' is no name. */
function standsAlone(text: string, start: number, end: number): boolean {
  if (!isLetter(text.charCodeAt(start))) return true
  return !isLetter(text.charCodeAt(start - 1)) && !isLetter(text.charCodeAt(end))
}

/** 在宁波 is no 在宁, 来京山 no 来京: a name that begins one sign later has the say. */
function isCrossed(gazetteer: Gazetteer, text: string, { word, kind }: Name, at: number): boolean {
  if (kind !== 'nick' || word.length !== 2 || !'在来回返离进抵'.includes(word.charAt(0)))
    return false
  const row = gazetteer.get(keyOf(text.charCodeAt(at + 1), text.charCodeAt(at + 2)))
  return row?.some((name) => text.startsWith(name.word, at + 1)) === true
}

/** The longest name at each place, left to right, never overlapping; phrases take their room and say nothing. */
export function mentionsIn(text: string, gazetteer: Gazetteer): readonly Mention[] {
  const found: Mention[] = []
  for (let at = 0; at + 1 < text.length && found.length < most; at++) {
    const row = gazetteer.get(keyOf(text.charCodeAt(at), text.charCodeAt(at + 1)))
    if (row === undefined) continue
    for (const name of row) {
      const end = at + name.word.length
      if (!text.startsWith(name.word, at) || !standsAlone(text, at, end)) continue
      if (isCrossed(gazetteer, text, name, at)) continue
      const before = text.slice(Math.max(0, at - look), at)
      const mention = { start: at, end, name, before, after: text.slice(end, end + look + 4) }
      if (name.kind !== 'none' && isElse(mention, found.at(-1)?.end === at)) continue
      if (name.kind !== 'none') found.push(mention)
      at = end - 1
      break
    }
  }
  return found
}
