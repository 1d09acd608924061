import type { Filing, FilingResult } from '../core/filing.ts'
import { RelayError } from '../core/error.ts'
import { asRelayError } from './retry.ts'
import { createBreaker } from './breaker.ts'
import type { Runtime, TenantRuntime } from './runtime.ts'

const width = 8
const largestBatch = 100

/** Hands filings to the helpdesk: one by one while it keeps up, in batches when a backlog builds. */
export interface FilingDesk {
  submit(filing: Filing): Promise<FilingResult>
  /** Until when the helpdesk takes nothing, epoch ms; 0 = it does. Nothing is claimed before. */
  pausedUntil(): number
}

interface Waiting {
  readonly filing: Filing
  readonly settle: (result: FilingResult) => void
}

function failed(filing: Filing, error: RelayError): FilingResult {
  return { id: filing.id, outcome: 'failed', error }
}

export function createFilingDesk(runtime: Runtime, tenant: TenantRuntime): FilingDesk {
  const queue: Waiting[] = []
  let running = 0
  let limitedUntil = 0
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

  async function fileBatch(batch: readonly Waiting[]): Promise<void> {
    const filings = batch.map(({ filing }) => filing)
    const startedAt = runtime.clock.monotonic()
    let results: readonly FilingResult[]
    try {
      results = await tenant.helpdesk.file(filings)
    } catch (cause) {
      const error = asRelayError(cause, 'helpdesk.unavailable')
      results = filings.map((filing) => failed(filing, error))
    }
    runtime.metrics.observe('filing_ms', runtime.clock.monotonic() - startedAt)
    batch.forEach(({ filing, settle }, i) => {
      const lost = new RelayError(
        'helpdesk.unconfirmed',
        'The helpdesk gave no result for a filing.',
        { outcome: 'unknown' },
      )
      const result = results[i] ?? failed(filing, lost)
      breaker.record(result.outcome === 'filed' || result.error.code !== 'helpdesk.unavailable')
      if (result.outcome === 'failed') noteLimit(result.error)
      settle(result)
    })
  }

  function pump(): void {
    while (running < width && queue.length > 0) {
      const batch = queue.splice(0, queue.length > width ? largestBatch : 1)
      running += 1
      void fileBatch(batch).finally(() => {
        running -= 1
        pump()
      })
    }
  }

  return {
    pausedUntil: () => Math.max(limitedUntil, breaker.nextProbeAt ?? 0),
    submit(filing) {
      if (!breaker.allows()) {
        const afterMs = Math.max(1000, (breaker.nextProbeAt ?? 0) - runtime.clock.now())
        const error = new RelayError('helpdesk.unavailable', 'The helpdesk is down; calls pause.', {
          retry: { afterMs },
        })
        return Promise.resolve(failed(filing, error))
      }
      return new Promise((settle) => {
        queue.push({ filing, settle })
        pump()
      })
    },
  }
}
