import { emptySheet, readKpiSheet as contract, type KpiSheet } from '../../api/kpi-sheet.ts'
import { RelayError } from '../../core/error.ts'
import type { DocumentVersion, Store } from '../../core/store/index.ts'
import type { DocumentProblem } from '../../persona/document.ts'
import { actorOf, iso, type Handler } from './call.ts'
import { DocumentRefusal } from './settings.ts'

const name = 'kpi:sheet'

type Answer = Awaited<ReturnType<Handler<'readKpiSheet'>>>

/** Sheets read before, by tenant: a version never changes. */
const known = new WeakMap<Store, Map<string, Answer>>()

/** What an older program wrote and this one does not read is no sheet: nothing is judged by it. */
function answerOf(found: DocumentVersion): Answer {
  const { version, body, at, by } = found
  const read = contract.answer.shape.document.safeParse(JSON.parse(body))
  const saved = { at: iso(at), by: by ? { ...by } : null }
  return { version, document: read.success ? read.data : emptySheet, saved }
}

/** The sheet in force; version 0 = nobody has saved one. */
export async function sheetOf(store: Store, tenant: string): Promise<Answer> {
  const found = await store.documents.current(tenant, name)
  if (!found) return { version: 0, document: emptySheet }
  const kept = known.get(store) ?? new Map<string, Answer>()
  known.set(store, kept)
  const before = kept.get(tenant)
  if (before?.version === found.version) return before
  const answer = answerOf(found)
  kept.set(tenant, answer)
  return answer
}

function twice(ids: readonly string[]): readonly number[] {
  return ids.flatMap((id, i) => (ids.indexOf(id) < i ? [i] : []))
}

/** What a schema cannot say. */
function problemsIn({ inputs, views, baseline }: KpiSheet): readonly DocumentProblem[] {
  const problems = inputs.flatMap(({ likely, low = likely, high = likely }, i) =>
    low <= likely && likely <= high
      ? []
      : [{ path: `inputs.${i}`, message: 'likely must lie between low and high' }],
  )
  for (const [list, entries] of Object.entries({ inputs, views }))
    for (const i of twice(entries.map(({ id }) => id)))
      problems.push({ path: `${list}.${i}.id`, message: 'is there already' })
  if (baseline && Date.parse(baseline.to) <= Date.parse(baseline.from))
    problems.push({ path: 'baseline.to', message: 'must be after from' })
  return problems
}

export const readKpiSheet: Handler<'readKpiSheet'> = ({ runtime, session }) =>
  sheetOf(runtime.store, session.tenant.tenant.id)

export const writeKpiSheet: Handler<'writeKpiSheet'> = async (call) => {
  const { runtime, session, body } = call
  const problems = problemsIn(body.document)
  if (problems.length > 0) throw new DocumentRefusal(problems)
  const change = { name, body: JSON.stringify(body.document), ifVersion: body.ifVersion }
  const { id } = session.tenant.tenant
  const saved = await runtime.store.documents.put(id, { ...change, by: actorOf(call) })
  if (!saved) throw new RelayError('api.changed_meanwhile', 'The sheet has a newer version.')
  return answerOf(saved)
}
