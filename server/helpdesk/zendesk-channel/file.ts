import { RelayError } from '../../core/error.ts'
import type { Filing, FilingResult } from '../../core/filing.ts'
import { canPush } from './instances.ts'
import type { Parts } from './parts.ts'
import { pushFilings } from './push-filings.ts'

function notConnected({ id }: Filing): FilingResult {
  const error = new RelayError('helpdesk.auth', 'The account is not connected in Zendesk.')
  return { id, outcome: 'failed', error }
}

function isRefused(result: FilingResult | undefined): boolean {
  return result?.outcome === 'failed' && result.error.code === 'helpdesk.auth'
}

async function pushed(
  { options, instances, ids }: Parts,
  account: string,
  filings: readonly Filing[],
): Promise<readonly FilingResult[]> {
  const instance = await instances.of(account)
  if (!instance || !canPush(instance)) return filings.map(notConnected)
  return pushFilings({ options, instance, requestId: await ids.make() }, filings)
}

/** Pushes what no poll has carried meanwhile; what the token cannot push waits for the polls. */
async function fileFor(
  parts: Parts,
  account: string,
  filings: readonly Filing[],
): Promise<readonly FilingResult[]> {
  const arrived = await Promise.all(
    filings.map(async ({ id, isRetry }) => isRetry && (await parts.parked.hasArrived(id))),
  )
  const open = filings.filter((_, i) => !arrived[i])
  if (open.length === 0) return filings.map(({ id }) => ({ id, outcome: 'filed' }))
  const results = await pushed(parts, account, open)
  const refused = open.filter((_, i) => isRefused(results[i]))
  if (refused.length > 0) await parts.parked.park(account, refused)
  const byId = new Map(results.map((result) => [result.id, result]))
  return filings.map(({ id }) => byId.get(id) ?? { id, outcome: 'filed' })
}

/** One result per filing, in the order given; accounts go side by side. */
export async function fileAll(
  parts: Parts,
  filings: readonly Filing[],
): Promise<readonly FilingResult[]> {
  const accounts = [...new Set(filings.map(({ account }) => account))]
  const groups = await Promise.all(
    accounts.map((account) =>
      fileFor(
        parts,
        account,
        filings.filter((filing) => filing.account === account),
      ),
    ),
  )
  const byId = new Map(groups.flat().map((result) => [result.id, result]))
  return filings.map((filing) => byId.get(filing.id) ?? notConnected(filing))
}
