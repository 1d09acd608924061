import type { Casework as CaseworkAnswer } from '../../api/casework.ts'
import { caseworkOf, type Casework } from '../../care/casework/casework.ts'
import { conversationsOf } from './conversations.ts'
import { iso, notThere, partOf, type Handler } from './call.ts'

export function caseworkAnswer({ version, type, playbook }: Casework): CaseworkAnswer {
  return {
    version,
    type: { ...type, signs: [...type.signs] },
    playbook: playbook
      ? {
          id: playbook.id,
          isNeeded: playbook.isNeeded,
          steps: playbook.steps.map(({ id, label, hint, isRequired, done }) => ({
            id,
            label,
            hint,
            isRequired,
            done: done ? { at: iso(done.at), by: done.by ?? null } : null,
          })),
        }
      : null,
  }
}

export const recordCasework: Handler<'recordCasework'> = async (call) => {
  const { runtime, care, session, body } = call
  const tenant = session.tenant.tenant.id
  const ticket = partOf(call, 'ticketId')
  const [conversation] = await conversationsOf(call, ticket)
  if (!conversation) throw notThere()
  const { account, channel, id, customer } = conversation
  const record = await care.cases.record(tenant, ticket, {
    ...body,
    by: session.user && {
      id: session.user.id,
      ...(session.user.name !== undefined && { name: session.user.name }),
    },
    at: runtime.clock.now(),
    about: { account, channel, conversation: id, customer },
  })
  const { document } = await care.personas.inForce(tenant, account)
  // The type is known from here on: nothing is suggested any more.
  const suggested = { type: body.type, signs: [], isClear: true }
  return caseworkAnswer(caseworkOf(record, suggested, document?.policy?.solveNeeds))
}
