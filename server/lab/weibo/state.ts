import { createDayQuota, type DayQuota } from '../day-quota.ts'
import type { MediaShelf, ShelvedMedia } from '../media-shelf.ts'
import { localUrl, type LabPlan } from '../plan.ts'
import type { LabWorld } from '../world.ts'
import { createCredentials, type Credentials } from './credentials.ts'
import { createInboxes, type Inboxes } from './inboxes.ts'
import type { PayloadOptions } from './payloads.ts'
import { createPeople, type People } from './people.ts'
import { createSquare, type Square } from './square.ts'

/** Everything the simulated Weibo knows. */
export interface WeiboState {
  world: LabWorld
  plan: LabPlan
  shelf: MediaShelf
  people: People
  square: Square
  inboxes: Inboxes
  /** Files of private messages by the receiver's file id. */
  files: Map<string, ShelvedMedia>
  /** Feeds somebody has asked for. */
  feedsRead: Set<string>
  credentials: Credentials
  quota: DayQuota
  /** Whether mentions are pushed to the account's callback; Weibo grants this on request. */
  isMentionPushOn: boolean
  base(): string
  payloads(): PayloadOptions
}

export function createWeiboState(world: LabWorld, plan: LabPlan, shelf: MediaShelf): WeiboState {
  const people = createPeople(world, plan)
  const base = (): string => localUrl(plan.ports.weibo)
  return {
    world,
    plan,
    shelf,
    people,
    square: createSquare(world, people),
    inboxes: createInboxes(world),
    files: new Map(),
    feedsRead: new Set(),
    credentials: createCredentials(world, plan),
    quota: createDayQuota(() => world.now()),
    isMentionPushOn: true,
    base,
    payloads: () => ({ base: base() }),
  }
}
