import { ControlRefusal } from '../control-refusal.ts'
import { isStaff, type User } from './records.ts'
import type { ZendeskState } from './state.ts'

/** Who acts at the desk; customers do not. */
export function agentOf(state: ZendeskState, id: number): User {
  const agent = state.people.get(id)
  if (!agent || !isStaff(agent)) throw new ControlRefusal(400, 'agentId: no such agent')
  return agent
}
