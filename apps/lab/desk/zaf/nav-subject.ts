import type { LabAgent } from '../../lab-door.ts'
import type { Subject } from './calls.ts'
import { UnknownPath } from './protocol.ts'

/** The desk as a page in its left bar sees it, read afresh at every call. */
export interface NavDoor {
  readonly agent: () => LabAgent | undefined
  readonly colorScheme: () => 'light' | 'dark'
  readonly locale: () => string
  /** Leaves the page for this ticket. */
  readonly openTicket: (id: number) => void
}

type Getters = Readonly<Record<string, (door: NavDoor) => unknown>>

const getters: Getters = {
  currentUser: ({ agent, locale }) => ({ ...agent(), locale: locale() }),
  'currentUser.id': ({ agent }) => agent()?.id,
  'currentUser.name': ({ agent }) => agent()?.name,
  'currentUser.locale': ({ locale }) => locale(),
  colorScheme: ({ colorScheme }) => colorScheme(),
}

function unknown(): never {
  throw new UnknownPath('is not available in this location')
}

function route(door: NavDoor, [where, id]: readonly unknown[]): null {
  if (where !== 'ticket') unknown()
  if (typeof id !== 'number' || !Number.isInteger(id)) throw new TypeError('must be a ticket’s id')
  door.openTicket(id)
  return null
}

/** What `nav_bar` offers an app. */
export function navSubject(door: NavDoor): Subject {
  return {
    get: (path) => (Object.hasOwn(getters, path) ? getters[path]?.(door) : unknown()),
    set: unknown,
    invoke: (action, args) => (action === 'routeTo' ? route(door, args) : unknown()),
  }
}
