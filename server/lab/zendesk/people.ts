import type { LabPlan } from '../plan.ts'
import type { LabWorld } from '../world.ts'
import type { Ids } from './ids.ts'
import { recordInvalid } from './refusal.ts'
import type { Identity, Role, User } from './records.ts'

export interface UserChange {
  name?: string
  email?: string | null
  externalId?: string | null
  role?: Role
  alias?: string | null
  phone?: string | null
  notes?: string | null
  details?: string | null
  locale?: string
  tags?: string[]
  userFields?: Record<string, unknown>
  remotePhotoUrl?: string | null
  isVerified?: boolean
  identities?: { type: string; value: string }[]
}

/** Everybody in the account: staff of the plan, the integration's own user, and customers. */
export interface People {
  get(id: number): User | undefined
  byExternalId(externalId: string): User | undefined
  byEmail(email: string): User | undefined
  /** An identity such as `any_channel`, whose value is scoped by its integration. */
  byIdentity(type: string, value: string): User | undefined
  create(change: UserChange): User
  update(user: User, change: UserChange): User
  addIdentity(user: User, type: string, value: string): Identity
  deactivate(user: User): void
  all(): Iterable<User>
  /** Whom a client of the machine-to-machine grant acts as. */
  integration: User
}

/** Made by whoever registered the OAuth client: an admin besides the plan's agents. */
const INTEGRATION_USER = 9000

interface Book {
  world: LabWorld
  ids: Ids
  users: Map<number, User>
  byExternalId: Map<string, User>
  byIdentity: Map<string, User>
}

export function createPeople(world: LabWorld, plan: LabPlan, ids: Ids): People {
  const book: Book = {
    world,
    ids,
    users: new Map(),
    byExternalId: new Map(),
    byIdentity: new Map(),
  }
  const integration = addUser(book, INTEGRATION_USER, {
    name: '微桥中继',
    email: 'relay@example.com',
    role: 'admin',
    isVerified: true,
  })
  for (const { id, name, email, role, code } of plan.zendesk.agents) {
    addUser(book, id, { name, email, role, alias: code, isVerified: true })
  }

  return {
    integration,
    addIdentity: (user, type, value) => addIdentity(book, user, { type, value }),
    get: (id) => book.users.get(id),
    byExternalId: (externalId) => book.byExternalId.get(externalId.toLowerCase()),
    byEmail: (email) => book.byIdentity.get(identityKey('email', email)),
    byIdentity: (type, value) => book.byIdentity.get(identityKey(type, value)),
    create: (change) => addUser(book, ids.record(), change),
    update(user, change) {
      applyChange(book, user, change)
      record(world, 'user.updated', user)
      return user
    },
    deactivate(user) {
      user.isActive = false
      user.updatedAt = world.now()
      record(world, 'user.deleted', user)
    },
    all: () => book.users.values(),
  }
}

function addUser(book: Book, id: number, change: UserChange): User {
  const user = blankUser(id, book.world.now())
  applyChange(book, user, change)
  book.users.set(id, user)
  record(book.world, 'user.created', user)
  return user
}

function applyChange(book: Book, user: User, change: UserChange): void {
  const { email, externalId, identities, userFields, ...plain } = change
  if (externalId !== undefined) moveExternalId(book.byExternalId, user, externalId)
  if (email) addIdentity(book, user, { type: 'email', value: email })
  for (const identity of identities ?? []) addIdentity(book, user, identity)
  Object.assign(user, plain)
  Object.assign(user.userFields, userFields)
  user.updatedAt = book.world.now()
}

function addIdentity(
  { world, ids, byIdentity }: Book,
  user: User,
  { type, value }: { type: string; value: string },
): Identity {
  const key = identityKey(type, value)
  const holder = byIdentity.get(key)
  if (holder && holder !== user) {
    throw recordInvalid('value', {
      description: `Value: ${value} is already being used by another user`,
      error: 'DuplicateValue',
    })
  }
  const known = user.identities.find((one) => identityKey(one.type, one.value) === key)
  if (known) return known
  const now = world.now()
  const identity: Identity = {
    id: ids.record(),
    userId: user.id,
    type,
    value,
    isPrimary: !user.identities.some((one) => one.type === type),
    isVerified: type !== 'email' || user.isVerified,
    createdAt: now,
    updatedAt: now,
  }
  user.identities.push(identity)
  byIdentity.set(key, user)
  if (type === 'email') user.email ??= value
  return identity
}

function record(world: LabWorld, kind: string, user: User): void {
  world.record({
    platform: 'zendesk',
    kind,
    ...(user.externalId === null ? {} : { customer: user.externalId }),
    data: { user: user.id, name: user.name, externalId: user.externalId, role: user.role },
  })
}

function blankUser(id: number, now: number): User {
  return {
    id,
    name: '',
    email: null,
    externalId: null,
    role: 'end-user',
    alias: null,
    phone: null,
    notes: null,
    details: null,
    locale: 'zh-CN',
    tags: [],
    userFields: {},
    remotePhotoUrl: null,
    isVerified: false,
    isActive: true,
    createdAt: now,
    updatedAt: now,
    identities: [],
  }
}

/** External ids are matched without regard to case and kept in the case given last. */
function moveExternalId(index: Map<string, User>, user: User, externalId: string | null): void {
  const holder = externalId === null ? undefined : index.get(externalId.toLowerCase())
  if (holder && holder !== user) {
    throw recordInvalid('external_id', {
      description: 'External has already been taken',
      error: 'DuplicateValue',
    })
  }
  if (user.externalId !== null) index.delete(user.externalId.toLowerCase())
  if (externalId !== null) index.set(externalId.toLowerCase(), user)
  user.externalId = externalId
}

function identityKey(type: string, value: string): string {
  return `${type} ${type === 'email' ? value.toLowerCase() : value}`
}
