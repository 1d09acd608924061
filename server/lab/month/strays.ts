import { SECOND } from './china-time.ts'
import type { Arrival } from './arrivals.ts'
import { feedDelay } from './bursts.ts'
import { closers, spam } from './cast.ts'
import { identify, type Casting } from './identify.ts'
import type { ConversationPlan, EpisodePlan, ItemKind, ItemPlan } from './month-plan.ts'

/** Advertising, or thanks out of nowhere: no episode begins with either. */
export function strayConversation(casting: Casting, arrival: Arrival): ConversationPlan {
  const { dice } = casting
  const isPublic = arrival.channel === 'weibo'
  const kind = dice.chance(0.65) ? 'spam' : 'closer'
  const count = kind === 'spam' ? dice.whole(1, 3) : 1
  const strays = Array.from({ length: count }, (_, i) =>
    stray(casting, {
      kind,
      at: arrival.at + i * 20 * SECOND,
      isPublic,
      text: dice.pick(kind === 'spam' ? spam : closers),
    }),
  )
  return { ...identify(casting, { ...arrival, isPublic }), episodes: [], strays }
}

/** Half of our public words come back to us by the feed. */
export function echoesOf(casting: Casting, episodes: readonly EpisodePlan[]): ItemPlan[] {
  return episodes
    .flatMap(({ turns }) => turns.map(({ reply }) => reply?.deliveredAt))
    .filter((at) => at !== undefined && casting.dice.chance(0.5))
    .map((at = 0) => stray(casting, { kind: 'echo', at, isPublic: true, text: '演示回复' }))
}

function stray(
  { dice, mintPlatformId }: Casting,
  { isPublic, ...said }: { kind: ItemKind; at: number; text: string; isPublic: boolean },
): ItemPlan {
  return {
    ...said,
    platformId: mintPlatformId(),
    enteredAt: said.at + feedDelay({ dice, isPublic }),
    isMention: false,
  }
}
