import { RelayError, isRelayError } from '../../core/error.ts'
import type { Filing, FilingResult } from '../../core/filing.ts'
import { maxBatch, push, type Push } from './push.ts'
import { resourcesOf, type ExternalResource } from './resource.ts'

/** Bounds what one bad batch can cost; what is left then comes again with the next attempt. */
const maxCalls = 25

interface Item {
  readonly filing: string
  readonly resource: ExternalResource
}

/** What is still to be sent, and what failed so far, by filing. */
interface Round {
  readonly queue: readonly Item[]
  readonly failures: ReadonlyMap<string, RelayError>
  readonly size: number
}

function halted(): RelayError {
  return new RelayError('helpdesk.conflict', 'An earlier item stopped the batch before this one.', {
    retry: { afterMs: 1000 },
  })
}

function refused(code: string): RelayError {
  return new RelayError('helpdesk.invalid', 'Zendesk could not take the item.', {
    retry: 'later',
    details: { status: code },
  })
}

function withFailures(
  failures: Round['failures'],
  items: readonly Item[],
  error: RelayError,
): Round['failures'] {
  return new Map([...items.map(({ filing }) => [filing, error] as const), ...failures])
}

/** Each item by its own status: what was halted goes again, except behind a failure of its own thread. */
function afterStatuses(round: Round, batch: readonly Item[], codes: readonly string[]): Round {
  const stopped = batch.filter((_, i) => codes[i] === 'halted')
  const bad = batch.filter((item, i) => !isDone(codes[i]) && !stopped.includes(item))
  const failures = bad.reduce(
    (known, item) => withFailures(known, [item], refused(codes[batch.indexOf(item)] ?? 'none')),
    round.failures,
  )
  const left = [...stopped, ...round.queue]
  const threads = new Set(bad.map(({ resource }) => resource.thread_id))
  // Where nothing failed and yet something was halted, the same call would only be halted again.
  const behind =
    bad.length === 0 ? stopped : left.filter(({ resource }) => threads.has(resource.thread_id))
  return {
    queue: left.filter((item) => !behind.includes(item)),
    failures: withFailures(failures, behind, halted()),
    size: maxBatch,
  }
}

function isDone(code: string | undefined): boolean {
  return code === 'success' || code === 'already_imported'
}

/** A refused call says nothing about single items: it is halved until the one at fault stands alone. */
function afterError(round: Round, batch: readonly Item[], error: RelayError): Round {
  if (error.code === 'helpdesk.invalid') {
    if (batch.length > 1) {
      const queue = [...batch, ...round.queue]
      return { ...round, queue, size: Math.ceil(batch.length / 2) }
    }
    return { ...round, failures: withFailures(round.failures, batch, error) }
  }
  const untried = error.outcome === 'unknown' ? halted() : error
  const failures = withFailures(round.failures, batch, error)
  return { queue: [], failures: withFailures(failures, round.queue, untried), size: maxBatch }
}

async function next(pushing: Push, round: Round): Promise<Round> {
  const batch = round.queue.slice(0, round.size)
  const rest = { ...round, queue: round.queue.slice(round.size) }
  try {
    const codes = await push(
      pushing,
      batch.map(({ resource }) => resource),
    )
    return afterStatuses(rest, batch, codes)
  } catch (error) {
    if (!isRelayError(error)) throw error
    return afterError(rest, batch, error)
  }
}

/**
 * Pushes the filings of one account in order, in batches. An item that fails does so alone: what came
 * after it is sent again at once. External ids make every repeat harmless.
 */
export async function pushFilings(
  pushing: Push,
  filings: readonly Filing[],
): Promise<readonly FilingResult[]> {
  const queue = filings.flatMap((filing) =>
    resourcesOf(filing, pushing.options).map((resource) => ({ filing: filing.id, resource })),
  )
  let round: Round = { queue, failures: new Map(), size: maxBatch }
  for (let calls = 0; round.queue.length > 0 && calls < maxCalls; calls++)
    round = await next(pushing, round)
  const failures = withFailures(round.failures, round.queue, halted())
  return filings.map(({ id }) => {
    const error = failures.get(id)
    return error ? { id, outcome: 'failed', error } : { id, outcome: 'filed' }
  })
}
