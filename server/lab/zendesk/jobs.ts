import { badRequest, ZendeskRefusal } from './refusal.ts'
import type { ZendeskState } from './state.ts'

export interface Job {
  id: string
  type: string
  status: 'queued' | 'working' | 'completed'
  total: number
  results: object[]
}

export interface Jobs {
  /** Queues a job; its steps run on later turns, so that callers must poll. */
  start(type: string, steps: readonly (() => object)[]): Job
  get(id: string): Job | undefined
}

const MOST_AT_ONCE = 30
const MOST_ITEMS = 100

export function createJobs(state: ZendeskState): Jobs {
  const jobs = new Map<string, Job>()
  let unfinished = 0

  const run = (job: Job, steps: readonly (() => object)[]): void => {
    job.status = 'working'
    job.results = steps.map((step, index) => ({ index, ...attempt(step) }))
    job.status = 'completed'
    unfinished -= 1
  }
  return {
    get: (id) => jobs.get(id),
    start(type, steps) {
      if (steps.length > MOST_ITEMS) {
        throw badRequest('TooManyValues', `No more than ${MOST_ITEMS} items in one job`)
      }
      if (unfinished >= MOST_AT_ONCE) {
        throw new ZendeskRefusal(
          429,
          { error: 'TooManyJobs', description: 'Too many jobs are running or queued' },
          { 'retry-after': '5' },
        )
      }
      const id = state.ids.uuid().replaceAll('-', '')
      const job: Job = { id, type, status: 'queued', total: steps.length, results: [] }
      jobs.set(job.id, job)
      unfinished += 1
      setImmediate(run, job, steps)
      return job
    },
  }
}

/** A step that is refused fails alone. */
function attempt(step: () => object): object {
  try {
    return step()
  } catch (error) {
    if (!(error instanceof ZendeskRefusal)) throw error
    const { error: name, description } = error.body as { error?: string; description?: string }
    return {
      success: false,
      error: name ?? 'Failed',
      details: JSON.stringify((error.body as { details?: unknown }).details ?? description ?? ''),
    }
  }
}
