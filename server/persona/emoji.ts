import type { Span } from '../language/normal.ts'

export interface Emoji extends Span {
  /** The sign itself, or the token with its brackets: `[微笑]`. */
  readonly sign: string
}

// One emoji may be several signs: joined persons, flags, skin tones. Key caps number a list.
const picture =
  /(?:\p{RI}\p{RI}|\p{Extended_Pictographic}(?:\ufe0f|\p{EMod})?(?:\u200d\p{Extended_Pictographic}(?:\ufe0f|\p{EMod})?)*)/gu
const token = /\[[\p{Script=Han}A-Za-z]{1,6}\]/gu
// Signs of trade and law, arrows and placeholders of a channel are no emotions.
const noEmotion =
  /^(?:[©®™ℹ↔-↪〰〽㊗㊙]\ufe0f?|\[(?:图片|视频|语音|文件|链接|位置|地址|超话|已删除|名片|动画表情)\])$/u

/** Emoji and emotion tokens of a text, in order. */
export function emojiIn(text: string): readonly Emoji[] {
  return [...text.matchAll(picture), ...text.matchAll(token)]
    .map(({ 0: sign, index }) => ({ sign, start: index, end: index + sign.length }))
    .filter(({ sign }) => !noEmotion.test(sign))
    .sort((a, b) => a.start - b.start)
}

// Laughing, teasing and partying faces, as signs and as the tokens of Weibo and WeChat.
const playfulSigns = '😂🤣😜😝😛😆😄😁😀😃😎🤪😏🙃😉🥳🤡💩🤭😋😹👻🎉🎊🎈🕺💃🤑😈👅🙈🙊🤷'
const playfulTokens = [
  '哈哈',
  '嘻嘻',
  '偷笑',
  '坏笑',
  '奸笑',
  '憨笑',
  '呲牙',
  '大笑',
  '笑cry',
  '笑哭',
  '破涕为笑',
  '允悲',
  '吃瓜',
  '二哈',
  'doge',
  '调皮',
  '阴险',
  '得意',
  '酷',
  '耶',
  '庆祝',
  '馋嘴',
  '摊手',
  '白眼',
  '斜眼',
  '抠鼻',
  '鄙视',
  '嘘',
  '色',
  '舔屏',
  '喵喵',
  '旺柴',
  '机智',
  '捂脸',
  '傲慢',
  '撇嘴',
  '翻白眼',
  '烟花',
  '干杯',
  '礼花',
  '666',
]
const playful: ReadonlySet<string> = new Set([
  ...playfulSigns,
  ...playfulTokens.map((name) => `[${name}]`),
])

/** A face that laughs or teases: out of place beside anger or loss. */
export function isPlayful({ sign }: Emoji): boolean {
  return playful.has(sign.replace(/\ufe0f|\p{EMod}/gu, '')) || playful.has(sign.toLowerCase())
}
