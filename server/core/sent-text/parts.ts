import { splitWechat } from './wechat.ts'
import { splitWeibo } from './weibo.ts'

type Split = (text: string, visibility: 'public' | 'private') => readonly string[]

/** The channels' own ways to split; a test holds them to the channels. A channel without one sends whole. */
const splits: Readonly<Record<string, Split | undefined>> = {
  wechat: splitWechat,
  weibo: splitWeibo,
}

/** The messages a signed reply goes out in, as the channel gets them. */
export function sentParts(
  channel: string,
  visibility: 'public' | 'private',
  text: string,
): readonly string[] {
  return splits[channel]?.(text, visibility) ?? [text]
}
