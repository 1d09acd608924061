import type { MonthChannel } from './arrivals.ts'
import type { MonthGroup, Topic } from './cast.ts'
import type { Dice } from './dice.ts'
import type { MonthCalendar } from './month-calendar.ts'

/** Where an episode plays: everything its course depends on. */
export interface Scene {
  readonly dice: Dice
  readonly calendar: MonthCalendar
  readonly channel: MonthChannel
  readonly isPublic: boolean
  /** The first item calls the brand by name. */
  readonly isMention: boolean
  readonly isIncident: boolean
  readonly isBitter: boolean
  readonly topic: Topic
  /** undefined where nobody said what it is about. */
  readonly issue: string | undefined
  readonly text: string
  readonly group: MonthGroup
  /** The person writes nowhere else and never again: room for what would blur a window. */
  readonly isAlone: boolean
  readonly mintPlatformId: () => string
}
