import { holds, readConditions, type Conditions } from './conditions.ts'
import type { Ticket } from './records.ts'
import type { ZendeskState } from './state.ts'

export interface View {
  id: number
  title: string
  description: string
  isActive: boolean
  position: number
  conditions: Conditions
  createdAt: number
  updatedAt: number
}

export interface Views {
  get(id: number): View | undefined
  add(view: {
    title: string
    description?: string
    isActive?: boolean
    conditions: Conditions
  }): View
  remove(id: number): void
  all(): View[]
  tickets(view: View): Ticket[]
}

export function createViews(state: ZendeskState): Views {
  const views = new Map<number, View>()
  const add: Views['add'] = ({ title, description = '', isActive = true, conditions }) => {
    const now = state.world.now()
    const view: View = {
      id: state.ids.record(),
      title,
      description,
      isActive,
      position: views.size + 1,
      conditions,
      createdAt: now,
      updatedAt: now,
    }
    views.set(view.id, view)
    return view
  }
  const unsolved = [{ field: 'status', operator: 'less_than', value: 'solved' }]
  add({ title: '所有未解决的工单', conditions: readConditions({ all: unsolved }, true) })

  return {
    add,
    get: (id) => views.get(id),
    remove: (id) => void views.delete(id),
    all: () => [...views.values()],
    tickets: (view) =>
      candidates(state, view.conditions)
        .filter((ticket) => holds(view.conditions, { state, ticket }))
        .sort((one, other) => other.position - one.position),
  }
}

/** A condition on a tag leaves few tickets to look at. */
function candidates(state: ZendeskState, { all }: Conditions): Ticket[] {
  const byTag = all.find(
    ({ field, operator }) => field === 'current_tags' && operator === 'includes',
  )
  if (!byTag) return [...state.tickets.all()]
  const words = Array.isArray(byTag.value)
    ? byTag.value.map(String)
    : String(byTag.value).split(/[\s,]+/)
  const ids = new Set(words.flatMap((word) => [...state.tickets.withTag(word.toLowerCase())]))
  return [...ids].map((id) => state.tickets.get(id)).filter((ticket) => ticket !== undefined)
}
