import { HOUR, MINUTE, SECOND } from './china-time.ts'
import { answered } from './answered.ts'
import { burst, readableAt } from './bursts.ts'
import { beginCourse, written } from './course.ts'
import type { AsidePlan, EpisodePlan, ItemPlan, ServiceMode } from './month-plan.ts'
import type { Scene } from './scene.ts'

type Fate = 'answered' | 'silent' | 'deleted' | 'abandoned' | 'bot' | 'self' | 'peer' | 'staff'

const fates: readonly Fate[] = [
  'answered',
  'silent',
  'deleted',
  'abandoned',
  'bot',
  'self',
  'peer',
  'staff',
]
const fateWeights = {
  wechat: [84, 2.5, 0, 1, 9, 2, 0, 1],
  weibo: [84, 5, 2.5, 1.5, 2, 1, 3.5, 0.5],
} as const

/** How one episode goes, from the customer's first answerable item on. */
export function planEpisode(scene: Scene, start: number): EpisodePlan {
  const { dice } = scene
  const items = burst(scene, start, scene.text)
  const asides = beginning(scene, items)
  const fate = fates[dice.weighted(fateWeights[scene.channel])] ?? 'answered'
  switch (fate) {
    case 'answered':
      return answered(scene, items, asides)
    case 'silent':
      return { ...untouched(scene, items), asides }
    case 'deleted':
      return { ...untouched(scene, withdrawn(scene, items)), asides }
    case 'abandoned':
      return {
        ...untouched(scene, items),
        asides,
        abandonedAt: readableAt(items) + dice.around(2 * HOUR, 0.9),
      }
    default:
      return { ...withoutPerson(scene, items, fate), asides }
  }
}

function untouched(scene: Scene, items: readonly ItemPlan[]): EpisodePlan {
  return { ...written(beginCourse(scene, [])), turns: [{ items }] }
}

/** The customer thinks better of it before anybody has answered. */
function withdrawn({ dice }: Scene, items: readonly ItemPlan[]): ItemPlan[] {
  const from = readableAt(items) + dice.around(40 * MINUTE, 1)
  return items.map((item, i) => ({ ...item, deletedAt: from + i * 3 * SECOND }))
}

/** Solved without a human answer: by the bot, by the customer, by another customer, or over the phone. */
function withoutPerson(scene: Scene, items: readonly ItemPlan[], mode: ServiceMode): EpisodePlan {
  const { dice } = scene
  const read = readableAt(items)
  const bot = { at: read + dice.whole(1, 4) * SECOND, by: 'bot', isPublic: true } as const
  const median = { bot: 2 * MINUTE, self: 30 * MINUTE, peer: 50 * MINUTE, staff: 2 * HOUR }[mode]
  const solved = read + MINUTE + dice.around(median, 0.8)
  return {
    ...untouched(scene, items),
    otherReplies: mode === 'bot' ? [{ ...bot, deliveredAt: bot.at + 800 }] : [],
    solves: [solved],
    mode,
  }
}

/** What automation and the desk note down before anybody answers. */
function beginning(scene: Scene, items: readonly ItemPlan[]): AsidePlan[] {
  const { dice, isPublic, isBitter } = scene
  const first = items[0]?.enteredAt ?? 0
  const asides: AsidePlan[] = []
  if (!isPublic && dice.chance(0.8))
    asides.push({ type: 'acked', at: first + dice.whole(300, 900) })
  if (dice.chance(0.95)) asides.push({ type: 'listened', at: first + dice.whole(1, 20) * SECOND })
  if (dice.chance(0.9)) {
    const polarity = isBitter ? 'negative' : dice.chance(0.15) ? 'positive' : 'neutral'
    asides.push({
      type: 'classified',
      at: first + dice.whole(1_000, 4_000),
      polarity,
      ...(isBitter && { anger: dice.whole(1, 3) }),
    })
  }
  return asides
}
