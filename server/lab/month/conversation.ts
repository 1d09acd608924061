import { DAY, MINUTE } from './china-time.ts'
import { topics, type Topic } from './cast.ts'
import type { Dice } from './dice.ts'
import { planEpisode } from './episode.ts'
import { identify, type Casting, type Staging } from './identify.ts'
import type { ConversationPlan, EpisodePlan } from './month-plan.ts'
import type { Scene } from './scene.ts'
import { echoesOf } from './strays.ts'

/** A conversation to be thought up. */
export interface Opening extends Staging {
  /** The person writes nowhere else. */
  readonly isAlone: boolean
}

const visits = [90, 8, 2]
const SAME_MATTER = 0.7
const UNSAID = 0.06

/** One customer on one account, or in one public thread: every time they come back. */
export function planConversation(casting: Casting, opening: Opening): ConversationPlan {
  const { dice, calendar } = casting
  const count = dice.weighted(visits) + 1
  const episodes: EpisodePlan[] = []
  let at: number | undefined = opening.at
  let matter = matterOf(casting)
  for (let visit = 1; at !== undefined && at < calendar.until && visit <= count; visit += 1) {
    const episode = planEpisode(sceneAt(casting, opening, { at, matter, isOnly: count === 1 }), at)
    episodes.push(episode)
    if (!dice.chance(SAME_MATTER))
      matter = matterOf({ ...casting, issue: undefined, topic: dice.pick(topics) })
    at = comesBack(episode, dice)
  }
  const who = identify(casting, opening)
  return { ...who, episodes, strays: opening.isPublic ? echoesOf(casting, episodes) : [] }
}

interface Matter {
  readonly topic: Topic
  readonly issue?: string
  readonly text: string
}

function matterOf({ dice, topic, issue }: Casting): Matter {
  const [key, text] = dice.pick(topic.issues)
  if (typeof issue === 'string') return { topic, issue, text }
  return { topic, text, ...(issue !== null && !dice.chance(UNSAID) && { issue: key }) }
}

function sceneAt(
  { calendar, dice, mintPlatformId }: Casting,
  { channel, isPublic, isIncident, isAlone }: Opening,
  { at, matter, isOnly }: { at: number; matter: Matter; isOnly: boolean },
): Scene {
  const { topic, issue, text } = matter
  // Spelt out: spreading costs more here than all the rest of an episode.
  return {
    topic,
    issue,
    text,
    dice,
    calendar,
    channel,
    isPublic,
    isIncident,
    isMention: isPublic && dice.chance(0.65),
    isBitter: dice.chance(topic.bitter),
    group: calendar.isOpen(at) ? '一线' : '夜班',
    isAlone: isAlone && isOnly,
    mintPlatformId,
  }
}

/** When the customer writes again after the solve; undefined: there was none. */
function comesBack(episode: EpisodePlan, dice: Dice): number | undefined {
  const solved = episode.solves.at(-1)
  if (solved === undefined) return undefined
  const end = endOf(episode)
  // Right at the edge of a window, now and then: its end belongs to it.
  const edge = solved + dice.pick([1, 3, 7]) * DAY
  if (dice.chance(0.12) && edge > end) return edge
  return end + MINUTE + dice.around(1.1 * DAY, 1.3)
}

/** The last thing that happens in it. */
function endOf({ turns, closers, otherReplies, solves, ratings, asides }: EpisodePlan): number {
  return Math.max(
    ...turns.flatMap(({ items, reply }) => [
      ...items.map(({ enteredAt, againAt = 0 }) => Math.max(enteredAt, againAt)),
      reply?.deliveredAt ?? 0,
    ]),
    ...closers.map(({ enteredAt }) => enteredAt),
    ...otherReplies.map(({ at, deliveredAt = at, failedAt = at }) =>
      Math.max(deliveredAt, failedAt),
    ),
    ...solves,
    ...ratings.map(({ at }) => at),
    ...asides.map(({ at }) => at),
  )
}
