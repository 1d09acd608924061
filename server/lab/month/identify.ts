import type { Arrival } from './arrivals.ts'
import type { Place, Topic } from './cast.ts'
import type { Dice } from './dice.ts'
import type { MonthCalendar } from './month-calendar.ts'
import type { ConversationPlan } from './month-plan.ts'

/** Who somebody is, and the chance they are made of. */
export interface Casting {
  readonly calendar: MonthCalendar
  readonly dice: Dice
  readonly index: number
  readonly topic: Topic
  /** What it is about; null: nobody says; absent: drawn from the topic. */
  readonly issue?: string | null | undefined
  readonly place: Place | undefined
  readonly tier: string | undefined
  readonly mintPlatformId: () => string
}

/** Where they write. */
export interface Staging extends Arrival {
  readonly isPublic: boolean
  /** The second place in which the same person writes. */
  readonly isSecond?: boolean
}

const accounts = { wechat: 'wx', weibo: 'wb' } as const

/** Names, place and tier: what every event of the conversation says. */
export function identify(
  { index, place, tier }: Casting,
  { channel, isPublic, isSecond }: Staging,
): Omit<ConversationPlan, 'episodes' | 'strays'> {
  const account = accounts[channel]
  return {
    id: `m-${account}-${index}${isSecond ? 'b' : ''}${isPublic ? 'p' : ''}`,
    channel,
    account,
    customer: `m-${account}-customer-${index}`,
    isPublic,
    ...(place && { place }),
    ...(tier !== undefined && { tier }),
  }
}
