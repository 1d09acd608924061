/** What a customer says about being written to first. */
export type ContactWord = 'granted' | 'refused'

const longestPiece = 40
const noise = /[\s\p{P}\p{S}\u200b-\u200d\ufe0f]|\p{Extended_Pictographic}/gu
const opening =
  /^(?:please|你好|您好|喂|请|麻烦|拜托|求求?你?们?|我要|我想|我|你们?|贵司|以后|今后)+/
const ending = /(?:了|啦|吧|啊|呀|哦|喔|呢|谢谢|多谢|thanks|please)+$/

const never = '(?:不要|不准|不许|别|勿|请勿|停止|禁止)(?:再|继续|一直|老|总|天天|随便)*'
const kinds = '(?:任何|这种|这些|那些|此类|所有|全部|你们的?|广告|营销|垃圾|推销|促销|群发|的)*'
const news = '(?:消息|信息|短信|推送|通知|广告|私信|微信|营销|内容)+'
const send = '(?:群?发送?|推送?)'

/** Says by itself what is meant, wherever it stands: messages, or being contacted. */
const plain = [
  `(?:退订|拒收|拒绝接收|取消订阅|取消推送|取消接收)${kinds}${news}`,
  `${never}(?:给我|向我)?${send}${kinds}${news}(?:给我|过来|来)?`,
  `${never}给我${send}`,
  `${never}(?:主动)?(?:联系|打扰|骚扰)(?:我|本人)`,
  `(?:请勿|勿|谢绝)打扰`,
].map((pattern) => new RegExp(`^${pattern}$`, 'u'))

/** Means it only where nothing else is said: 退订 may be a package, 别发 a parcel. */
const bare =
  /^(?:回复?)?(?:td|t|退订|退订回t|取消订阅|拒收)$|^(?:不要|别)再?(?:发|推送)$|^(?:unsubscribe|stop|optout|(?:do not|dont|donot)(?:contact|message)me|stopmessagingme)$/
const wanted =
  /^(?:恢复|重新|继续)?订阅(?:消息|推送|通知)?$|^(?:恢复|继续)(?:接收|推送)(?:消息|推送|通知)?$|^(?:同意|愿意)(?:继续)?(?:接收|收到)(?:你们的?)?(?:消息|信息|推送|通知|优惠|活动)+$|^subscribe$/

/** Every phrase above holds one of these; few messages do, and only those are looked at closely. */
const needed = /[订收发推联扰t]|subscribe/u

/** Letters as they are compared: one kind of each, small, nothing between them. */
function letters(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(noise, '')
}

function core(text: string): string {
  return letters(text).replace(opening, '').replace(ending, '')
}

/** What is said between two stops, except questions: 退订短信？ wants an answer. */
function statements(text: string): readonly string[] {
  const pieces = text.match(/[^,，.。!！;；、…\n?？]+[?？]?/g) ?? []
  return pieces.filter((piece) => piece.length <= longestPiece && !/[?？]$/.test(piece)).map(core)
}

/**
 * The customer's own word about being written to first, or undefined where the text says nothing
 * certain about it. In doubt about a wish to be left alone the wish counts: a refusal costs an offer, a
 * message against it costs trust.
 */
export function contactWordIn(text: string): ContactWord | undefined {
  if (!needed.test(letters(text))) return undefined
  const whole = text.length > longestPiece || /[?？]/.test(text) ? '' : core(text)
  if (wanted.test(whole)) return 'granted'
  const said = [whole, ...statements(text)]
  const isRefusal = bare.test(whole) || said.some((one) => plain.some((rule) => rule.test(one)))
  return isRefusal ? 'refused' : undefined
}
