import { DAY, HOUR, MINUTE } from './china-time.ts'
import type { Arrival, MonthChannel } from './arrivals.ts'
import {
  incidentPlaces,
  incidentTopic,
  places,
  tierWeights,
  tiers,
  topics,
  type Topic,
} from './cast.ts'
import { planConversation } from './conversation.ts'
import { createDice, type Dice } from './dice.ts'
import type { Casting } from './identify.ts'
import type { MonthCalendar } from './month-calendar.ts'
import type { ConversationPlan, PersonPlan } from './month-plan.ts'
import { strayConversation } from './strays.ts'

const topicWeights = topics.map(({ weight }) => weight)
const STRAYS: Readonly<Record<MonthChannel, number>> = { wechat: 0.05, weibo: 0.08 }
const LINKED = 0.045
const ELSEWHERE = 0.05
const SAME_MATTER = 0.75

/** One person who begins to write: who they are, and all that comes of it until long after the month. */
export function planPerson(
  calendar: MonthCalendar,
  arrival: Arrival,
  { seed, index }: { readonly seed: number; readonly index: number },
): PersonPlan {
  const dice = createDice(seed, index)
  const casting = castFor(calendar, arrival, dice, index)
  if (!arrival.isIncident && dice.chance(STRAYS[arrival.channel])) {
    return { conversations: [strayConversation(casting, arrival)] }
  }
  const kind = dice.roll()
  const { channel } = arrival
  if (kind < LINKED) {
    const other = channel === 'wechat' ? 'weibo' : 'wechat'
    return linkedPerson(casting, arrival, other)
  }
  if (channel === 'weibo' && kind < LINKED + ELSEWHERE) {
    const first = planConversation(casting, { ...arrival, isPublic: true, isAlone: false })
    return { conversations: [first, secondContact(casting, first, channel)] }
  }
  const isPublic = channel === 'weibo' && dice.chance(0.65)
  return { conversations: [planConversation(casting, { ...arrival, isPublic, isAlone: true })] }
}

function castFor(
  calendar: MonthCalendar,
  { isIncident }: Arrival,
  dice: Dice,
  index: number,
): Casting {
  let minted = 0
  return {
    calendar,
    dice,
    index,
    topic: isIncident ? incidentTopic : drawTopic(dice),
    place: isIncident
      ? dice.pick(incidentPlaces)
      : dice.chance(0.9)
        ? dice.pick(places)
        : undefined,
    tier: dice.chance(0.85) ? tiers[dice.weighted(tierWeights)] : undefined,
    mintPlatformId: () => {
      minted += 1
      return `7${String(index).padStart(8, '0')}${String(minted).padStart(3, '0')}`
    },
  }
}

export const drawTopic = (dice: Dice): Topic => topics[dice.weighted(topicWeights)] ?? incidentTopic

/** Known by two names before somebody noticed: writes on the other channel, most often about the same. */
function linkedPerson(casting: Casting, arrival: Arrival, other: MonthChannel): PersonPlan {
  const { dice } = casting
  const isPublic = arrival.channel === 'weibo'
  const first = planConversation(casting, { ...arrival, isPublic, isAlone: false })
  const second = secondContact(casting, first, other)
  const wroteAgain = second.episodes[0]?.turns[0]?.items[0]?.at ?? arrival.at
  const at = wroteAgain + dice.around(45 * MINUTE, 1)
  return {
    conversations: [first, second],
    link: {
      at,
      customer: second.customer,
      sameAs: first.customer,
      ...(dice.chance(0.06) && { undoneAt: at + dice.around(8 * HOUR, 0.8) }),
    },
  }
}

/** The same person in another place, usually after the first place had called it solved. */
function secondContact(
  casting: Casting,
  first: ConversationPlan,
  channel: MonthChannel,
): ConversationPlan {
  const { dice } = casting
  const [episode] = first.episodes
  const begun = episode?.turns[0]?.items[0]?.at ?? 0
  const solved = episode?.solves.at(-1)
  const at =
    solved === undefined
      ? begun + dice.around(5 * HOUR, 0.8)
      : dice.chance(0.1)
        ? solved + dice.pick([1, 3, 7]) * DAY
        : solved + dice.around(DAY, 1.3)
  const again =
    episode && dice.chance(SAME_MATTER)
      ? { ...casting, issue: episode.issue ?? null }
      : { ...casting, topic: drawTopic(dice) }
  return planConversation(again, {
    at,
    channel,
    isIncident: false,
    isPublic: channel === 'weibo' && dice.chance(0.5) && first.channel !== channel,
    isAlone: false,
    isSecond: true,
  })
}
