import { createHash } from 'node:crypto'
import { blocking, findingsOn } from '../../persona/guide.ts'
import type { Plan } from './draft.ts'

/** The same for the same text. */
export function idOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}

/** As the gate will judge it, and as it would if it knew the type. */
export function isClean(text: string, { context, type }: Pick<Plan, 'context' | 'type'>): boolean {
  const typed = { ...context, ticket: { ...context.ticket, type } }
  return [context, typed].every((one) => blocking(findingsOn(text, one)).length === 0)
}
