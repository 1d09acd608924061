const closers = new Set(
  (
    '谢谢 谢谢你 谢谢您 谢谢啦 谢谢了 谢了 谢啦 多谢 多谢了 感谢 非常感谢 十分感谢 感谢您 太感谢了 谢谢客服 辛苦了 辛苦啦 您辛苦了 你辛苦了 ' +
    '好的 好 好吧 好滴 好哒 好嘞 好咧 嗯 嗯嗯 嗯好 嗯好的 哦 哦哦 噢 行 行吧 可以 可以了 知道了 我知道了 了解 了解了 明白 明白了 收到 收到了 ' +
    '没事了 没事 没问题了 不用了 不客气 解决了 已解决 已经解决了 搞定了 再见 拜拜 88 ok okay okok thx thanks 3q 3x'
  ).split(' '),
)

// Politeness that may surround a closer without making it a question.
const softeners =
  /^(?:嗯+|哦+|好的?|行|那|那就|先|啊|呀|哈+)+|(?:啊|呀|哈+|啦|喽|咯|哟|呢|哦|噢|的|~|～)+$/g
const noise = /[\s\p{P}\p{S}\u200b-\u200d\ufe0f]|\p{Extended_Pictographic}/gu
const emotionToken = /\[[^\]\s]{1,10}\]/g
/** Emotions which on their own say thanks, yes or goodbye. */
const kindTokens =
  /\[(?:谢谢|抱拳|OK|ok|好的|强|赞|握手|玫瑰|鲜花|爱心|微笑|呲牙|愉快|再见|拜拜|good|心|鼓掌|胜利|比心)\]/g

function split(text: string): readonly string[] {
  return text.split(/[\s,，.。!！~～;；、…]+/).filter((piece) => piece !== '')
}

function isCloserPiece(piece: string): boolean {
  const bare = piece.toLowerCase().replace(noise, '')
  if (bare === '' || closers.has(bare)) return true
  const core = bare.replace(softeners, '')
  return core === '' || closers.has(core)
}

/**
 * True for a message that thanks, agrees or says goodbye and asks for nothing: it neither reopens a
 * ticket nor demands an answer. A question mark, or anything not on the list, makes it a demand.
 */
export function isCloser(text: string): boolean {
  if (text.length > 40 || /[?？]/.test(text)) return false
  const hadKindToken = text.replace(kindTokens, '') !== text
  const words = text.replace(emotionToken, ' ')
  const pieces = split(words)
  if (pieces.length === 0) return hadKindToken || /\p{Extended_Pictographic}/u.test(text)
  return pieces.every(isCloserPiece)
}
