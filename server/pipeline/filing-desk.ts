import type { Filing, FilingResult } from '../core/filing.ts'
import { RelayError } from '../core/error.ts'
import { asRelayError, isSignOfDown } from './retry.ts'
import { createBreaker } from './breaker.ts'
import type { Runtime, TenantRuntime } from './runtime.ts'

const width = 8
const largestBatch = 100

/** Hands filings to the helpdesk: one by one while it keeps up, in batches when a backlog builds. */
export interface FilingDesk {
  /** One whose lane was taken over while it waited is not filed: `store.lease_lost`. */
  submit(filing: Filing, isHeld: () => boolean): Promise<FilingResult>
  /** Until when the helpdesk takes nothing, epoch ms; 0 = it does. Nothing is claimed before. */
  pausedUntil(): number
  /** Whether anything at all was filed since then. Epoch ms. */
  hasFiledSince(at: number): boolean
}

interface Waiting {
  readonly filing: Filing
  readonly isHeld: () => boolean
  readonly settle: (result: FilingResult) => void
}

function failed(filing: Filing, error: RelayError): FilingResult {
  return { id: filing.id, outcome: 'failed', error }
}

/** One result per filing, whatever the adapter did. */
async function resultsOf(
  tenant: TenantRuntime,
  batch: readonly Waiting[],
): Promise<readonly FilingResult[]> {
  const filings = batch.map(({ filing }) => filing)
  try {
    const results = await tenant.helpdesk.file(filings)
    const lost = new RelayError(
      'helpdesk.unconfirmed',
      'The helpdesk gave no result for a filing.',
      {
        outcome: 'unknown',
      },
    )
    return filings.map((filing, i) => results[i] ?? failed(filing, lost))
  } catch (cause) {
    const error = asRelayError(cause, 'helpdesk.unavailable')
    return filings.map((filing) => failed(filing, error))
  }
}

/** What waited longer than its lease belongs to another process now. */
function stillHeld(batch: readonly Waiting[]): readonly Waiting[] {
  const held = batch.filter(({ isHeld }) => isHeld())
  for (const one of batch) {
    if (held.includes(one)) continue
    const error = new RelayError('store.lease_lost', 'The lease ended before the filing was sent.')
    one.settle(failed(one.filing, error))
  }
  return held
}

export function createFilingDesk(runtime: Runtime, tenant: TenantRuntime): FilingDesk {
  const queue: Waiting[] = []
  let running = 0
  let limitedUntil = 0
  let filedAt = -Infinity
  const breaker = createBreaker({
    clock: runtime.clock,
    onOpen: () => runtime.metrics.count('breaker_opened', { endpoint: 'helpdesk' }),
  })

  /** A limit on the account stops everybody; one on a single ticket is that lane's own affair. */
  function noteLimit({ code, retry, details }: RelayError): void {
    if (
      code !== 'helpdesk.rate_limited' ||
      typeof retry !== 'object' ||
      details['scope'] === 'ticket'
    )
      return
    limitedUntil = Math.max(limitedUntil, runtime.clock.now() + Math.min(retry.afterMs, 60_000))
  }

  function note(result: FilingResult): void {
    breaker.record(result.outcome === 'filed' || !isSignOfDown(result.error))
    if (result.outcome === 'failed') noteLimit(result.error)
    else filedAt = runtime.clock.now()
  }

  async function fileBatch(batch: readonly Waiting[]): Promise<void> {
    const startedAt = runtime.clock.monotonic()
    const results = await resultsOf(tenant, batch)
    runtime.metrics.observe('filing_ms', runtime.clock.monotonic() - startedAt)
    batch.forEach(({ settle }, i) => {
      const result = results[i]
      if (!result) return
      note(result)
      settle(result)
    })
  }

  function pump(): void {
    while (running < width && queue.length > 0) {
      const batch = stillHeld(queue.splice(0, queue.length > width ? largestBatch : 1))
      if (batch.length === 0) continue
      running += 1
      void fileBatch(batch).finally(() => {
        running -= 1
        pump()
      })
    }
  }

  return {
    pausedUntil: () => Math.max(limitedUntil, breaker.nextProbeAt ?? 0),
    hasFiledSince: (at) => filedAt >= at,
    submit(filing, isHeld) {
      if (!breaker.allows()) {
        const error = new RelayError('helpdesk.unavailable', 'The helpdesk is down; calls pause.', {
          retry: { afterMs: breaker.waitMs },
        })
        return Promise.resolve(failed(filing, error))
      }
      return new Promise((settle) => {
        queue.push({ filing, isHeld, settle })
        pump()
      })
    },
  }
}
