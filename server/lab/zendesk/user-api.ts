import type { FastifyInstance } from 'fastify'
import { addEndpoint, idOf, idsOf, type Call } from './door.ts'
import { pageOf } from './paging.ts'
import type { UserChange } from './people.ts'
import type { Role, User } from './records.ts'
import { badRequest, notFound, recordInvalid } from './refusal.ts'
import type { ZendeskState } from './state.ts'
import { identityPayload, userPayload } from './user-payload.ts'

type Json = Readonly<Record<string, unknown>>

const ROLES: readonly string[] = ['end-user', 'agent', 'admin']

export function addUserEndpoints(app: FastifyInstance, state: ZendeskState): void {
  const { people } = state
  const show = (user: User): object => ({ user: userPayload(state, user) })

  addEndpoint(app, state, {
    method: 'POST',
    path: '/users/create_or_update',
    body: 'user',
    answer: (call) => {
      const change = readUser(call)
      const known = findUser(state, change)
      if (!known) return call.reply.code(201).send(show(people.create(requireName(change))))
      return show(people.update(known, withoutForeignEmail(known, change)))
    },
  })
  addEndpoint(app, state, {
    method: 'POST',
    path: '/users',
    body: 'user',
    answer: (call) => call.reply.code(201).send(show(people.create(requireName(readUser(call))))),
  })
  addEndpoint(app, state, {
    method: 'GET',
    path: '/users/me',
    answer: ({ actor }) => show(actor),
  })
  addEndpoint(app, state, {
    method: 'GET',
    path: '/users/show_many',
    answer: (call) => {
      const found = [...namedUsers(state, call)]
      return { users: found.map((user) => userPayload(state, user)), count: found.length }
    },
  })
  addUserById(app, state, show)
  addUserLists(app, state)
  addIdentities(app, state)
}

function addUserById(
  app: FastifyInstance,
  state: ZendeskState,
  show: (user: User) => object,
): void {
  const { people } = state
  addEndpoint(app, state, {
    method: 'GET',
    path: '/users/:id',
    answer: (call) => show(userOf(state, call)),
  })
  addEndpoint(app, state, {
    method: 'PUT',
    path: '/users/:id',
    body: 'user',
    answer: (call) => show(people.update(userOf(state, call), readUser(call))),
  })
  addEndpoint(app, state, {
    method: 'DELETE',
    path: '/users/:id',
    isForAdmins: true,
    answer: (call) => {
      const user = userOf(state, call)
      people.deactivate(user)
      return show(user)
    },
  })
}

function addUserLists(app: FastifyInstance, state: ZendeskState): void {
  const list = (call: Call, items: readonly User[]): object =>
    pageOf(state, call, {
      name: 'users',
      items,
      idOf: ({ id }) => id,
      render: (user) => userPayload(state, user),
    })
  addEndpoint(app, state, {
    method: 'GET',
    path: '/users',
    answer: (call) => {
      const { role, external_id: externalId } = call.query
      if (externalId !== undefined)
        return list(call, present([state.people.byExternalId(externalId)]))
      const all = [...state.people.all()].filter(({ isActive }) => isActive)
      return list(call, role === undefined ? all : all.filter((user) => user.role === role))
    },
  })
  addEndpoint(app, state, {
    method: 'GET',
    path: '/users/search',
    answer: (call) => {
      const { external_id: externalId, query } = call.query
      if (externalId !== undefined) {
        return list(call, present([state.people.byExternalId(externalId)]))
      }
      if (query === undefined) throw badRequest('BadRequest', 'Parameter query is required')
      const words = query.toLowerCase()
      const found = [...state.people.all()].filter(
        ({ name, email }) => name.toLowerCase().includes(words) || email?.toLowerCase() === words,
      )
      return list(call, found)
    },
  })
}

function addIdentities(app: FastifyInstance, state: ZendeskState): void {
  addEndpoint(app, state, {
    method: 'GET',
    path: '/users/:id/identities',
    answer: (call) =>
      pageOf(state, call, {
        name: 'identities',
        items: userOf(state, call).identities,
        idOf: ({ id }) => id,
        render: (identity) => identityPayload(state, identity),
      }),
  })
  addEndpoint(app, state, {
    method: 'POST',
    path: '/users/:id/identities',
    body: 'identity',
    answer: (call) => {
      const { type, value } = call.body['identity'] as { type: string; value: string }
      const identity = state.people.addIdentity(userOf(state, call), type, value)
      return call.reply.code(201).send({ identity: identityPayload(state, identity) })
    },
  })
}

function* namedUsers(state: ZendeskState, call: Call): Generator<User> {
  const externalIds = call.query['external_ids']
  if (externalIds !== undefined) {
    yield* present(externalIds.split(',').map((id) => state.people.byExternalId(id)))
    return
  }
  yield* present(idsOf(call).map((id) => state.people.get(id)))
}

function present<T>(items: readonly (T | undefined)[]): T[] {
  return items.filter((item) => item !== undefined)
}

function userOf(state: ZendeskState, call: Call): User {
  const user = state.people.get(idOf(call))
  if (!user) throw notFound()
  return user
}

function findUser(state: ZendeskState, change: UserChange): User | undefined {
  const byExternalId =
    typeof change.externalId === 'string' ? state.people.byExternalId(change.externalId) : undefined
  if (byExternalId) return byExternalId
  return typeof change.email === 'string' ? state.people.byEmail(change.email) : undefined
}

function requireName(change: UserChange): UserChange {
  if (change.name !== undefined && change.name.trim() !== '') return change
  throw recordInvalid('name', { description: 'Name: is too short (minimum is 1 character)' })
}

/** An update by external id must not take an address that is somebody else's. */
function withoutForeignEmail(user: User, change: UserChange): UserChange {
  if (change.email !== user.email) return change
  const { email: _same, ...rest } = change
  return rest
}

const PLAIN: readonly [json: string, ours: keyof UserChange][] = [
  ['name', 'name'],
  ['email', 'email'],
  ['external_id', 'externalId'],
  ['alias', 'alias'],
  ['phone', 'phone'],
  ['notes', 'notes'],
  ['details', 'details'],
  ['locale', 'locale'],
  ['tags', 'tags'],
  ['user_fields', 'userFields'],
  ['remote_photo_url', 'remotePhotoUrl'],
  ['identities', 'identities'],
  ['verified', 'isVerified'],
]

function readUser({ body, actor }: Call): UserChange {
  const json = body['user'] as Json
  const entries = PLAIN.filter(([name]) => json[name] !== undefined)
  const change = Object.fromEntries(entries.map(([name, ours]) => [ours, json[name]])) as UserChange
  const role = json['role']
  if (role === undefined) return change
  if (typeof role !== 'string' || !ROLES.includes(role) || actor.role !== 'admin') {
    throw recordInvalid('role', { description: 'Role: is invalid' })
  }
  return { ...change, role: role as Role }
}
