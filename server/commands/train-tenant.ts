import { RelayError } from '../core/error.ts'
import type { Store } from '../core/store/index.ts'
import type { TenantConfig } from '../config.ts'
import { learnTenant, learntInUse, type Drive } from '../jobs/learn-tenant.ts'
import { fingerprintOf } from '../understanding/learning/fingerprint.ts'
import { engineOf, type Engine } from '../understanding/understand.ts'
import { configOf, type Flags } from './command.ts'
import { loadModels } from './understand-models.ts'
import { withStore } from './with-store.ts'

type Learning = Pick<Store, 'learning'>
/** What one tenant's line says. */
type Line = Readonly<Record<string, unknown>>
type Act = (tenant: TenantConfig, store: Learning, engine: Engine) => Promise<readonly Line[]>

/** Nobody waits for their turn beside a command. */
const atOnce: Drive = (work) => {
  for (;;) {
    const step = work.next()
    if (step.done === true) return Promise.resolve(step.value)
  }
}

const iso = (at: number): string => new Date(at).toISOString()

function training(isDry: boolean): Act {
  return async ({ id, understanding }, store, engine) => {
    if (!understanding.on || !understanding.learns) return [{ tenant: id, outcome: 'off' }]
    const categories = understanding.categories.map((own) => own.id)
    const report = await learnTenant({ store, tenant: id, engine, categories, isDry }, atOnce)
    return [{ tenant: id, ...report }]
  }
}

const listing: Act = async ({ id }, store, engine) => {
  const base = fingerprintOf(engine.models)
  const used = await learntInUse(store, id, base)
  const versions = await store.learning.versions(id)
  return versions.map(({ version, at, base: learntOn, figures, retiredAt }) => ({
    tenant: id,
    version,
    at: iso(at),
    inUse: used?.learnt !== undefined && used.version === version,
    fitsModels: learntOn === base,
    ...(retiredAt !== undefined && { retiredAt: iso(retiredAt) }),
    fields: JSON.parse(figures) as unknown,
  }))
}

const rollback: Act = async ({ id }, store) => {
  const versions = await store.learning.versions(id)
  const live = versions.filter(({ retiredAt }) => retiredAt === undefined)
  const [newest, before] = live
  if (!newest || !(await store.learning.retire(id, newest.version)))
    return [{ tenant: id, outcome: 'nothing_to_take_back' }]
  return [
    {
      tenant: id,
      outcome: 'taken_back',
      version: newest.version,
      nowVersion: before?.version ?? 0,
    },
  ]
}

function actOf(values: Flags): Act {
  if (values['list'] === true) return listing
  return values['rollback'] === true ? rollback : training(values['dry-run'] === true)
}

function chosen(tenants: readonly TenantConfig[], values: Flags): readonly TenantConfig[] {
  const wanted = values['tenant']
  const found = tenants.filter(({ id }) => wanted === undefined || id === wanted)
  if (found.length === 0)
    throw new RelayError('config.invalid', `The configuration has no tenant ${String(wanted)}.`)
  if (values['rollback'] === true && found.length > 1)
    throw new RelayError('config.invalid', 'Say whose model is taken back: --tenant ID.')
  return found
}

/** Learns from what a store's agents set right, lists what was learnt, or takes the newest version back. */
export async function trainTenants(values: Flags): Promise<number> {
  const config = configOf(values)
  if (!config) return 1
  const tenants = chosen(config.tenants, values)
  const act = actOf(values)
  const engine = engineOf(loadModels())
  await withStore(config, async ({ store }) => {
    for (const tenant of tenants)
      for (const line of await act(tenant, store, engine))
        process.stdout.write(`${JSON.stringify(line)}\n`)
  })
  return 0
}
