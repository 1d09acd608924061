import type { LabPlan } from '../plan.ts'
import type { LabWorld } from '../world.ts'
import { createFields, type Fields } from './fields.ts'
import { createFiles, type Files } from './files.ts'
import { createIds, type Ids } from './ids.ts'
import { createLimits, type Limits } from './limits.ts'
import { createPeople, type People } from './people.ts'
import type { Audit, Comment, Ticket, TicketFacts, User } from './records.ts'
import { zendeskSettings, type ZendeskSettings } from './settings.ts'
import { createTicketIndex } from './ticket-index.ts'
import { createTicketShelf, type TicketShelf } from './ticket-shelf.ts'
import { createTokens, type Tokens } from './tokens.ts'

/** One step in a ticket's life, as rules, webhooks and channels look at it. */
export interface TicketChange {
  ticket: Ticket
  isNew: boolean
  before: TicketFacts
  audit: Audit
  comment?: Comment
  actor: User
  /** Made by a business rule: rules do not answer to it again. */
  isByRule: boolean
  mergedInto?: number
  isDeletion?: boolean
  /** The satisfaction survey was sent or answered. */
  rating?: { current: string; previous: string }
}

export interface Group {
  id: number
  name: string
  isDefault: boolean
  createdAt: number
}

/** The account: everything the interfaces, the rules and the desk share. */
export interface ZendeskState {
  world: LabWorld
  plan: LabPlan
  settings: ZendeskSettings
  accountId: number
  brandId: number
  formId: number
  groups: Group[]
  ids: Ids
  people: People
  tickets: TicketShelf
  files: Files
  fields: Fields
  tokens: Tokens
  limits: Limits
  /** Where this server listens, without a slash at the end. */
  baseUrl(): string
  listeners: ((change: TicketChange) => void)[]
  /** Ends every call this server makes, when it closes. */
  closing: AbortSignal
}

export function createZendeskState(
  world: LabWorld,
  plan: LabPlan,
  options: { settings: Partial<ZendeskSettings>; baseUrl: () => string; closing: AbortSignal },
): ZendeskState {
  const settings = { ...zendeskSettings, ...options.settings }
  const ids = createIds(world)
  const people = createPeople(world, plan, ids)
  const group = { id: ids.record(), name: '客服', isDefault: true, createdAt: world.now() }
  return {
    world,
    plan,
    settings,
    accountId: 22_129_848,
    brandId: ids.record(),
    formId: ids.record(),
    groups: [group],
    ids,
    people,
    tickets: createTicketShelf(createTicketIndex(), () => world.now()),
    files: createFiles(world, ids),
    fields: createFields(world, ids),
    tokens: createTokens(world, plan, people, ids),
    limits: createLimits(world, settings),
    baseUrl: options.baseUrl,
    listeners: [],
    closing: options.closing,
  }
}
