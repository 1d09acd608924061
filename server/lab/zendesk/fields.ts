import type { LabWorld } from '../world.ts'
import type { Ids } from './ids.ts'

export interface TicketField {
  id: number
  type: string
  title: string
  description: string
  tag: string | null
  options: { id: number; name: string; value: string }[]
  isSystem: boolean
  isActive: boolean
  createdAt: number
}

export interface Fields {
  get(id: number): TicketField | undefined
  /** By id, or by the title, as the channel framework names fields. */
  find(idOrTitle: number | string): TicketField | undefined
  add(field: {
    type: string
    title: string
    description?: string
    tag?: string | null
    options?: { name: string; value: string }[]
  }): TicketField
  all(): TicketField[]
}

const SYSTEM: readonly [type: string, title: string][] = [
  ['subject', 'Subject'],
  ['description', 'Description'],
  ['status', 'Status'],
  ['tickettype', 'Type'],
  ['priority', 'Priority'],
  ['group', 'Group'],
  ['assignee', 'Assignee'],
]

export function createFields(world: LabWorld, ids: Ids): Fields {
  const fields = new Map<number, TicketField>()
  const put = (
    { type, title, description = '', tag = null, options = [] }: Parameters<Fields['add']>[0],
    isSystem: boolean,
  ): TicketField => {
    const field: TicketField = {
      id: ids.record(),
      type,
      title,
      description,
      tag,
      options: options.map((option) => ({ ...option, id: ids.record() })),
      isSystem,
      isActive: true,
      createdAt: world.now(),
    }
    fields.set(field.id, field)
    return field
  }
  for (const [type, title] of SYSTEM) put({ type, title }, true)

  return {
    get: (id) => fields.get(id),
    find: (idOrTitle) =>
      fields.get(Number(idOrTitle)) ??
      [...fields.values()].find(({ title }) => title === idOrTitle),
    add: (field) => put(field, false),
    all: () => [...fields.values()],
  }
}
