import { isRelayError, type RelayError } from '../../core/error.ts'
import type { Prepared } from '../../core/helpdesk.ts'
import type { Adapter } from './adapter.ts'
import { ensureViews } from './views.ts'
import { ensureEvents, ensureReplies } from './webhook-setup.ts'

const leaseMs = 20_000

async function attempt(problems: RelayError[], work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!isRelayError(error)) throw error
    problems.push(error)
  }
}

/** Everything the relay needs in Zendesk. Safe to repeat; of two relays one does it. */
export async function prepare(adapter: Adapter): Promise<Prepared> {
  const { tenant, webhookSecret, doors } = adapter.options
  const lease = await doors.leases.take({
    tenant,
    key: 'zendesk-prepare',
    owner: 'prepare',
    forMs: leaseMs,
  })
  if (!lease) return { problems: [] }
  const problems: RelayError[] = []
  let wasDeaf = false
  try {
    if (webhookSecret === undefined) {
      await attempt(problems, async () => (wasDeaf = await ensureReplies(adapter)))
      await attempt(problems, () => ensureEvents(adapter))
    }
    await ensureViews(adapter)
    return { problems, wasDeaf }
  } finally {
    await doors.leases.release(tenant, lease)
  }
}
