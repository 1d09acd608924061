import type { ReplyAuthor } from '../core/reply.ts'
import { normaliseCode } from '../persona/agent-code.ts'
import type { RosterStanding, Runtime, TenantRuntime } from './runtime.ts'

const leaseMs = 10_000

function codeFor(number: number): string {
  return `A${String(number).padStart(2, '0')}`
}

async function assign(
  runtime: Runtime,
  tenant: TenantRuntime,
  key: string,
): Promise<string | undefined> {
  const { store, owner } = runtime
  const lease = await store.leases.take({
    tenant: tenant.id,
    key: 'agent-codes',
    owner,
    forMs: leaseMs,
  })
  if (!lease) return undefined
  try {
    const known = await store.kept.get(tenant.id, key)
    if (known !== undefined) return known
    const chosen = new Set(Object.values(tenant.agentCodes).map(normaliseCode))
    let next = Number((await store.kept.get(tenant.id, 'agent-code-next')) ?? '1')
    // Codes the admin chose are somebody's already.
    while (chosen.has(codeFor(next))) next += 1
    const code = codeFor(next)
    await store.kept.set(tenant.id, 'agent-code-next', String(next + 1))
    await store.kept.set(tenant.id, key, code)
    return code
  } finally {
    await store.leases.release(tenant.id, lease)
  }
}

/**
 * The public code of an agent: the admin's choice, else one given for good at the first reply.
 * Unique in the tenant.
 */
export async function codeOf(
  runtime: Runtime,
  tenant: TenantRuntime,
  author: ReplyAuthor,
): Promise<string> {
  const chosen = tenant.agentCodes[author.id] ?? author.code
  if (chosen !== undefined && chosen !== '') return normaliseCode(chosen)
  const key = `agent-code:${author.id}`
  for (;;) {
    const code =
      (await runtime.store.kept.get(tenant.id, key)) ?? (await assign(runtime, tenant, key))
    if (code !== undefined) return code
    await runtime.clock.sleep(50)
  }
}

/** How an agent stands in the tenant's roster; without an id nobody is known, and nothing held against them. */
export function standingOf(
  { agentCodes, publicReplies }: TenantRuntime,
  { id, code }: { readonly id: string | undefined; readonly code: string | undefined },
): RosterStanding {
  const isListed = id === undefined || Object.hasOwn(agentCodes, id)
  return {
    code,
    codes: Object.values(agentCodes),
    mayAnswerPublicly: publicReplies === 'everyone' || isListed,
  }
}
