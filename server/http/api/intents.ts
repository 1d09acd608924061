import { RelayError } from '../../core/error.ts'
import { recordIntent as record } from '../../pipeline/intents.ts'
import { rules } from '../../persona/rules/index.ts'
import { iso, partOf, type Handler } from './call.ts'

const ruleIds = new Set(rules.map(({ id }) => id))

/** Only the catalogue's rules are counted: nothing else may fill the table. */
function requireRule(rule: string): void {
  if (!ruleIds.has(rule)) throw new RelayError('api.invalid', `There is no such rule.`)
}

export const recordIntent: Handler<'recordIntent'> = async (call) => {
  const { runtime, session, body } = call
  const { id, expiresAt } = await record(runtime, session.tenant.tenant.id, {
    ticket: partOf(call, 'ticketId'),
    author: session.user?.id,
    draft: body.draft,
    overrides: body.overrides,
  })
  return { intentId: id, expiresAt: iso(expiresAt) }
}

export const recordDismissal: Handler<'recordDismissal'> = async ({ runtime, session, body }) => {
  requireRule(body.rule)
  await runtime.store.dismissals.add(session.tenant.tenant.id, body.rule, session.user?.id)
  return { recorded: true }
}

export const listDismissals: Handler<'listDismissals'> = async ({ runtime, session }) => {
  const found = await runtime.store.dismissals.list(session.tenant.tenant.id)
  return {
    rules: found.map(({ rule, count, agents, lastAt }) => ({
      rule,
      count,
      agents,
      lastAt: iso(lastAt),
    })),
  }
}
