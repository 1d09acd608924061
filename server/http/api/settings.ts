import type { Persona } from '../../api/accounts.ts'
import type { Crisis } from '../../api/crisis.ts'
import type { CrisisState } from '../../care/crisis.ts'
import { RelayError } from '../../core/error.ts'
import type { DocumentProblem } from '../../persona/document.ts'
import { actorOf, iso, notThere, partOf, type Call, type Handler } from './call.ts'

function crisisOf({ on, version, accounts, switched }: CrisisState): Crisis {
  return {
    on,
    version,
    accounts: accounts ? [...accounts] : null,
    switched: switched ? { at: iso(switched.at), by: switched.by } : null,
  }
}

export const readCrisis: Handler<'readCrisis'> = async ({ care, session }) =>
  crisisOf(await care.crisis.state(session.tenant.tenant.id))

export const switchCrisis: Handler<'switchCrisis'> = async (call) => {
  const { care, session, body } = call
  const { tenant } = session.tenant
  for (const account of body.accounts ?? []) if (!tenant.accounts.has(account)) throw notThere()
  const { on, accounts } = body
  return crisisOf(await care.crisis.turn(tenant.id, { on, accounts, by: actorOf(call) }))
}

export const listAccounts: Handler<'listAccounts'> = async ({ care, session }) => {
  const { tenant } = session.tenant
  const accounts = await Promise.all(
    [...tenant.accounts.values()].map(async ({ account: { id, channel } }) => {
      const { version } = await care.personas.inForce(tenant.id, id)
      return { id, channel, personaVersion: version }
    }),
  )
  return { accounts }
}

/** Wrong fields of a document, for the one place that words refusals. */
export class DocumentRefusal extends RelayError {
  readonly problems: readonly DocumentProblem[]

  constructor(problems: readonly DocumentProblem[]) {
    super('api.invalid', 'The document does not fit its schema.')
    this.problems = problems
  }
}

function accountIn(call: Call<unknown>): string {
  const account = partOf(call, 'account')
  if (!call.session.tenant.tenant.accounts.has(account)) throw notThere()
  return account
}

async function personaOf(
  { care, session }: Call<unknown>,
  account: string,
  version?: number,
): Promise<Persona> {
  const { id } = session.tenant.tenant
  const [found, history] = await Promise.all([
    version === undefined
      ? care.personas.inForce(id, account)
      : care.personas.version(id, account, version),
    care.personas.history(id, account),
  ])
  if (!found) throw notThere()
  return {
    account,
    version: found.version,
    document: found.document ? { ...found.document } : null,
    versions: history.map(({ version: number, at, by }) => ({
      version: number,
      at: iso(at),
      by: by ?? null,
    })),
  }
}

export const readPersona: Handler<'readPersona'> = async (call) => {
  const { version } = call.query
  if (version === undefined) return personaOf(call, accountIn(call))
  if (!/^[1-9]\d{0,8}$/.test(version)) throw notThere()
  return personaOf(call, accountIn(call), Number(version))
}

export const writePersona: Handler<'writePersona'> = async (call) => {
  const { care, session, body } = call
  const account = accountIn(call)
  const change = { ...body, by: actorOf(call) }
  const saving = await care.personas.save(session.tenant.tenant.id, account, change)
  if (saving.outcome === 'invalid') throw new DocumentRefusal(saving.problems)
  if (saving.outcome === 'changed_meanwhile')
    throw new RelayError('api.changed_meanwhile', 'The persona has a newer version.')
  return personaOf(call, account)
}
