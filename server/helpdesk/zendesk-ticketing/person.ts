import { isRelayError } from '../../core/error.ts'
import type { HelpdeskPerson } from '../../core/helpdesk.ts'
import type { Adapter } from './adapter.ts'
import { objectIn, textIn } from './json-fields.ts'

function roleOf(text: string): HelpdeskPerson['role'] {
  return text === 'admin' || text === 'agent' ? text : 'end-user'
}

/** One user by id. Suspended and deleted users are nobody. */
export async function readPerson(
  { api }: Adapter,
  id: string,
): Promise<HelpdeskPerson | undefined> {
  if (!/^\d{1,20}$/.test(id)) return undefined
  try {
    const body = await api.call(`/api/v2/users/${id}`, { method: 'GET', isUrgent: true })
    const user = objectIn(body, 'user')
    const isGone = textIn(user, 'suspended') === 'true' || textIn(user, 'active') === 'false'
    if (textIn(user, 'id') !== id || isGone) return undefined
    return { id, name: textIn(user, 'name'), role: roleOf(textIn(user, 'role')) }
  } catch (error) {
    if (isRelayError(error, 'helpdesk.not_found')) return undefined
    throw error
  }
}
