import { MINUTE, SECOND } from './china-time.ts'
import { closers, followUps } from './cast.ts'
import type { ItemPlan } from './month-plan.ts'
import type { Scene } from './scene.ts'

const sizes = [52, 27, 14, 7]

/** Several messages in a row, as people write: the first says what it is, the rest hurry after it. */
export function burst(scene: Scene, start: number, text: string): ItemPlan[] {
  const { dice } = scene
  const count = dice.weighted(sizes) + 1
  const items: ItemPlan[] = []
  let at = start
  for (let i = 0; i < count; i += 1) {
    items.push(item(scene, at, i === 0 ? text : dice.pick(followUps)))
    at += 2 * SECOND + dice.around(14 * SECOND, 0.7)
  }
  return items
}

function item(scene: Scene, at: number, text: string): ItemPlan {
  const { dice, isPublic, issue } = scene
  const enteredAt = at + feedDelay(scene)
  return {
    platformId: scene.mintPlatformId(),
    at,
    enteredAt,
    kind: 'demand',
    isMention: scene.isMention,
    ...(issue !== undefined && { issue }),
    text,
    // A mention in a comment stands in two feeds.
    ...(isPublic && dice.chance(0.15) && { againAt: enteredAt + dice.whole(30, 300) * SECOND }),
  }
}

/** Thanks that ask for nothing. */
export function closer(scene: Scene, at: number): ItemPlan {
  return {
    platformId: scene.mintPlatformId(),
    at,
    enteredAt: at + feedDelay(scene),
    kind: 'closer',
    isMention: false,
    text: scene.dice.pick(closers),
  }
}

/** Private messages are pushed at once; public ones wait for the next poll. */
export function feedDelay({ dice, isPublic }: Pick<Scene, 'dice' | 'isPublic'>): number {
  return isPublic ? dice.whole(4 * SECOND, 10 * MINUTE) : dice.whole(150, 2_500)
}

/** When the last of them was there to be read. */
export const readableAt = (items: readonly ItemPlan[]): number =>
  Math.max(...items.map(({ enteredAt }) => enteredAt))
