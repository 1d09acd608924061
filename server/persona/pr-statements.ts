import type { Span } from '../language/normal.ts'
import { byClause, clausesIn, type Clause } from './clauses.ts'
import { mentionsIn } from './mentions.ts'
import { declinesComment, pointsToOfficial } from './pointers.ts'
import type { Speech } from './speech.ts'

// What PR alone may tell: when, how much, how far, how good.
const content =
  /(?:今|明|后)(?:天|晚|年|早)|[下本这上](?:个?月|周|个?星期|季度|半年|旬|班)|(?:\d|[一二三四五六七八九十])+(?:月|日|号|元|块|万|亿|折|%)|[年月季]底|年内|年初|开春|国庆|双十一|双11|春节|很快|马上|即将|快要?了|已经?(?:谈妥|谈好|签|定|完成|确定|敲定|通过|开始|启动)|谈妥|内部(?:消息|人士|资料)?|贵|便宜|涨|降|升级|强|最|不错|厉害|肯定|一定会|绝对|确实|真的|属实|不实|谣言|假的|没有的事|不存在|没这回事/
const greeting =
  /^\s*(?:您好|你好|亲|收到|抱歉|不好意思|理解|明白)|感谢|谢谢|多谢|(?:关注|关心|期待|惦记|喜欢|支持|好奇|热情|兴趣|疑问|心情|顾虑|担心)[^。!?]{0,6}(?:收到|理解|明白|看到|知道)?[啦了哦呀~!]*$/
const passedOn = /转达|转告|转给|转交|反馈给|反馈至|记录|记下|登记|汇报|上报/
const invitation =
  /^[^。!?]{0,6}(?:请|欢迎|麻烦|可以|建议|您可|别|勿|不要|切勿|谨防|不信|不传)[^。!?]{0,16}(?:私信|告诉|留言|联系|拨打|说说|分享|订阅|预约通知|轻信|相信|信|传播|转发|扩散|传|骗|上当)/
const askedOfThem =
  /[您你大家哪][^。!?]{0,30}(?:什么|哪|吗|呢|怎么样)|(?:什么|哪)[^。!?]{0,30}[您你]/
const sharedWaiting = /也(?:很|在|一样|[跟和][您你]一样|同样|非常)?(?:期待|等|好奇|想知道)/

/** A clause that names the matter, or follows its name, and still tells nothing. */
function tellsNothing({ isAsked }: Clause, text: string): boolean {
  if (pointsToOfficial(text) || declinesComment(text)) return true
  if (isAsked && askedOfThem.test(text)) return true
  const isKind = [greeting, passedOn, invitation, sharedWaiting].some((kind) => kind.test(text))
  return isKind && !content.test(text)
}

const heading = /^\s*(?:关于|对于|至于|有关|针对|[您你]?(?:问|说|提到|关心|想了解|咨询)的)/
const headingWords =
  /关于|对于|至于|有关|针对|您|你|大家|网友|问的?|说的?|提到的?|关心的?|想了解的?|咨询的?|这个|那个|这件|一事|事情|事儿?|消息|传闻|话题|问题|情况|发布|上市|时间|日期|价格|售价|定价|进展|安排|计划|新品|新机|方面|相关|传言|说法|猜测|讨论|什么时候|[的呢吗和与、啊呀嘛\-\s□]/g

/** 关于M4的发布时间, M4？: the matter is named and nothing said yet. */
function isHeading(text: string, names: readonly Span[], start: number): boolean {
  if (text.length > 60) return false
  let rest = text
  for (const name of names.toReversed())
    rest = rest.slice(0, name.start - start) + rest.slice(name.end - start)
  return rest.replace(headingWords, '').length <= (heading.test(text) ? 3 : 0)
}

// Statements that do not name the matter again.
const leak =
  /内部(?:消息|人士|透露)|(?:偷偷|悄悄|私下|小声)地?(?:告诉|说|透露|剧透)|据我?(?:所知|了解|悉)|我们?也?听(?:说|到)|透露(?:一下|个|给您)|是真的|确有此事|有这回?事|(?:消息|传闻)属实|没有?这回?事|不属实|纯属(?:谣言|虚构)|是谣言/
const foretold =
  /(?:大概|预计|估计|应该|差不多|可能)[^,。!?]{0,4}(?:\d+月(?:底|初|中|份|左右)|\d+月(?!\d)|[上下]半年|年底|[春夏秋冬]天|[一二三四]季度|明年|月底|\d{3,5}元?起)/
const when = /[今明后][天年]|[下本这]个?(?:月|周|星期|季度)|\d月|[年月]底|年内|很快|即将|马上/
const event =
  /发布|上市|推出|亮相|开售|预售|官宣|签约|谈妥|收购|并购|合并|裁员|关店|停产|落地|交割|起售|定价/

function tellsUnnamed({ text }: Clause): boolean {
  if (pointsToOfficial(text) || declinesComment(text)) return false
  return leak.test(text) || foretold.test(text) || (when.test(text) && event.test(text))
}

const predicate = /[是已会将有没不在能了要由因]|正|可以/

/** 召回的批次和办理方式，请看公告: named only to say where the answer stands. */
function isSubjectOf(clause: Clause, next: Clause | undefined, text: string): boolean {
  if (next?.sentence !== clause.sentence || text.length > 24) return false
  const pointsOn = pointsToOfficial(next.text) || declinesComment(next.text)
  return pointsOn && !predicate.test(text) && !content.test(text)
}

const turnsAway = /^\s*(?:请|您|你|欢迎|建议|麻烦|抱歉|感谢|谢谢|若|如|要是|另外|目前|其他)/

/** Clauses that state something about a matter the draft names. */
export function statementsOn(speech: Speech, words: readonly string[]): readonly Clause[] {
  const clauses = clausesIn(speech)
  const named = byClause(clauses, mentionsIn(speech.whole, words))
  if (named.size === 0) return []
  let headed = false
  return clauses.filter((clause, index) => {
    const names = named.get(clause)
    const text = names ? speech.whole.slice(clause.start, clause.end) : clause.text
    const follows = headed && !turnsAway.test(text)
    headed =
      names !== undefined &&
      (isHeading(text, names, clause.start) || isSubjectOf(clause, clauses[index + 1], text))
    if (headed) return false
    return names || follows ? !tellsNothing(clause, text) : tellsUnnamed(clause)
  })
}

/** Clauses that tell news on a matter only the customer named. */
export function newsIn(speech: Speech): readonly Clause[] {
  return clausesIn(speech).filter(tellsUnnamed)
}
