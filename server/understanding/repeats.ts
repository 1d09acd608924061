import { bareText, gramsOf } from './bare.ts'

/** A contact, as far as it matters for whether another one is about the same. */
export interface Contact {
  /** One person over all their linked identities. */
  readonly person: string
  /** Epoch ms. */
  readonly at: number
  readonly text: string
  /** What the engine is sure it is about; absent = not sure. */
  readonly category?: string
  readonly product?: string
}

export interface Repeat {
  readonly isRepeat: boolean
  /** 0 to 1. */
  readonly score: number
}

export interface RepeatSettings {
  readonly windowMs?: number
}

const weekMs = 7 * 24 * 3_600_000
const decides = 0.5

/** Somebody who says so comes back about what they came about. */
const comesBack =
  /还(?:是)?(?:没|未|不[行能好通]|一样|这样|那样|在)|仍然|依然|上次|上回|上周|前几?天|之前|昨天(?:说|答应|反映|报)|跟进|进展|进度|结果(?:呢|了|怎么)|没(?:有)?结果|怎么样了|第[二三四五六七八九十\d]+[次天]|[几两三四五六七八九十\d]+天了|一周了|又[是来没断坏扣]|再(?:次|一次|催|问)|催[一下]|还要(?:等|多久)|到现在|答应|说好|回复(?:呢|我)|处理(?:好|完|到哪|得怎)|工单|重复|(?:来|换|修|寄|测|交|催|打|试|查)过了|寄(?:出|回)去|(?:退|好|到|修|查|换)了没|到哪了|什么时候(?:给|退|换|修)|没人(?:理|管|联系|打)|那个事|的事/u

/** Words everybody uses of everything: alike in them is not alike. */
const common =
  /你们|我们|他们|怎么|什么|为什么|请问|一下|可以|现在|已经|没有|不是|就是|这个|那个|但是|因为|所以|客服|麻烦|谢谢|您好|你好|问题|解决|处理|时候|还是|如果|知道|今天|昨天|明天|一直|到底|真的|需要/gu

interface Read {
  readonly pairs: ReadonlySet<string>
  readonly length: number
}

function read(text: string): Read {
  const bare = bareText(text).slice(0, 400)
  const pairs = new Set(bare.split(common).flatMap((piece) => gramsOf(piece, 2)))
  return { pairs, length: pairs.size }
}

/** How many pairs of signs both have, and which share of the shorter one's that is. */
function overlap(a: Read, b: Read): { readonly shared: number; readonly share: number } {
  const [few, many] = a.length <= b.length ? [a, b] : [b, a]
  let shared = 0
  for (const pair of few.pairs) if (many.pairs.has(pair)) shared += 1
  return { shared, share: shared / Math.max(few.length, 4) }
}

/** What speaks for it, added up; 0.5 decides. */
function scoreOf(earlier: Contact, later: Contact): number {
  const [a, b] = [read(earlier.text), read(later.text)]
  const isOfOneKind = earlier.category !== undefined && earlier.category === later.category
  const isOfOther = earlier.category !== undefined && later.category !== undefined && !isOfOneKind
  const product =
    earlier.product === undefined || later.product === undefined
      ? 0
      : earlier.product === later.product
        ? 0.25
        : -0.35
  const { shared, share } = overlap(a, b)
  const words = Math.min(0.7, 1.6 * share)
  // Whoever comes back names what it is about at least once.
  const says = shared > 0 && comesBack.test(later.text) ? 0.35 : 0
  return words + (isOfOneKind ? 0.2 : 0) - (isOfOther ? 0.2 : 0) + product + says
}

/** Whether `later` comes back about what `earlier` was about: the same person, within the window, on any channel. */
export function repeatOf(
  earlier: Contact,
  later: Contact,
  { windowMs = weekMs }: RepeatSettings = {},
): Repeat {
  const apart = later.at - earlier.at
  if (earlier.person !== later.person || apart < 0 || apart > windowMs)
    return { isRepeat: false, score: 0 }
  const score = Math.max(0, Math.min(1, scoreOf(earlier, later)))
  return { isRepeat: score >= decides, score }
}
